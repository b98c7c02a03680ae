package dev.trustedaccess.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.testbed.Binaries;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.MotoServer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulator against moto, which was written by others: the same script asks both through boto3, and the answers are
 * equal but for what moto is known to do otherwise than AWS documents. That list is held in both directions: when moto
 * learns one of these, it must be taken off.
 */
class RefereeIT {
  private static final Map<String, String> KNOWN_DEFECTS = Map.ofEntries(
      entry("the accounts, by a member", "moto lists none; AWS refuses a member that administers nothing"),
      entry("one a page", "moto does not page the list of trusted access"),
      entry("a token from nowhere", "moto does not read the token"),
      entry("enable what its service alone enables", "moto accepts IPAM; its guide says that the call is refused"),
      entry("enable, by a member", "moto keeps a list for the member; only the management account may"),
      entry("what is on, by a member", "moto shows the member's own list; AWS refuses"),
      entry("delegate before access", "moto asks for no trusted access"),
      entry("disable what is delegated", "moto does not check delegated administrators"),
      entry("delegate Firewall Manager", "moto knows six principals for delegation only"),
      entry("a role that is not there", "moto assumes what does not exist"),
      entry("a role elsewhere", "moto assumes roles of accounts that do not exist"),
      entry("a role with a wrong external id", "moto does not read the external id"),
      entry("the role of Organizations", "moto never makes it"),
      entry("access after an aggregator", "moto's Config does not enable trusted access"),
      entry("enable under billing only", "moto does not check the feature set"),
      entry("enable without an organization", "moto does not look for an organization"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path home;

  @Test
  void theSimulatorAnswersAsMotoDoesButForMotosKnownDefects() throws IOException {
    Map<String, JsonNode> moto;
    Map<String, JsonNode> simulator;
    try (var server = MotoServer.start()) {
      moto = ask("moto", server.endpoint());
    }
    try (var aws = Simulator.start()) {
      simulator = ask("simulator", aws.endpoint());
    }
    assertThat(simulator.keySet()).isEqualTo(moto.keySet()).containsAll(KNOWN_DEFECTS.keySet());
    var softly = new SoftAssertions();
    for (var question : new TreeSet<>(moto.keySet())) {
      var judged = softly.assertThat(simulator.get(question)).as(question);
      if (KNOWN_DEFECTS.containsKey(question)) {
        judged.isNotEqualTo(moto.get(question));
      } else {
        judged.isEqualTo(moto.get(question));
      }
    }
    softly.assertAll();
  }

  private Map<String, JsonNode> ask(String kind, URI endpoint) throws IOException {
    var script = Path.of("src", "e2e", "python", "referee.py").toAbsolutePath();
    var command = new Command(
        List.of(Binaries.moto("python").toString(), script.toString(), kind, endpoint.toString()),
        Map.of("HOME", home.toString(), "PYTHONDONTWRITEBYTECODE", "1"), Duration.ofMinutes(2));
    return new JsonMapper().readValue(command.run().orFail(), new TypeReference<>() {
    });
  }
}
