package dev.trustedaccess.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy grants what the planner asks for with these declarations, and no more. */
class PoliciesTest {
  private static final String LIST = "organizations:ListDelegatedAdministrators";
  private static final String ADMINISTRATOR = "444455556666";

  private static ConnectionSettings connection(Mode mode) {
    return new ConnectionSettings(
        "default", "o-exampleorg1", Optional.of("111122223333"), mode, Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(),
        Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofMinutes(15), false);
  }

  private static List<String> organizationsRole(boolean readsCloudTrail) {
    ConnectionSettings settings = new ConnectionSettings(
        "default", "o-exampleorg1", Optional.empty(), Mode.MANAGE, Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(),
        Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofMinutes(15), readsCloudTrail);
    return new Policies(
        settings, List.of(), CatalogFile.load(), Integrations::actions, "arn:aws:iam::111122223333:role/pod", "aws",
        false).roles().getFirst().permissions().stream().flatMap(statement -> statement.actions().stream()).toList();
  }

  /** Without spec.cloudTrail: Read nothing of CloudTrail is granted. */
  @Test
  void onlyWhoeverReadsCloudTrailMayLookUpEvents() {
    assertThat(organizationsRole(false)).noneMatch(action -> action.startsWith("cloudtrail:"));
    assertThat(organizationsRole(true)).filteredOn(action -> action.startsWith("cloudtrail:"))
        .containsExactly("cloudtrail:LookupEvents");
  }

  private static List<String> granted(Mode connection, boolean observeOnly, String principal, String... declared) {
    Desired desired = new Desired(
        principal, "default", Mode.MANAGE, false, Desired.InitializationMode.AUTOMATIC, List.of(declared),
        Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE);
    return new Policies(
        connection(connection), List.of(desired), CatalogFile.load(), Integrations::actions,
        "arn:aws:iam::111122223333:role/pod", "aws", observeOnly).roles()
        .getFirst()
        .permissions()
        .stream()
        .flatMap(statement -> statement.actions().stream())
        .toList();
  }

  @Test
  void whoeverOnlyObservesMayReadTheDeclaredAdministrators() {
    Stream.of(
        granted(Mode.OBSERVE, false, "account.amazonaws.com", ADMINISTRATOR),
        granted(Mode.MANAGE, true, "account.amazonaws.com", ADMINISTRATOR))
        .forEach(actions -> assertThat(actions).contains(LIST).noneMatch(action -> action.contains("Register")));
  }

  @Test
  void whoeverOnlyObservesReadsNoAdministratorsThatNobodyDeclares() {
    assertThat(granted(Mode.OBSERVE, false, "account.amazonaws.com")).doesNotContain(LIST);
    // GuardDuty's own call appoints its administrators, and its own API shows them.
    assertThat(granted(Mode.OBSERVE, false, "guardduty.amazonaws.com", ADMINISTRATOR)).doesNotContain(LIST);
  }

  /** Organizations registers an account under the name that it lists. */
  @Test
  void administratorsMayBeRegisteredUnderEveryNameOfTheAccess() {
    Desired stackSets = new Desired(
        "stacksets.cloudformation.amazonaws.com", "default", Mode.MANAGE, false,
        Desired.InitializationMode.AUTOMATIC, List.of(ADMINISTRATOR), Desired.RoleExpectation.AS_NEEDED,
        Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE);
    assertThat(new Policies(
        connection(Mode.MANAGE), List.of(stackSets), CatalogFile.load(), Integrations::actions,
        "arn:aws:iam::111122223333:role/pod", "aws", false).roles().getFirst().permissions())
        .filteredOn(statement -> statement.actions().stream().anyMatch(action -> action.contains("egister")))
        .hasSize(2)
        .allSatisfy(statement -> assertThat(statement.toString())
            .contains("[member.org.stacksets.cloudformation.amazonaws.com, stacksets.cloudformation.amazonaws.com]"));
  }

  /** docs/identities.md: IAM cannot limit a dismissal to those whom the operator appointed. */
  @Test
  void whereNoAdministratorIsDeclaredNoneMayBeDismissed() {
    assertThat(granted(Mode.MANAGE, false, "account.amazonaws.com", ADMINISTRATOR)).contains(
        "organizations:DeregisterDelegatedAdministrator");
    assertThat(granted(Mode.MANAGE, false, "account.amazonaws.com")).contains(LIST)
        .noneMatch(action -> action.contains("register"))
        .noneMatch(action -> action.contains("Register"));
  }
}
