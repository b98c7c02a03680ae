package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Account;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One run of the verb, as a person sees it. */
record PreflightRun(int exit, List<String> out, String err) {
  /** By this account's identity, on a machine whose clock is so much ahead. */
  static PreflightRun of(
      Simulator aws, Account as, Duration ahead, Supplier<KubernetesClients> cluster, String... arguments) {
    return of(aws, as, ahead, cluster, false, arguments);
  }

  /** The same, at a terminal or not. */
  static PreflightRun of(
      Simulator aws, Account as, Duration ahead, Supplier<KubernetesClients> cluster, boolean terminal,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = new CommandLine(new PreflightCommand(_ -> cluster.get(), () -> new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(as.keys().accessKeyId(), as.keys().secretAccessKey())),
        Caller.of(Map.of()),
        "preflight", "test", () -> Instant.now().plus(ahead))), () -> terminal))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
    return new PreflightRun(exit, out.toString().lines().toList(), err.toString());
  }

  /** The lines of this level, without it. */
  List<String> lines(String level) {
    return out.stream().filter(line -> line.startsWith(level + " ")).map(line -> line.substring(6)).toList();
  }
}
