package dev.trustedaccess.component;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.cli.TrustedAccessCommand;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The printed policies equal, both ways, what the seed services' whole life asked of AWS. */
class LeastPrivilegeTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";
  private static final String DS = "ds.amazonaws.com";
  private static final String SSO = "sso.amazonaws.com";
  private static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  private static final List<String> ALL = List.of(FMS, CONFIG, SETUP, DS, SSO, ARTIFACT);

  private static final String POD = "trusted-access-operator-pod";
  private static final String ORGANIZATIONS_ROLE = "trusted-access-organizations";
  private static final String SERVICE_ROLE = "trusted-access-services";
  private static final String MEMBER_SERVICE_ROLE = "trusted-access-service";

  /** What no call needs that crosses our wire, service by service and role by role. */
  private static final Map<String, Map<String, Set<String>>> UNSEEN = Map.of(
      // The name that the service had before: nobody has access open under it here.
      ARTIFACT, Map.of(ORGANIZATIONS_ROLE, Set.of(
          "organizations:DisableAWSServiceAccess * organizations:ServicePrincipal=artifact.amazonaws.com")),
      // Firewall Manager makes these calls itself, with the caller's permissions.
      FMS, Map.of(SERVICE_ROLE, Set.of(
          "iam:CreateServiceLinkedRole arn:aws:iam::*:role/aws-service-role/fms.amazonaws.com/*"
              + " iam:AWSServiceName=fms.amazonaws.com",
          "organizations:DescribeAccount arn:aws:organizations::*:account/o-exampleorg1/*",
          "organizations:DescribeOrganization *",
          "organizations:EnableAWSServiceAccess * organizations:ServicePrincipal=fms.amazonaws.com",
          "organizations:ListDelegatedAdministrators * organizations:ServicePrincipal=fms.amazonaws.com",
          "organizations:RegisterDelegatedAdministrator arn:aws:organizations::*:account/o-exampleorg1/444455556666"
              + " organizations:ServicePrincipal=fms.amazonaws.com"),
          MEMBER_SERVICE_ROLE, Set.of(
              "organizations:DeregisterDelegatedAdministrator * organizations:ServicePrincipal=fms.amazonaws.com",
              "organizations:DescribeOrganization *",
              "organizations:ListDelegatedAdministrators * organizations:ServicePrincipal=fms.amazonaws.com")));

  @Test
  void everyCallIsAllowedAndEveryPartOfAPolicyIsNeeded() throws JsonProcessingException {
    suffices(ALL, Path.of("examples"));
  }

  /** What serves one service must not be granted by the presence of another. */
  @ParameterizedTest
  @FieldSource("ALL")
  void soItIsForAServiceThatIsDeclaredAlone(String principal, @TempDir Path directory) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    Files.writeString(directory.resolve("service.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s}
        spec:
          servicePrincipal: %1$s
          %2$s
        """.formatted(principal, String.join("\n  ", specOf(principal))));
    suffices(List.of(principal), directory);
  }

  private void suffices(List<String> declared, Path directory) throws JsonProcessingException {
    live(declared);
    Map<String, JsonNode> roles = printed(directory);
    Map<String, Set<Grant>> granted = new TreeMap<>();
    roles.forEach((name, role) -> granted.put(name, Grant.in(role.path("policy"))));
    sessionsAskForNoMoreThanTheirRoleHas(granted, 2 * declared.size());
    rolesAreAssumedAsTheyTrust(roles);

    // GetCallerIdentity needs no permission.
    List<Call> calls = bench.aws().calls().matching(call -> !call.action().equals("sts:GetCallerIdentity"));
    String organization = bench.organization().id();
    assertThat(calls.stream()
        .filter(call -> grants(granted, caller(call)).noneMatch(grant -> grant.covers(call, organization)))
        .map(call -> caller(call) + ": " + call.action() + " " + call.parameters())).isEmpty();
    Map<String, Set<String>> unused = new TreeMap<>();
    granted.forEach((role, grants) -> grants.stream()
        .filter(grant -> calls.stream()
            .noneMatch(call -> role.equals(caller(call)) && grant.covers(call, organization)))
        .forEach(grant -> unused.computeIfAbsent(role, _ -> new TreeSet<>()).add(grant.toString())));
    assertThat(unused).isEqualTo(unseen(declared));
  }

  private static Map<String, Set<String>> unseen(List<String> declared) {
    Map<String, Set<String>> unseen = new TreeMap<>();
    UNSEEN.forEach((principal, byRole) -> {
      if (declared.contains(principal)) {
        byRole.forEach((role, grants) -> unseen.computeIfAbsent(role, _ -> new TreeSet<>()).addAll(grants));
      }
    });
    return unseen;
  }

  /** An inline session policy of a change only narrows: what the role lacks would be refused all the same. */
  private void sessionsAskForNoMoreThanTheirRoleHas(Map<String, Set<Grant>> granted, int changes)
      throws JsonProcessingException {
    List<Call> narrowed = bench.aws()
        .calls()
        .matching(call -> call.action().equals("sts:AssumeRole")
            && !call.parameters().getOrDefault("RoleSessionName", "").equals("tao-" + Bench.CLUSTER));
    assertThat(narrowed).hasSizeGreaterThanOrEqualTo(changes);
    for (Call call : narrowed) {
      Set<Grant> asked = Grant.in(new JsonMapper().readTree(call.parameters().get("Policy")));
      assertThat(asked).isNotEmpty();
      assertThat(asked).filteredOn(wanted -> grants(granted, assumed(call)).noneMatch(grant -> grant.covers(wanted)))
          .as(assumed(call))
          .isEmpty();
    }
  }

  private static Stream<Grant> grants(Map<String, Set<Grant>> granted, String role) {
    return Objects.requireNonNull(granted.get(role), role).stream();
  }

  /** By the caller, under the session names and with the external id that trust policies ask for. */
  private void rolesAreAssumedAsTheyTrust(Map<String, JsonNode> roles) {
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole"))).allSatisfy(call -> {
      JsonNode trust = Objects.requireNonNull(roles.get(assumed(call))).path("trustPolicy").path("Statement").path(0);
      assertThat(trust.at("/Principal/AWS").asText())
          .isEqualTo("arn:aws:iam::" + call.account() + ":role/" + caller(call));
      assertThat(trust.at("/Condition/StringLike/sts:RoleSessionName").asText()).isEqualTo("tao-*");
      assertThat(call.parameters().get("RoleSessionName")).startsWith("tao-");
      assertThat(call.parameters().getOrDefault("ExternalId", ""))
          .isEqualTo(trust.at("/Condition/StringEquals/sts:ExternalId").asText());
    });
  }

  /** The bench runs with a key instead of a pod's role. */
  private static String caller(Call call) {
    return Objects.requireNonNullElse(call.role(), POD);
  }

  private static String assumed(Call call) {
    String arn = call.parameters().getOrDefault("RoleArn", "");
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private void live(List<String> declared) {
    bench.organization().management().identityCenter("us-east-1").active();
    bench.organization().management().role("AWSArtifactAccountSync", "/service-role/");
    bench.organization()
        .management()
        .config("us-east-1")
        .organizationAggregator("all", "arn:aws:iam::111122223333:role/aggregator");
    bench.organization().management().directories("eu-west-1").directory("d-1234567890", "corp.example.com");
    bench.organization().delegate(CONFIG, Bench.SECURITY).delegate(SETUP, Bench.SECURITY);
    bench.connect("0s");
    bench.startOperator();
    declared.forEach(principal -> bench.declareService(principal, specOf(principal)));
    declared.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.await("the accounts' roles to be read",
        () -> bench.connection("default")
            .map(OrganizationConnection::getStatus)
            .filter(status -> status.accounts() != null)
            .isPresent());

    declared.forEach(bench::delete);
    declared.forEach(bench::confirmCleanedUp);
    Stream.of(SETUP, CONFIG)
        .filter(declared::contains)
        .findFirst()
        .ifPresent(held -> bench.awaitCondition(held, "CleanedUp", "False", "DelegatedAdministratorsRegistered"));
    bench.organization().endDelegation(CONFIG, Bench.SECURITY).endDelegation(SETUP, Bench.SECURITY);
    declared.forEach(bench::awaitGone);
  }

  private static String[] specOf(String principal) {
    return principal.equals(FMS)
        ? new String[]{"initialization: {administratorAccountId: \"" + Bench.SECURITY + "\"}"}
        : new String[0];
  }

  /** Role name to what is printed of it. */
  private static Map<String, JsonNode> printed(Path directory) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = new CommandLine(new TrustedAccessCommand()).setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("policy", "-f", directory.toString(), "--pod-role",
            "arn:aws:iam::" + Bench.MANAGEMENT + ":role/" + POD);
    assertThat(exit).as(err.toString()).isZero();
    Map<String, JsonNode> roles = new TreeMap<>();
    try {
      new JsonMapper().readTree(out.toString()).forEach(role -> roles.put(role.path("roleName").asText(), role));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
    return roles;
  }
}
