package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The shipped policies are what the verb prints; write them anew with {@code -Dpolicies.write=true}. */
class PolicyCommandTest {
  private static final String POD = "arn:aws:iam::222233334444:role/trusted-access-operator-pod";
  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int policy(String... arguments) {
    return new CommandLine(new PolicyCommand()).setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JsonNode json(String... arguments) throws IOException {
    assertThat(policy(arguments)).as(err.toString()).isZero();
    return JSON.readTree(out.toString());
  }

  @Test
  void theShippedPoliciesAreThoseOfTheExamples() throws IOException {
    JsonNode roles = json("-f", "examples", "--pod-role", POD);
    Map<String, JsonNode> shipped = new LinkedHashMap<>();
    shipped.put("organizations-role", roles.path("organizations").path("policy"));
    shipped.put("service-role", roles.path("service").path("policy"));
    shipped.put("member-read-role", roles.path("memberRead").path("policy"));
    shipped.put("member-service-role", roles.path("memberService").path("policy"));
    shipped.put("pod-role", roles.path("pod").path("policy"));
    shipped.put("trust-of-organizations-and-service-role", roles.path("organizations").path("trustPolicy"));
    shipped.put("trust-of-member-roles", roles.path("memberRead").path("trustPolicy"));
    for (Map.Entry<String, JsonNode> each : shipped.entrySet()) {
      Path file = Path.of("docs/iam", each.getKey() + ".json");
      if (Boolean.getBoolean("policies.write")) {
        Files.writeString(file, PolicyText.JSON.writeValueAsString(each.getValue()) + "\n");
      }
      assertThat(JSON.readTree(Files.readString(file))).as(file.toString()).isEqualTo(each.getValue());
    }
    assertThat(roles.path("service").path("trustPolicy")).isEqualTo(roles.path("organizations").path("trustPolicy"));
    assertThat(roles.path("memberService").path("trustPolicy")).isEqualTo(roles.path("memberRead").path("trustPolicy"));
  }

  @Test
  void observeOnlyChangesNothing() throws IOException {
    JsonNode roles = json("-f", "examples", "--pod-role", POD, "--observe-only");
    assertThat(roles.findValues("Action")).isNotEmpty();
    for (String role : new String[]{"organizations", "service", "memberRead", "memberService"}) {
      roles.path(role)
          .path("policy")
          .findValues("Action")
          .forEach(actions -> actions.forEach(action -> assertThat(
              action.asText()).matches("[a-z]+:(Describe|List|Get).*|sts:AssumeRole")));
    }
  }

  @Test
  void aStackSetTakesTheMembersTemplate() throws IOException {
    assertThat(policy("-f", "examples", "-o", "cloudformation")).isZero();
    JsonNode template = new YAMLMapper().readTree(out.toString());
    assertThat(template.path("Resources").fieldNames()).toIterable()
        .containsExactly("MemberReadRole", "MemberServiceRole");
    assertThat(template.at("/Resources/MemberServiceRole/Condition").asText()).isEqualTo("WithServiceRole");
    assertThat(template.at("/Resources/MemberReadRole/Properties/RoleName").asText()).isEqualTo("trusted-access-read");
  }

  @Test
  void terraformHasARoleAndAPolicyForEach() {
    assertThat(policy("-f", "examples", "--output", "terraform")).isZero();
    assertThat(out.toString()).containsOnlyOnce("resource \"aws_iam_role\" \"trusted_access_service\"")
        .containsOnlyOnce("resource \"aws_iam_role_policy\" \"trusted_access_member_read\"")
        .contains("\"organizations:ServicePrincipal\"");
    assertThat(out.toString().chars().filter(c -> c == '{').count())
        .isEqualTo(out.toString().chars().filter(c -> c == '}').count());
    assertThat(err.toString()).contains("--pod-role ARN");
  }

  @Test
  void thePodMayAssumeTheRolesOfTheManagementAccountAndNothingElse() throws IOException {
    JsonNode cluster = json("-f", "examples", "--pod-role", POD, "--account", "cluster");
    assertThat(cluster.fieldNames()).toIterable().containsExactly("pod");
    assertThat(cluster.at("/pod/roleName").asText()).isEqualTo("trusted-access-operator-pod");
    assertThat(cluster.at("/pod/policy/Statement")).singleElement().satisfies(only -> {
      assertThat(only.path("Action")).singleElement().extracting(JsonNode::asText).isEqualTo("sts:AssumeRole");
      assertThat(only.path("Resource")).extracting(JsonNode::asText)
          .containsExactly(
              "arn:aws:iam::111122223333:role/trusted-access-organizations",
              "arn:aws:iam::111122223333:role/trusted-access-services");
    });
  }

  @Test
  void aTemplateWithoutARoleIsRefused() {
    assertThat(policy("-f", "examples", "--pod-role", POD, "-o", "cloudformation", "--account", "cluster"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("would contain no role", "-o json");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutAMemberRoleTheOptionForTheManagementAccountIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("connection.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec:
          organizationId: o-exampleorg1
          mode: Observe
          organizationsRole: {arn: "arn:aws:iam::111122223333:role/trusted-access-organizations"}
        """);
    assertThat(policy("-f", file.toString(), "-o", "cloudformation")).isEqualTo(2);
    assertThat(err.toString()).contains("would contain no role", "--account management")
        .doesNotContain("ROLE-OF-THE-POD");
    assertThat(policy("-f", file.toString(), "-o", "cloudformation", "--account", "management")).isZero();
    assertThat(err.toString()).contains("ROLE-OF-THE-POD");
  }

  @Test
  void arnsAreOfThePartitionOfTheHomeRegion(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("connection.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec:
          organizationId: o-exampleorg1
          mode: Manage
          organizationsRole: {arn: "arn:aws-iso:iam::111122223333:role/trusted-access-organizations"}
          memberRoles: {read: trusted-access-read}
          regions: {home: us-iso-east-1}
        """);
    assertThat(json("-f", directory.toString(), "--pod-role", POD).at("/organizations/policy").toString())
        .contains("arn:aws-iso:iam::*:role/trusted-access-read")
        .doesNotContain("arn:aws:");
  }

  @Test
  void whatIsDeclaredElsewhereOrNotAtAllIsNotGranted() throws IOException {
    JsonNode roles = json("-f", "examples/00-connection.yaml");
    assertThat(roles.toString()).doesNotContain("AWSServiceAccess\"", "fms:", "ServicePrincipal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"examples/10-firewall-manager.yaml", "there-is-no-such-directory"})
  void badInputIsSaidAndHasAnExitCodeOfItsOwn(String place) {
    assertThat(policy("-f", place)).isEqualTo(2);
    assertThat(err.toString()).containsAnyOf("Found no OrganizationConnection in examples/10-firewall-manager.yaml",
        "could not be read");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aWrongFieldIsNamedWithItsFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("connection.yaml");
    Files.writeString(file, """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: o-exampleorg1, mode: Mange}
        """);
    assertThat(policy("-f", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(file.toString(), "spec.mode", "Mange", "Manage or Observe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "arn:aws:sts::222233334444:assumed-role/trusted-access-operator-pod/session"})
  void aPodRoleThatIsNoRoleIsRefused(String arn) {
    assertThat(policy("-f", "examples", "--pod-role", arn)).isEqualTo(2);
    assertThat(err.toString()).contains("--pod-role", arn, "arn:aws:iam::111122223333:role/");
    assertThat(out.toString()).isEmpty();
  }

  /** The connection of the examples, with a declaration of the given fields beside it. */
  private static String beside(Path directory, String name, String fields) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(directory.resolve("10-declaration.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec: {servicePrincipal: %s}
        """.formatted(name, fields));
    return directory.toString();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "macie2.amazonaws.com | macie2.amazonaws.com is not a service principal for trusted access | macie.amazonaws.com",
      "foo.amazonaws.com | The catalog does not know foo.amazonaws.com | spec.acceptUnknownService"})
  void aDeclarationThatCanNeverWorkIsSaid(String principal, String problem, String advice, @TempDir Path directory)
      throws IOException {
    assertThat(policy("-f", beside(directory, principal, principal))).isEqualTo(2);
    assertThat(err.toString()).contains(problem, advice);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownServiceThatIsAcceptedIsGranted(@TempDir Path directory) throws IOException {
    assertThat(json("-f", beside(directory, "foo.amazonaws.com", "foo.amazonaws.com, acceptUnknownService: true"))
        .toString()).contains("foo.amazonaws.com");
  }

  @Test
  void aServiceThatTheConnectionDoesNotAllowIsSaid(@TempDir Path directory) throws IOException {
    String place = beside(directory, "ram.amazonaws.com", "ram.amazonaws.com");
    Path connection = directory.resolve("00-connection.yaml");
    Files.writeString(connection, Files.readString(connection)
        .replace(
            "spec:\n", "spec:\n  allowedServicePrincipals: [fms.amazonaws.com]\n"));

    assertThat(policy("-f", place)).isEqualTo(2);
    assertThat(err.toString()).contains("does not allow ram.amazonaws.com", "spec.allowedServicePrincipals");
  }

  @Test
  void aDeclarationOfAConnectionThatNoFileHasIsSaid(@TempDir Path directory) throws IOException {
    String place = beside(
        directory, "ram.amazonaws.com.sandbox", "ram.amazonaws.com, organizationRef: {name: sandbox}");

    assertThat(policy("-f", place)).isEqualTo(2);
    assertThat(err.toString()).contains("sandbox", "spec.organizationRef.name");
    assertThat(policy("-f", place, "--connection", "default")).as("chosen").isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "ram.amazonaws.com, delitionPolicy: Retain | spec.delitionPolicy | deletionPolicy",
      "ram.amazonaws.com, initialization: {mod: None} | spec.initialization.mod | mode",
      "ram.amazonaws.com, delegatedAdministrators: ['1'] | spec.delegatedAdministrators[0] | 12 digits"})
  void aFieldThatTheKindDoesNotHaveIsSaid(String fields, String field, String known, @TempDir Path directory)
      throws IOException {
    String place = beside(directory, "ram.amazonaws.com", fields);

    assertThat(policy("-f", place)).isEqualTo(2);
    assertThat(err.toString()).contains("10-declaration.yaml", "TrustedServiceAccess ram.amazonaws.com", field, known);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void everyWrongFieldIsSaidInOneRun(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("all.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default, anotations: {a: b}}
        spec: {organizationId: o-exampleorg1, mode: Manage, organizationsRole: {arn: nonsense}}
        ---
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ram.amazonaws.com}
        spec: {servicePrincipals: ram.amazonaws.com}
        ---
        apiVersion: trustedaccess.dev/v1
        kind: TrustedServiceAccess
        metadata: {name: fms.amazonaws.com}
        ---
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAcess
        metadata: {name: sso.amazonaws.com}
        ---
        apiVersion: v1
        kind: ConfigMap
        whatever: is of others
        """);
    assertThat(policy("-f", directory.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).extracting(line -> line.replaceFirst(".*all.yaml: ", ""))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("OrganizationConnection default: metadata.anotations is unknown")
                .contains(" spec.organizationsRole.arn must be the ARN of an IAM role")
                .endsWith("not 'nonsense'."),
            line -> assertThat(line).startsWith("TrustedServiceAccess ram.amazonaws.com: spec.servicePrincipals is")
                .contains(" spec.servicePrincipal is absent."),
            line -> assertThat(line).contains("trustedaccess.dev/v1 ", "trustedaccess.dev/v1alpha1"),
            line -> assertThat(line).contains("TrustedServiceAcess", "TrustedServiceAccess"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"control-tower", "services"})
  void aConnectionAndItsDeclarationsMayBeInSeveralPlaces(String directory) throws IOException {
    String connection = "examples/00-connection.yaml";
    JsonNode roles = json("-f", connection, "-f", "examples/" + directory, "-f", connection);

    assertThat(roles.toString()).contains("guardduty.amazonaws.com");
  }

  @Test
  void ofSeveralConnectionsOneIsChosenByItsName(@TempDir Path directory) throws IOException {
    Path first = Path.of(beside(directory, "ram.amazonaws.com", "ram.amazonaws.com"), "00-connection.yaml");
    Files.writeString(
        directory.resolve("sandbox.yaml"), Files.readString(first).replace("name: default", "name: sandbox"));

    assertThat(policy("-f", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("Found 2 OrganizationConnections: default, sandbox", "--connection NAME");
    err.getBuffer().setLength(0);
    assertThat(policy("-f", directory.toString(), "--connection", "production")).isEqualTo(2);
    assertThat(err.toString()).contains("no OrganizationConnection named production", "default, sandbox");
    assertThat(policy("-f", directory.toString(), "--connection", "sandbox")).isZero();
    err.getBuffer().setLength(0);
    Files.copy(first, directory.resolve("again.yaml"));
    assertThat(policy("-f", directory.toString(), "--connection", "default")).isEqualTo(2);
    assertThat(err.toString()).contains("OrganizationConnection default is there twice", "Keep one");
  }

  @Test
  void whereThereIsNoConnectionNoneCanBeChosen() {
    assertThat(policy("-f", "examples/services")).isEqualTo(2);
    assertThat(err.toString()).contains("Found no OrganizationConnection in examples/services", "-f")
        .doesNotContain("--connection");
  }
}
