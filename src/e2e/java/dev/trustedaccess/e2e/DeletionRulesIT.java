package dev.trustedaccess.e2e;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Each deletion rule and each disable precondition, as a person meets it. Row 1 is in {@link MidLifeIT}. */
@ExtendWith(SharedCluster.class)
class DeletionRulesIT {
  private static final String ACCOUNT = "account.amazonaws.com";
  private static final String ACCOUNT_ACCESS = WithoutIntegration.ACCOUNT_ACCESS;
  private static final String AGENT = WithoutIntegration.AGENT;
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final String FINDINGS = "securityhub.amazonaws.com";
  private static final String RAM = "ram.amazonaws.com";

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).startOperator();
  }

  @AfterEach
  void stop() {
    live.close();
  }

  private void on(String hold, String... principals) {
    live.connect(hold);
    live.declare(principals);
    for (var principal : principals) {
      live.awaitReady(principal, "True Ready");
    }
  }

  @Test
  void rowsTwoThreeAndSixLeaveAccessAsItIs() {
    live.declare(RAM);
    live.awaitReady(RAM, "Unknown ConnectionNotFound");
    live.delete(RAM);
    live.awaitGone(RAM);

    on("1h", ACCOUNT, DIRECTORIES, AGENT);
    live.delete(ACCOUNT, DIRECTORIES, AGENT);
    live.awaitReady(ACCOUNT, "False DeletionHeld");
    live.awaitReady(DIRECTORIES, "False DeletionHeld");
    live.awaitReady(AGENT, "False DeletionHeld");

    live.kubectl("patch", "tsa", ACCOUNT, "--type", "merge", "-p", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    live.awaitGone(ACCOUNT);
    live.patch(DIRECTORIES, "{\"spec\":{\"mode\":\"Observe\"}}");
    live.awaitGone(DIRECTORIES);
    live.organization().disableAccess(AGENT);
    live.awaitGone(AGENT);

    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(ACCOUNT, DIRECTORIES);
    assertThat(live.witness().moments("Disable")).isEmpty();
  }

  @Test
  void rowFiveStaysAndNamesTheWayBack() {
    on("0s", DIRECTORIES);
    live.kubectl("annotate", "tsa", DIRECTORIES, "trustedaccess.dev/paused=true");
    live.delete(DIRECTORIES);
    stays("Paused");

    connection("{\"spec\":{\"mode\":\"Observe\"}}");
    live.kubectl("annotate", "tsa", DIRECTORIES, "trustedaccess.dev/paused-");
    stays("ObserveOnly");

    connection("{\"spec\":{\"mode\":\"Manage\",\"allowedServicePrincipals\":[\"ram.amazonaws.com\"]}}");
    stays("PrincipalNotAllowed");

    // A connection that is held goes only by force.
    live.cluster().resources(OrganizationConnection.class).withName("default").delete();
    connection("{\"metadata\":{\"finalizers\":null}}");
    stays("ConnectionNotFound");
    live.staysQuiet(Duration.ofSeconds(3));

    live.connect("0s");
    live.awaitGone(DIRECTORIES);
    assertThat(live.organization().enabledPrincipals()).isEmpty();
    assertThat(live.witness().moments()).extracting(Witness.Moment::kind).containsExactly("Enable", "Disable");
  }

  private void connection(String merge) {
    live.patch(OrganizationConnection.class, "default", merge);
  }

  private void stays(String reason) {
    var wayBack = "kubectl patch tsa " + DIRECTORIES + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
    Live.await(reason + " with the way back")
        .until(
            () -> live.ready(DIRECTORIES).endsWith(" " + reason) && message(DIRECTORIES).endsWith(wayBack));
  }

  private String message(String name) {
    return Live.condition(live.get(name), "Ready").map(Condition::message).orElse("");
  }

  @Test
  void thePreconditionsOpensOncePerCell() {
    live.organization().management().things("eu-west-1").put("organization-rule", "only-in-the-second-region");
    live.organization()
        .management()
        .things("us-east-1")
        .put("shared-directory", "d-4455556666", share -> share.inAccount("444455556666"));
    on("0s", FINDINGS, AGENT, DIRECTORIES, RULES);
    live.organization().policyType("SECURITYHUB_POLICY");
    live.organization().delegate(AGENT, "444455556666");

    live.delete(FINDINGS, AGENT, DIRECTORIES, RULES);

    // What survives holds nothing.
    live.awaitGone(DIRECTORIES);
    live.awaitReady(FINDINGS, "False PolicyTypeEnabled");
    live.awaitReady(AGENT, "False DelegatedAdministratorsRegistered");
    live.awaitReady(RULES, "False CleanupPending");
    assertThat(message(RULES)).contains("only-in-the-second-region in eu-west-1");
    // No confirmation replaces the removal of what blocks.
    live.confirmCleanedUp(live.get(FINDINGS));
    live.confirmCleanedUp(live.get(AGENT));
    live.awaitAnotherSnapshot();
    live.awaitAnotherSnapshot();
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(FINDINGS, AGENT, RULES);

    live.organization().withoutPolicyType("SECURITYHUB_POLICY");
    live.organization().endDelegation(AGENT, "444455556666");
    live.awaitGone(FINDINGS, AGENT);
    live.organization().management().things("eu-west-1").clear("organization-rule");
    live.awaitGone(RULES);
    assertThat(live.organization().enabledPrincipals()).isEmpty();
    live.witness().everyChangeWasPrepared();
  }

  @Test
  void whatCannotBeReadIsConfirmed() {
    on("0s", RULES, ACCOUNT_ACCESS);
    live.organization().management().deny("config:DescribeOrganizationConfigRules");

    live.delete(RULES, ACCOUNT_ACCESS);

    live.awaitReady(RULES, "False CleanupNotVerifiable");
    // No integration knows this service, so nobody but a person can tell.
    live.awaitReady(ACCOUNT_ACCESS, "False CleanupNotVerifiable");
    live.staysQuiet(Duration.ofSeconds(3));
    assertThat(live.confirm("cleaned-up", RULES).orFail()).contains("cleaned up");
    live.confirm("cleaned-up", ACCOUNT_ACCESS).orFail();
    live.awaitGone(RULES, ACCOUNT_ACCESS);
    assertThat(live.organization().enabledPrincipals()).isEmpty();
    live.witness().everythingTakenAwayWasConfirmed();
  }
}
