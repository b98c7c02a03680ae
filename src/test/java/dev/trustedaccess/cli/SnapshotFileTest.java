package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A recorded organization as a file, and files that were damaged since. */
class SnapshotFileTest {
  private static final Instant THEN = Instant.parse("2026-11-28T02:00:00Z");
  private static final String ADMINISTRATOR = "444455556666";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir
  private Path directory;
  private Path file = Path.of("");

  private static SnapshotFile recorded() {
    return new SnapshotFile(
        new OrganizationSnapshot(
            THEN, THEN.plusSeconds(1), THEN.plusSeconds(2),
            new OrganizationState("o-exampleorg1", "111122223333", "111122223333", true, Optional.of("111122223333")),
            Map.of("ds.amazonaws.com", THEN)),
        List.of("us-east-1", "eu-west-1"),
        Map.of(
            "sso.amazonaws.com", Fact.known(List.of(new DelegatedAdministrator(ADMINISTRATOR))),
            "ram.amazonaws.com", Fact.unknown(new Failure(Failure.Kind.ACCESS_DENIED, "ram:Get"))),
        Map.of("guardduty.amazonaws.com", Fact.known(InitializationState.administered(new AdministratorsSeen(
            List.of(new Appointed(ADMINISTRATOR, "us-east-1", Stage.DONE)), List.of("us-east-1", "eu-west-1"))))));
  }

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("organization.json");
    recorded().write(file);
  }

  private void isDamaged() {
    assertThatThrownBy(() -> SnapshotFile.read(file)).isInstanceOf(Manifests.BadInput.class)
        .hasMessageStartingWith(file + " ")
        .hasMessageEndingWith(
            "with the same -f and --connection as before: trusted-access-operator export --snapshot FILE")
        .hasMessageMatching(".*")
        .hasMessageNotContainingAny("dev.trustedaccess", "REDACTED");
  }

  @Test
  void theFileThatALinkLeadsToIsReplacedAndNothingElse() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), file);
    Files.writeString(file, "old");
    recorded().write(link);
    assertThat(link).isSymbolicLink();
    assertThat(SnapshotFile.read(file)).isEqualTo(recorded());

    Path leadsNowhere = Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("missing"));
    for (Path taken : List.of(leadsNowhere, Files.createDirectory(directory.resolve("empty")))) {
      assertThatThrownBy(() -> recorded().write(taken)).hasMessage("it is there and not a regular file");
      assertThat(Files.exists(taken, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(taken)).isTrue();
    }
  }

  @Test
  void whatWasRecordedIsReadAsItWas() throws Exception {
    assertThat(SnapshotFile.read(file)).isEqualTo(recorded());
  }

  /** What is missing must not count as absent from the organization: the plan would enable all of it anew. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/enabled | null", "/enabled | []", "/enabled/ds.amazonaws.com | 7", "/organization/allFeatures | \"yes\"",
      "/regions | \"us-east-1\"", "/regions/0 | 1", "/delegatedAdministrators | null", "/initializations | []",
      "/delegatedAdministrators/sso.amazonaws.com | {}", "/delegatedAdministrators/sso.amazonaws.com | null",
      "/delegatedAdministrators/sso.amazonaws.com/accounts | {}",
      "/delegatedAdministrators/ram.amazonaws.com/unread | null",
      "/delegatedAdministrators/ram.amazonaws.com/unread/kind | \"NO_SUCH\"",
      "/initializations/guardduty.amazonaws.com | {}",
      "/initializations/guardduty.amazonaws.com/administrators | {}",
      "/initializations/guardduty.amazonaws.com/stage | \"\"",
      "/begun | \"+1000000000-01-01T00:00:00Z\"", "/answered | \"+1000000000-01-01T00:00:00Z\"",
      "/awsTime | \"-1000000000-01-01T00:00:00Z\"", "/enabled/ds.amazonaws.com | \"+1000000000-01-01T00:00:00Z\"",
  })
  void aFieldThatIsMissingOrOfAnotherKindIsTrouble(String field, String value) throws IOException {
    JsonNode root = MAPPER.readTree(file.toFile());
    int last = field.lastIndexOf('/');
    JsonNode parent = root.at(field.substring(0, last));
    assertThat(root.at(field).isMissingNode()).isFalse();
    if (parent instanceof ObjectNode object) {
      object.set(field.substring(last + 1), MAPPER.readTree(value));
    } else {
      ((ArrayNode) parent).set(0, MAPPER.readTree(value));
    }
    MAPPER.writeValue(file.toFile(), root);
    isDamaged();
  }

  @Test
  void aFileThatEndsEarlyOrGoesOnIsTrouble() throws IOException {
    String whole = Files.readString(file);
    for (String text : List.of(whole.substring(0, whole.length() / 2), whole + whole, whole + "]", "", "7",
        "[".repeat(5_000), whole.replace(": 1,", ": \"1\","), whole.replace(": 1,", ": 1.9,"))) {
      Files.writeString(file, text);
      isDamaged();
    }
  }
}
