package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.trustedaccess.api.v1alpha1.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** AWS in trouble, or an organization that is not as declared. */
class TroubleTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  private void isStalled(String reason, String... named) {
    bench.awaitConnection("default", "Stalled", "True", reason);
    bench.awaitReady(DS, "False", reason);
    assertThat(bench.message(DS, "Stalled")).contains(named);
    assertThat(bench.connectionCondition("default", "Stalled").map(Condition::message).orElse("")).contains(named);
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @Test
  void consolidatedBillingIsToldOnBoth() {
    bench.organization().consolidatedBillingOnly();
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    isStalled("AllFeaturesRequired", "o-exampleorg1", "aws organizations enable-all-features");
    bench.organization().allFeatures();
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void aMemberAccountIsToldOnBoth() {
    bench.organization().find(SECURITY).orElseThrow().role("not-the-one");
    bench.connect(
        spec -> spec.put("organizationsRole", Map.of("arn", "arn:aws:iam::" + SECURITY + ":role/not-the-one")));
    bench.startOperator().declareService(DS);
    isStalled("NotManagementAccount", SECURITY, MANAGEMENT);
  }

  @Test
  void anotherManagementAccountThanDeclaredIsToldOnBoth() {
    bench.connect(spec -> spec.put("managementAccountId", "999999999999"));
    bench.startOperator().declareService(DS);
    isStalled("NotManagementAccount", MANAGEMENT, "999999999999");
  }

  @Test
  void anotherOrganizationIsToldOnBoth() {
    bench.connect(spec -> spec.put("organizationId", "o-another12345"));
    bench.startOperator().declareService(DS);
    isStalled("WrongOrganization", "o-exampleorg1", "o-another12345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations:ListAWSServiceAccessForOrganization", "organizations:DescribeOrganization"})
  void aMissingPermissionIsNamedOnBoth(String action) {
    bench.organization().management().deny(action);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    isStalled("AccessDenied", action, MANAGEMENT);
    bench.organization().management().allow(action);
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void aRoleThatCannotBeAssumedIsNamedOnBoth() {
    bench.connect(spec -> spec.put("organizationsRole", Map.of("arn", "arn:aws:iam::" + MANAGEMENT + ":role/typo")));
    bench.startOperator().declareService(DS);
    isStalled("CredentialsInvalid", "role/typo");
  }

  @Test
  void aRefusedEnablingNamesTheActionAndIsTriedAgainWhenAPersonAsks() {
    bench.organization().management().deny("organizations:EnableAWSServiceAccess");
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "False", "AccessDenied");
    assertThat(bench.message(DS, "Reconciling")).contains("organizations:EnableAWSServiceAccess");
    bench.await("the third try", () -> bench.aws().calls().count("organizations:EnableAWSServiceAccess") == 3);
    bench.awaitSnapshots(2);
    assertThat(bench.aws().calls().count("organizations:EnableAWSServiceAccess")).as("no hot loop").isEqualTo(3);

    bench.organization().management().allow("organizations:EnableAWSServiceAccess");
    requestReconcile(DS);
    bench.awaitReady(DS, "True", "Ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TooManyRequestsException", "ServiceException"})
  void whileAwsFailsReadyStaysAsLastSeenAndNothingIsWritten(String error) {
    bench.organization().enabled(DS, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.awaitSnapshots(1);
    String version = bench.declaration(DS).orElseThrow().getMetadata().getResourceVersion();

    long before = bench.aws().calls().last();
    bench.aws()
        .faults()
        .calls(1, 5, "organizations:DescribeOrganization")
        .fail(error, error.startsWith("Too") ? 400 : 500);
    bench.await("a failed snapshot in the metrics",
        () -> !bench.metric("trusted_access_missed_snapshots", "default").equals("0.0"));
    assertThat(bench.condition(DS, "Ready").orElseThrow().status()).isEqualTo("True");
    bench.await("a successful snapshot again",
        () -> bench.metric("trusted_access_missed_snapshots", "default").equals("0.0"));
    assertThat(bench.declaration(DS).orElseThrow().getMetadata().getResourceVersion()).as("status churn")
        .isEqualTo(version);
    assertThat(bench.aws().calls().since(before))
        .noneMatch(call -> call.changing() && !call.action().startsWith("sts:"));
    assertThat(bench.metrics())
        .containsPattern(
            "trusted_access_snapshot_duration_seconds_count\\{.*result=\"(Throttled|ServiceUnavailable)\"");
  }

  @Test
  void afterThreeMissedSnapshotsReadyIsUnknownAndThenAsBefore() {
    bench.organization().enabled(DS, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    bench.awaitReady(DS, "Unknown", "ObservationStale");
    assertThat(bench.condition(DS, "AccessEnabled").orElseThrow().status()).isEqualTo("True");
    bench.aws().faults().clear();
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @Test
  void whatReadyRestsOnAndCannotBeReadMakesItUnknownAndTheMetricSaysWhatTheConditionSays() {
    String fms = "fms.amazonaws.com";
    bench.organization().enabled(fms, LONG_AGO).firewallManager().administrator(SECURITY);
    bench.connect("0s");
    bench.startOperator().declareService(fms);
    bench.awaitReady(fms, "True", "Ready");
    bench.aws().faults().every("fms:GetAdminAccount").fail("InternalErrorException", 500);
    bench.await("the first missed read", () -> bench.aws()
        .calls()
        .of("fms:GetAdminAccount")
        .stream()
        .anyMatch(call -> call.outcome().equals("InternalErrorException")));
    assertThat(bench.condition(fms, "Ready").orElseThrow().status()).as("one miss is passing").isEqualTo("True");
    assertThat(bench.metric("trusted_access_declaration_ready", fms)).isEqualTo("1.0");
    bench.awaitReady(fms, "Unknown", "ObservationStale");
    assertThat(bench.message(fms, "Ready")).contains("fms:GetAdminAccount");
    bench.await("the metric", () -> bench.metric("trusted_access_declaration_ready", fms).equals("0.0"));
    bench.aws().faults().clear();
    bench.awaitReady(fms, "True", "Ready");
    bench.await("the metric again", () -> bench.metric("trusted_access_declaration_ready", fms).equals("1.0"));
  }

  @Test
  void anAnswerThatComesLateIsOnlyLate() {
    bench.organization().enabled(DS, LONG_AGO);
    bench.connect("0s");
    bench.aws().faults().calls(1, 2, "organizations:DescribeOrganization").delay(Duration.ofSeconds(4));
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @Test
  void sessionsThatAreRevokedAreTakenOnAnew() {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.aws().revokeSessions();
    bench.awaitSnapshots(2);
    bench.organization().disableAccess(DS);
    bench.await("drift put back", () -> bench.organization().isEnabled(DS));
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void throttledChangesAreTriedAgainByThemselves() {
    bench.aws().faults().calls(1, 2, "organizations:EnableAWSServiceAccess").fail("TooManyRequestsException", 400);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.aws().calls().count("organizations:EnableAWSServiceAccess")).isEqualTo(3);
    assertThat(bench.metrics()).contains("result=\"Throttled\"");
  }

  @Test
  void whatRemainsIsNamedWithWhoRemovesItAndHowToConfirm() {
    String name = WithoutIntegration.AGENT;
    bench.organization().delegate(name, SECURITY);
    bench.connect("0s");
    bench.startOperator().declareService(name, "initialization: {mode: None}");
    bench.awaitReady(name, "True", "Ready");
    bench.delete(name);
    bench.awaitReady(name, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.message(name, "Ready")).contains("delegated-administrator " + SECURITY,
        "kubectl patch tsa " + name);
    bench.organization().endDelegation(name, SECURITY);
    bench.awaitReady(name, "False", "CleanupNotVerifiable");
    assertThat(bench.message(name, "Ready")).contains("trusted-access-operator confirm cleaned-up " + name);
    assertThat(bench.changes()).hasSize(1);
    bench.confirmCleanedUp(name);
    bench.awaitGone(name);
    assertThat(bench.organization().isEnabled(name)).isFalse();
  }
}
