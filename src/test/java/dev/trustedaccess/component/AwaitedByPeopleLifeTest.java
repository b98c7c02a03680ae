package dev.trustedaccess.component;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Lives of services that a person initializes: by a role that the operator never creates, and by features of IAM. */
class AwaitedByPeopleLifeTest extends OnBench {
  private static final String EKS = "eks.amazonaws.com";
  private static final String EKS_ROLE = "AWSServiceRoleForAmazonEKSDashboard";
  private static final String REGISTRY = "agent-registry.amazonaws.com";
  private static final String IAM = "iam.amazonaws.com";
  private static final String MALWARE = "malware-protection.guardduty.amazonaws.com";

  private void begin(String principal, String... spec) {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(principal, spec);
  }

  /** The role of EKS's dashboard belongs to another principal than the one whose access is enabled. */
  @Test
  void whoeverIsAskedForARoleGetsTheCommandThatCreatesIt() {
    begin(EKS);
    bench.awaitReady(EKS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(EKS, "Ready"))
        .contains("the role " + EKS_ROLE + " does not exist", "spec.initialization.mode to None")
        .endsWith("with: aws iam create-service-linked-role --aws-service-name dashboard.eks.amazonaws.com");

    bench.organization().management().role(EKS_ROLE, "/aws-service-role/dashboard.eks.amazonaws.com/");
    bench.awaitReady(EKS, "True", "Ready");
    bench.delete(EKS);
    bench.awaitGone(EKS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + EKS, "DisableAWSServiceAccess " + EKS);
  }

  /** A role shows that Agent Registry is initialized, and nothing of its registries, whose auto-detection would go off. */
  @Test
  void aRoleShowsNothingOfWhatRemains() {
    begin(REGISTRY);
    bench.organization().management().role("AWSServiceRoleForAgentRegistry", "/aws-service-role/" + REGISTRY + "/");
    bench.awaitReady(REGISTRY, "True", "Ready");
    bench.delete(REGISTRY);
    bench.awaitReady(REGISTRY, "False", "CleanupNotVerifiable");
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + REGISTRY);
    bench.confirmCleanedUp(REGISTRY);
    bench.awaitGone(REGISTRY);
    assertThat(bench.organization().isEnabled(REGISTRY)).isFalse();
  }

  /** Features take root credentials out of members' hands: a person enables them, and nobody loses them by accident. */
  @Test
  void featuresOfRootAccessAreEnabledByPeopleAndNotLostUnasked() {
    begin(IAM);
    bench.awaitReady(IAM, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(IAM, "Ready"))
        .contains("no feature of centralized root access exists")
        .endsWith("with: aws iam enable-organizations-root-credentials-management");

    bench.organization().management().things("us-east-1").put("root-feature", "RootSessions");
    bench.awaitReady(IAM, "True", "Ready");
    bench.delete(IAM);
    bench.awaitReady(IAM, "False", "CleanupPending");
    assertThat(bench.message(IAM, "Ready")).contains("root-feature RootSessions");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + IAM);
    bench.confirmCleanedUp(IAM);
    bench.awaitGone(IAM);
    assertThat(bench.organization().isEnabled(IAM)).isFalse();
  }

  /** Malware protection has administrators of its own, which Organizations registers, and nothing else that remains. */
  @Test
  void malwareProtectionNeedsAccessAndItsAdministratorAlone() {
    begin(MALWARE, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(MALWARE, "True", "Ready");
    assertThat(bench.organization().delegatedAdministrators(MALWARE)).containsKey(SECURITY);
    bench.delete(MALWARE);
    bench.awaitGone(MALWARE);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + MALWARE, "RegisterDelegatedAdministrator " + MALWARE,
        "DeregisterDelegatedAdministrator " + MALWARE, "DisableAWSServiceAccess " + MALWARE);
  }
}
