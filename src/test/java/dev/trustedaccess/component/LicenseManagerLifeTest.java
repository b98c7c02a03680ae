package dev.trustedaccess.component;

import java.util.List;
import java.util.Objects;

import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** License Manager's one call that enables two principals, and the link to the organization that outlasts it. */
class LicenseManagerLifeTest extends OnBench {
  private static final String LICENSES = "license-manager.amazonaws.com";
  private static final String MEMBERS = "license-manager.member-account.amazonaws.com";
  private static final String UPDATE = "UpdateServiceSettings";
  private static final String LINK = "license-manager/link";
  private static final String SETTINGS = "license-manager:GetServiceSettings";

  private List<Call> updates() {
    return bench.aws().calls().matching(call -> call.action().endsWith(UPDATE));
  }

  /** A setting that the call does not name, such as the topic of notifications, is others'. */
  @Test
  void theCallNamesTheLinkAloneAndEnablesBoth() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(LICENSES);
    bench.awaitReady(LICENSES, "True", "Ready");
    assertThat(bench.organization().isEnabled(MEMBERS)).isTrue();
    assertThat(bench.changes()).containsExactly(UPDATE);
    // The members with one value are all settings but the link.
    assertThat(updates()).singleElement().satisfies(call -> {
      assertThat(call.region()).isEqualTo("us-east-1");
      assertThat(call.parameters()).isEmpty();
    });
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole")))
        .extracting(call -> Objects.requireNonNullElse(call.parameters().get("Policy"), ""))
        .filteredOn(policy -> policy.contains("license-manager:" + UPDATE))
        .singleElement()
        .asString()
        .contains("\"organizations:ServicePrincipal\":[\"" + LICENSES + "\",\"" + MEMBERS + "\"]");
  }

  @Test
  void nothingIsSentThatEnablesWhatTheConnectionDoesNotAllow() {
    bench.connect(spec -> {
      spec.put("deletionHold", "0s");
      spec.put("allowedServicePrincipals", List.of(LICENSES));
    });
    bench.startOperator();
    bench.declareService(LICENSES);
    bench.awaitReady(LICENSES, "False", "PrincipalNotAllowed");
    assertThat(bench.message(LICENSES, "Ready")).contains("also enables it for " + MEMBERS, "allowedServicePrincipals");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).isEmpty();

    bench.patchConnection("default", "{\"spec\":{\"allowedServicePrincipals\":[\"%s\",\"%s\"]}}".formatted(
        LICENSES, MEMBERS));
    bench.awaitReady(LICENSES, "True", "Ready");
  }

  /** Each Region is linked by itself, and a person unlinks it before access is disabled, for one principal alone. */
  @Test
  void aLinkInAnyRegionHoldsTheDeletion() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(LICENSES);
    bench.awaitReady(LICENSES, "True", "Ready");
    bench.organization().management().things("eu-west-1").put(LINK, "by-a-person");
    bench.organization().management().things("us-east-1").clear(LINK);
    bench.delete(LICENSES);
    bench.awaitReady(LICENSES, "False", "CleanupPending");
    assertThat(bench.message(LICENSES, "Ready")).contains("eu-west-1");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(LICENSES)).isTrue();

    bench.organization().management().things("eu-west-1").clear(LINK);
    bench.awaitGone(LICENSES);
    assertThat(bench.organization().isEnabled(LICENSES)).isFalse();
    assertThat(bench.organization().isEnabled(MEMBERS)).isTrue();
    assertThat(bench.changes()).containsExactly(UPDATE, "DisableAWSServiceAccess " + LICENSES);
  }

  private void wasNeverUsed() {
    bench.aws()
        .faults()
        .every(SETTINGS)
        .fail("AccessDeniedException", 400, "Service role not found. Consult setup procedures in License Manager User"
            + " Guide and create the required role for the service.");
  }

  /** In an account that never used License Manager, it refuses to tell its settings, whatever IAM allows. */
  @Test
  void anAccountThatNeverUsedLicenseManagerIsLinked() {
    wasNeverUsed();
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(LICENSES);
    bench.await("access", () -> bench.organization().isEnabled(LICENSES));
    bench.aws().faults().clear();
    bench.awaitReady(LICENSES, "True", "Ready");
    assertThat(bench.changes()).containsExactly(UPDATE);
  }

  @Test
  void anAccountThatNeverUsedLicenseManagerHasNoLinkToLose() {
    wasNeverUsed();
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(MEMBERS);
    bench.awaitReady(MEMBERS, "False", "AwaitingServiceAdministrator");
    bench.delete(MEMBERS);
    bench.awaitGone(MEMBERS);
    assertThat(bench.organization().isEnabled(MEMBERS)).isFalse();
  }

  /** A role without the permission may hide a link. */
  @Test
  void aMissingPermissionIsNotTakenForNoLink() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(LICENSES);
    bench.awaitReady(LICENSES, "True", "Ready");
    bench.aws()
        .faults()
        .every(SETTINGS)
        .fail("AccessDeniedException", 400, "User is not authorized to perform: " + SETTINGS);
    bench.delete(LICENSES);
    bench.awaitReady(LICENSES, "False", "CleanupNotVerifiable");
    assertThat(bench.message(LICENSES, "Ready")).contains(SETTINGS);
    assertThat(bench.changes()).containsExactly(UPDATE);
  }
}
