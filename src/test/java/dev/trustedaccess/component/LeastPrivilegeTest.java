package dev.trustedaccess.component;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.cli.TrustedAccessCommand;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
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

  /** Firewall Manager makes these calls itself, with the caller's permissions: they never cross our wire. */
  private static final Map<String, Set<String>> IN_THE_CALLERS_NAME = Map.of(
      "trusted-access-services", Set.of(
          "iam:CreateServiceLinkedRole", "organizations:DescribeAccount", "organizations:DescribeOrganization",
          "organizations:EnableAWSServiceAccess", "organizations:ListDelegatedAdministrators",
          "organizations:RegisterDelegatedAdministrator"),
      "trusted-access-service", Set.of(
          "organizations:DeregisterDelegatedAdministrator", "organizations:DescribeOrganization",
          "organizations:ListDelegatedAdministrators"));

  @Test
  void everyCallIsAllowedAndEveryActionIsCalled() {
    live();
    Map<String, Set<String>> granted = granted();
    sessionsAskForNoMoreThanTheirRoleHas(granted);
    Map<String, Set<String>> called = new TreeMap<>();
    for (Call call : bench.aws().calls().all()) {
      // GetCallerIdentity needs no permission.
      if (call.role() != null && !call.action().equals("sts:GetCallerIdentity")) {
        called.computeIfAbsent(call.role(), _ -> new TreeSet<>()).add(call.action());
      }
    }
    IN_THE_CALLERS_NAME.forEach((role, actions) -> {
      assertThat(granted.get(role)).containsAll(actions);
      Objects.requireNonNull(granted.get(role)).removeAll(actions);
    });
    assertThat(called).isEqualTo(granted);
  }

  /** An inline session policy only narrows: what the role lacks would be refused all the same. */
  private void sessionsAskForNoMoreThanTheirRoleHas(Map<String, Set<String>> granted) {
    List<Call> narrowed = bench.aws()
        .calls()
        .matching(call -> call.action().equals("sts:AssumeRole") && call.parameters().containsKey("Policy"));
    assertThat(narrowed).hasSizeGreaterThanOrEqualTo(2 * ALL.size()).allSatisfy(call -> {
      String arn = call.parameters().getOrDefault("RoleArn", "");
      Set<String> asked = new TreeSet<>();
      new JsonMapper().readTree(call.parameters().get("Policy"))
          .findValues("Action")
          .forEach(action -> {
            if (action.isTextual()) {
              asked.add(action.asText());
            }
            action.forEach(each -> asked.add(each.asText()));
          });
      assertThat(asked).isNotEmpty();
      assertThat(granted.get(arn.substring(arn.lastIndexOf('/') + 1))).as(arn).containsAll(asked);
    });
  }

  private void live() {
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
    bench.declareService(FMS, "initialization: {administratorAccountId: \"" + Bench.SECURITY + "\"}");
    ALL.stream().filter(principal -> !principal.equals(FMS)).forEach(bench::declareService);
    ALL.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));

    ALL.forEach(bench::delete);
    ALL.forEach(bench::confirmCleanedUp);
    bench.awaitCondition(SETUP, "CleanedUp", "False", "DelegatedAdministratorsRegistered");
    bench.organization().endDelegation(CONFIG, Bench.SECURITY).endDelegation(SETUP, Bench.SECURITY);
    ALL.forEach(bench::awaitGone);
  }

  /** Role name to the actions that the printed policies allow it. */
  private static Map<String, Set<String>> granted() {
    StringWriter out = new StringWriter();
    int exit = new CommandLine(new TrustedAccessCommand()).setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute("policy", "-f", "examples");
    assertThat(exit).isZero();
    Map<String, Set<String>> granted = new TreeMap<>();
    try {
      for (JsonNode role : new JsonMapper().readTree(out.toString())) {
        Set<String> actions = new TreeSet<>();
        role.path("policy").findValues("Action").forEach(list -> list.forEach(action -> actions.add(action.asText())));
        granted.put(role.path("roleName").asText(), actions);
      }
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
    return granted;
  }
}
