package dev.trustedaccess.component;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of Service Quotas, whose template is associated with the organization in one Region. */
class ServiceQuotasLifeTest extends OnBench {
  private static final String PRINCIPAL = "servicequotas.amazonaws.com";
  private static final String ASSOCIATION = "service-quotas/association";
  private static final String ASSOCIATE = "AssociateServiceQuotaTemplate";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void oneCallInOneRegionEnablesAccessAndAssociatesTheTemplate() {
    bench.declareService(PRINCIPAL);
    bench.awaitReady(PRINCIPAL, "True", "Ready");
    assertThat(bench.changes()).containsExactly(ASSOCIATE);
    assertThat(bench.aws().calls().matching(call -> call.action().startsWith("servicequotas:")))
        .extracting(Call::region)
        .containsOnly("us-east-1");
  }

  /** Somebody enabled access without a template, or with one that somebody disassociated. */
  @Test
  void anAssociationThatIsMissingIsLeftToAPerson() {
    bench.organization().enableAccessAlone(PRINCIPAL);
    bench.declareService(PRINCIPAL);
    bench.awaitReady(PRINCIPAL, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(PRINCIPAL, "Initialized")).contains(
        "the association of the quota request template does not exist", "servicequotas:" + ASSOCIATE);

    bench.organization().management().things("us-east-1").put(ASSOCIATION, "template", Thing::notCounting);
    bench.awaitSnapshots(1);
    bench.awaitReady(PRINCIPAL, "False", "AwaitingServiceAdministrator");
    assertThat(bench.changes()).isEmpty();
  }

  /** While access is not enabled, Service Quotas refuses to tell the association: there is none then. */
  @Test
  void accessThatSomebodyDisabledIsEnabledAgain() {
    bench.declareService(PRINCIPAL);
    bench.awaitReady(PRINCIPAL, "True", "Ready");
    bench.organization().disableAccess(PRINCIPAL);
    bench.await("access to be enabled again", () -> bench.organization().isEnabled(PRINCIPAL));
    bench.awaitReady(PRINCIPAL, "True", "Ready");
    assertThat(bench.changes()).containsExactly(ASSOCIATE, ASSOCIATE);
  }

  /** With the template disassociated, nothing is lost with access; new accounts no longer get its quotas then. */
  @Test
  void theTemplateIsDisassociatedByAPersonBeforeAccessIsDisabled() {
    bench.declareService(PRINCIPAL);
    bench.awaitReady(PRINCIPAL, "True", "Ready");
    bench.delete(PRINCIPAL);
    bench.awaitReady(PRINCIPAL, "False", "CleanupPending");
    assertThat(bench.message(PRINCIPAL, "Ready")).contains("association quota-request-template");
    assertThat(bench.organization().isEnabled(PRINCIPAL)).isTrue();

    bench.organization().management().things("us-east-1").clear(ASSOCIATION);
    bench.awaitGone(PRINCIPAL);
    assertThat(bench.changes()).containsExactly(ASSOCIATE, "DisableAWSServiceAccess " + PRINCIPAL);
  }
}
