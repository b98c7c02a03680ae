package dev.trustedaccess.component;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Service Catalog's own calls, which take their time, and the portfolio shares that end with their administrator. */
class ServiceCatalogLifeTest extends OnBench {
  private static final String CATALOG = "servicecatalog.amazonaws.com";
  private static final String ENABLE = "EnableAWSOrganizationsAccess";
  private static final String DISABLE = "DisableAWSOrganizationsAccess";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  /** While the status is under change, no further call is sent. */
  @Test
  void itsStatusUnderChangeIsAwaited() {
    bench.organization().ownCalls().take(Duration.ofHours(1));
    bench.declareService(CATALOG);
    bench.awaitReady(CATALOG, "False", "AwaitingInitialization");
    assertThat(bench.message(CATALOG, "Ready")).contains("the organizations access of Service Catalog");

    bench.delete(CATALOG);
    bench.awaitReady(CATALOG, "False", "Disabling");
    assertThat(bench.changes()).containsExactly(ENABLE);
    bench.organization().ownCalls().take(Duration.ZERO);
    bench.awaitGone(CATALOG);
    assertThat(bench.changes()).containsExactly(ENABLE, DISABLE);
  }

  /** Enabled by others after the operator looked: the refusal means "already", and Organizations' list is awaited. */
  @Test
  void aRefusalOfAccessThatIsEnabledAlreadyIsNoTrouble() {
    bench.aws().faults().next("servicecatalog:" + ENABLE).run(() -> {
      bench.organization().lists().lagBy(Duration.ofSeconds(8));
      bench.organization().enableAccess(CATALOG);
    });
    bench.declareService(CATALOG);
    bench.await(
        "the refusal", () -> bench.aws()
            .calls()
            .of("servicecatalog:" + ENABLE)
            .stream()
            .anyMatch(call -> call.outcome().equals("InvalidStateException")));
    bench.awaitSnapshots(1);
    assertThat(bench.condition(CATALOG, "Ready")).get().extracting(Condition::reason).isEqualTo("Enabling");
    bench.awaitReady(CATALOG, "True", "Ready");
    assertThat(bench.aws().calls().of("servicecatalog:" + ENABLE)).hasSize(1);
    assertThat(bench.events(CATALOG)).noneMatch(event -> event.contains("RequestRefused"));
  }

  /** What the call is refused for otherwise stays a refusal. */
  @Test
  void aRefusalOfAccessThatIsNotEnabledIsNamed() {
    bench.aws().faults().next("servicecatalog:" + ENABLE).fail("InvalidStateException", 400);
    bench.declareService(CATALOG);
    bench.awaitReady(CATALOG, "False", "RequestRefused");
    assertThat(bench.message(CATALOG, "Ready")).contains("servicecatalog:" + ENABLE, "InvalidStateException");
  }

  /** Deregistering the administrator removes its shares, so a person confirms that; the others survive. */
  @Test
  void sharesOfTheAdministratorAreNotLostUnasked() {
    bench.declareService(CATALOG, DECLARED);
    bench.awaitReady(CATALOG, "True", "Ready");
    bench.organization().management().things("us-east-1").put("portfolio-share", "o-exampleorg1");
    bench.organization()
        .find(SECURITY)
        .orElseThrow()
        .things("eu-west-1")
        .put("delegated-portfolio-share", "ou-examplerootid111-exampleouid111");

    bench.delete(CATALOG);
    bench.awaitReady(CATALOG, "False", "CleanupPending");
    assertThat(bench.remaining(CATALOG))
        .extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .contains(
            tuple("portfolio-share", "o-exampleorg1", MANAGEMENT, "us-east-1"),
            tuple("delegated-portfolio-share", "ou-examplerootid111-exampleouid111", SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(CATALOG)).containsKey(SECURITY);

    bench.confirmCleanedUp(CATALOG);
    bench.awaitGone(CATALOG);
    assertThat(bench.changes()).containsExactly(
        ENABLE, "RegisterDelegatedAdministrator " + CATALOG, "DeregisterDelegatedAdministrator " + CATALOG, DISABLE);
  }

  /** Registered by others after the operator looked: the call is refused, and the account is then named. */
  @Test
  void aRefusalWithAdministratorsNamesThem() {
    refusedForTheRegistered(CATALOG, "servicecatalog:" + DISABLE);
    assertThat(bench.changes()).containsExactly(ENABLE, DISABLE);
  }
}
