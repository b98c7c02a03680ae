package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.e2e.InvalidObjects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Without an API server, the same objects are refused and accepted as with one. */
class KindFaultsTest {
  private static final Pattern FIELD = Pattern.compile("(?:spec|metadata)(?:[.]\\w+)*");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Stored while the cluster had a schema without rules, to show what the operator makes of such objects. */
  private static final Set<String> STORED_WITHOUT_RULES = Set.of("connection-invalid.yaml", "invalid-spec.yaml");

  static List<InvalidObjects.Invalid> invalidObjects() {
    return InvalidObjects.all();
  }

  static Stream<Path> storedObjects() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/e2e/resources/states"))) {
      return files.sorted().toList().stream();
    }
  }

  /** Each of them is refused by a real API server in InvalidObjectsIT. */
  @ParameterizedTest
  @MethodSource("invalidObjects")
  void whatTheApiServerRejectsHasAFaultInTheSameField(InvalidObjects.Invalid invalid) throws JsonProcessingException {
    List<String> fields = invalid.refusal()
        .stream()
        .limit(1)
        .flatMap(said -> FIELD.matcher(said).results().map(found -> found.group()))
        .toList();

    assertThat(String.join("\n", faults(invalid.yaml()))).isNotEmpty().contains(fields);
  }

  /** The states that the operator's own tests recorded at a real API server. */
  @ParameterizedTest
  @MethodSource("storedObjects")
  void whatTheApiServerStoredHasNoFault(Path file) throws IOException {
    List<String> faults = faults(Files.readString(file));

    if (STORED_WITHOUT_RULES.contains(String.valueOf(file.getFileName()))) {
      assertThat(faults).singleElement().asString().contains("spec.mode must be Manage or Observe");
    } else {
      assertThat(faults).isEmpty();
    }
  }

  /** A fault for a connection that the API server takes would keep a good change out of a pull request. */
  @ParameterizedTest
  @ValueSource(strings = {
      "{}",
      "{regions: }",
      "{deletionHold: 0s, observeInterval: 2s, roleInventoryInterval: 9999h99999m999999s}",
      "{regions: {home: cn-north-1, managed: [cn-north-1, cn-northwest-1]},"
          + " organizationsRole: {arn: 'arn:aws-cn:iam::111122223333:role/a'}}",
      "{regions: {managed: [us-east-1]}, serviceRole: {mode: Manage}, memberRoles: {service: a}}",
      "{regions: {managed: [us-east-1]}, managementAccountId: '111122223333',"
          + " serviceRole: {mode: Manage, arn: 'arn:aws:iam::111122223333:role/a', externalId: ab}}"})
  void aConnectionThatTheRulesAllowHasNoFault(String fields) throws JsonProcessingException {
    assertThat(connection(fields)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{managementAccountId: '444455556666', regions: {managed: [us-east-1]}, serviceRole: {mode: Manage,"
          + " arn: 'arn:aws:iam::111122223333:role/a'}}"
          + " | spec.serviceRole.arn: serviceRole.arn is not in the account managementAccountId, the only one where it can"
          + " see what remains of a service: correct one of the two, or leave serviceRole out.",
      "{organizationsRole: {arn: 'arn:aws-cn:iam::111122223333:role/a'}} | spec.organizationsRole.arn: organizationsRole.arn"
          + " and regions.home are in different partitions: correct one of the two.",
      "{allowedServicePrincipals: []} | spec.allowedServicePrincipals: an empty list would allow nothing: leave"
          + " allowedServicePrincipals out to allow every service in the catalog, or use mode: Observe.",
      "{allowedServicePrincipals: [a.amazonaws.com, a.amazonaws.com]} | spec.allowedServicePrincipals must have each"
          + " element once, not 'a.amazonaws.com' again.",
      "{observeInterval: 1s} | spec.observeInterval must be a duration of at least 2s in hours, minutes and seconds, such as"
          + " 5m or 1h30m, not '1s'.",
      "{deletionHold: 1000000s1h} | spec.deletionHold must be a duration in hours, minutes and seconds, such as 15m or"
          + " 1h30m; use 0s for none, not '1000000s1h'.",
      "{organizationId: } | spec.organizationId is absent. It must be an organization id such as o-a1b2c3d4e5: find it with"
          + " `aws organizations describe-organization`."})
  void aConnectionsFaultNamesFieldAndRemedy(String fields, String fault) throws JsonProcessingException {
    assertThat(connection(fields)).containsExactly("OrganizationConnection default: " + fault);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "annotations: {trustedaccess.dev/paused: true} | metadata.annotations.trustedaccess.dev/paused must be a text in"
          + " quotes.",
      "labels: {team: 7} | metadata.labels.team must be a text in quotes.",
      "labels: platform | metadata.labels must be an object with texts."})
  void aLabelOrAnnotationThatIsNoTextIsAFault(String field, String fault) throws JsonProcessingException {
    assertThat(faults("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata:
          name: ram.amazonaws.com
          %s
        spec: {servicePrincipal: ram.amazonaws.com}
        """.formatted(field))).containsExactly("TrustedServiceAccess ram.amazonaws.com: " + fault);
  }

  private static List<String> connection(String fields) throws JsonProcessingException {
    JsonNode object = YAML.readTree("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: o-exampleorg1, mode: Manage}
        """);
    YAML.readerForUpdating(object.path("spec")).readValue(fields);
    return KindFaults.of(object).stream().toList();
  }

  private static List<String> faults(String yaml) throws JsonProcessingException {
    return KindFaults.of(YAML.readTree(yaml)).stream().toList();
  }
}
