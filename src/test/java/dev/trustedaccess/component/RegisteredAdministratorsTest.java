package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Administrators that Organizations registers, for a service of which the catalog is all that the operator knows. */
class RegisteredAdministratorsTest extends OnBench {
  private static final String ACCOUNT_ACCESS = WithoutIntegration.ACCOUNT_ACCESS;
  private static final String OTHER = "777788889999";
  private static final String CONFIRMED = "initialization: {mode: None}";

  @BeforeEach
  void connected() {
    bench.organization().account(OTHER, "backups");
    bench.connect("0s");
    bench.startOperator();
  }

  private static String listing(String... accounts) {
    return "delegatedAdministrators: [\"" + String.join("\", \"", accounts) + "\"]";
  }

  private List<String> registered() {
    return List.copyOf(bench.organization().delegatedAdministrators(ACCOUNT_ACCESS).keySet());
  }

  @Test
  void allAreRegisteredAndDeregisteredBeforeAccessIsDisabled() {
    bench.declareService(ACCOUNT_ACCESS, CONFIRMED, listing(SECURITY, OTHER));
    bench.awaitReady(ACCOUNT_ACCESS, "True", "Ready");
    assertThat(registered()).containsExactly(SECURITY, OTHER);
    assertThat(bench.status(ACCOUNT_ACCESS).ownedResources()).containsExactlyInAnyOrder(owned(SECURITY), owned(OTHER));

    bench.delete(ACCOUNT_ACCESS);
    bench.awaitReady(ACCOUNT_ACCESS, "False", "CleanupNotVerifiable");
    assertThat(registered()).as("nothing is removed before the cleanup is confirmed").hasSize(2);
    bench.confirmCleanedUp(ACCOUNT_ACCESS);
    bench.awaitGone(ACCOUNT_ACCESS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + ACCOUNT_ACCESS,
        "RegisterDelegatedAdministrator " + ACCOUNT_ACCESS, "RegisterDelegatedAdministrator " + ACCOUNT_ACCESS,
        "DeregisterDelegatedAdministrator " + ACCOUNT_ACCESS, "DeregisterDelegatedAdministrator " + ACCOUNT_ACCESS,
        "DisableAWSServiceAccess " + ACCOUNT_ACCESS);
  }

  private static OwnedResource owned(String account) {
    return new OwnedResource("delegated-administrator", account, account, "global", null);
  }

  /** Nothing is initialized for Account Management, and nothing else can remain: nobody has to confirm anything. */
  @Test
  void aServiceOfWhichNothingElseCanRemainNeedsNoConfirmation() {
    String account = "account.amazonaws.com";
    bench.declareService(account, listing(SECURITY));
    bench.awaitReady(account, "True", "Ready");
    bench.awaitCondition(account, "Initialized", "True", "InitializationNotRequired");
    bench.delete(account);
    bench.awaitGone(account);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + account, "RegisterDelegatedAdministrator " + account,
        "DeregisterDelegatedAdministrator " + account, "DisableAWSServiceAccess " + account);
  }

  @Test
  void whatOthersRegisteredIsReportedAndBlocksTheDeletion() {
    bench.organization().enableAccess(ACCOUNT_ACCESS);
    bench.organization().delegate(ACCOUNT_ACCESS, OTHER);
    bench.declareService(ACCOUNT_ACCESS, CONFIRMED, listing(SECURITY), "deletionPolicy: Disable");
    bench.awaitReady(ACCOUNT_ACCESS, "True", "Ready");
    bench.awaitCondition(ACCOUNT_ACCESS, "Initialized", "True", "AdministratorNotDeclared");
    assertThat(bench.message(ACCOUNT_ACCESS, "Initialized")).contains(OTHER);

    bench.delete(ACCOUNT_ACCESS);
    bench.awaitReady(ACCOUNT_ACCESS, "False", "DelegatedAdministratorsRegistered");
    bench.confirmCleanedUp(ACCOUNT_ACCESS);
    bench.awaitSnapshots(2);
    assertThat(registered()).containsExactly(SECURITY, OTHER);
    bench.organization().endDelegation(ACCOUNT_ACCESS, OTHER);
    bench.awaitGone(ACCOUNT_ACCESS);
    assertThat(registered()).isEmpty();
  }

  @Test
  void steadyStateAsksForThemNoMore() {
    bench.declareService(ACCOUNT_ACCESS, CONFIRMED, listing(SECURITY));
    bench.awaitReady(ACCOUNT_ACCESS, "True", "Ready");
    bench.awaitSnapshots(1);
    long asked = bench.aws().calls().count("organizations:ListDelegatedAdministrators");
    bench.awaitSnapshots(3);
    assertThat(bench.aws().calls().count("organizations:ListDelegatedAdministrators")).isEqualTo(asked);
  }

  @Test
  void anAccountThatTheConnectionDoesNotAllowIsNotRegistered() {
    bench.patchConnection("default", "{\"spec\":{\"allowedAdministratorAccounts\":[\"" + SECURITY + "\"]}}");
    bench.declareService(ACCOUNT_ACCESS, CONFIRMED, listing(SECURITY, OTHER));
    bench.awaitReady(ACCOUNT_ACCESS, "False", "AdministratorNotAllowed");
    assertThat(registered()).isEmpty();
  }
}
