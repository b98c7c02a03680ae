package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Account;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One run of {@code plan}, as a person sees it. */
public record PlanRun(int exit, String out, String err) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** By this account's identity. */
  public static PlanRun of(Simulator aws, Account as, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = new CommandLine(new PlanCommand(() -> new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(as.keys().accessKeyId(), as.keys().secretAccessKey())),
        Caller.of(Map.of()),
        "plan", "test", InstantSource.system())), InstantSource.system(), () -> false))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
    return new PlanRun(exit, out.toString(), err.toString());
  }

  /** What it printed with {@code -o json}. */
  JsonNode json() {
    try {
      return MAPPER.readTree(out);
    } catch (IOException e) {
      throw new UncheckedIOException(this.toString(), e);
    }
  }
}
