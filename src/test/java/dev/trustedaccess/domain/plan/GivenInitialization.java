package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;

/** How the service is initialized, and who administers it.
 *
 * @param <G> the type that each method returns for the next call
 */
abstract class GivenInitialization<G extends GivenInitialization<G>> extends GivenAws<G> {
  G integration(boolean initializes) {
    integration = Optional
        .of(new Observation.Integration("mail", initializes, List.of(), List.of(), false, List.of(), false, false));
    return self();
  }

  /** The integration initializes the service, and an administrator is dismissed by a call in its own account. */
  G administratorDismissesItself() {
    integration = Optional
        .of(new Observation.Integration("mail", true, List.of(), List.of(), false, List.of(), false, true));
    return self();
  }

  /** The service enables and disables access by its own calls, and reports how far it is. */
  G ownCalls(InitializationState.Stage stage) {
    return ownCallsEnabling(stage);
  }

  /** As {@link #ownCalls}; the call that enables access does so for these principals, too. */
  G ownCallsEnabling(InitializationState.Stage stage, String... others) {
    integration = Optional
        .of(new Observation.Integration("mail", false, List.of(), List.of(), true, List.of(others), true, false));
    return enableMethod(AccessMethod.By.SERVICE, "mail:Open").disableMethod(AccessMethod.By.SERVICE, "mail:Close")
        .answer(Question.INITIALIZATION, InitializationState.of(stage, "the mail view"));
  }

  /** The service's own call that enables access registers its one administrator, too. */
  G enabledByRegistering() {
    administratorFacts = Optional.of(
        new AdministratorFacts(enableMethod, true, Optional.of(1), Optional.empty()));
    return self();
  }

  /** The service keeps its things in the accounts of its administrators too. */
  G readsAdministratorAccounts() {
    return reads(new KindPlaces("letter", Set.of("us-east-1", "eu-west-1"), true, true, true));
  }

  /** The integration can initialize the service, and reads these kinds of things. */
  G reads(KindPlaces... kinds) {
    integration = Optional.of(
        new Observation.Integration("mail", true, List.of(), List.of(kinds), false, List.of(), false, false));
    return self();
  }

  /** Passes of this life before this one knew these administrators, and none has read their accounts since. */
  G administeredBefore(String... accounts) {
    return remembered(r -> r.withToRead(r.toRead().withAccounts(List.of(accounts))));
  }

  /** The service keeps its things in a Region that may not be managed. */
  G readsRegions(String region) {
    integration = Optional
        .of(new Observation.Integration("mail", false, List.of(region), List.of(), false, List.of(), false, false));
    return self();
  }

  G initializationIs(Stage stage, Optional<String> administratorSeen) {
    return initialization(InitializationMode.AUTOMATIC).integration(true)
        .answer(Question.INITIALIZATION, state(stage, administratorSeen));
  }

  /** What the second answer shows; it is as the first one until the test says otherwise. */
  G thenInitializationIs(Stage stage, Optional<String> administratorSeen) {
    return answer(Question.SECOND_INITIALIZATION, state(stage, administratorSeen));
  }

  private static InitializationState state(Stage stage, Optional<String> administratorSeen) {
    return stage == Stage.ABSENT || administratorSeen.isPresent()
        ? new InitializationState(stage, "a mail administrator", Optional.of(new AdministratorsSeen(
            administratorSeen.map(account -> new Appointed(account, "us-east-1", stage)).stream().toList(),
            List.of("us-east-1"))))
        : InitializationState.of(stage, "the mailbox");
  }

  /** The service's own call appoints administrators in these Regions, and these are there; both answers show that. */
  G appointed(List<String> regions, OwnedResource... there) {
    return initialization(InitializationMode.AUTOMATIC).integration(true)
        .answer(Question.INITIALIZATION, administered(regions, there));
  }

  /** What an earlier pass of the last hour read. */
  G keptInitialization(Stage stage, Optional<String> administratorSeen) {
    kept = Optional.of(state(stage, administratorSeen));
    return self();
  }

  /** What an earlier pass of the last hour read about the administrators. */
  G keptAppointed(List<String> regions, OwnedResource... there) {
    kept = Optional.of(administered(regions, there));
    return self();
  }

  /** What the second answer shows. */
  G thenAppointed(List<String> regions, OwnedResource... there) {
    return answer(Question.SECOND_INITIALIZATION, administered(regions, there));
  }

  private static InitializationState administered(List<String> regions, OwnedResource... there) {
    return InitializationState.administered(new AdministratorsSeen(
        Stream.of(there).map(one -> new Appointed(one.accountId(), one.region(), Stage.DONE)).toList(), regions));
  }

  /** Organizations registers the service's administrators, and these are registered; both answers show that. */
  G registered(String... accounts) {
    administratorFacts = Optional.of(AdministratorFacts.BY_ORGANIZATIONS);
    return answer(Question.REGISTERED_ADMINISTRATORS, delegated(accounts))
        .answer(Question.DELEGATED_ADMINISTRATORS, delegated(accounts));
  }

  /** What the second answer shows. */
  G thenRegistered(String... accounts) {
    return answer(Question.DELEGATED_ADMINISTRATORS, delegated(accounts));
  }

  private static List<DelegatedAdministrator> delegated(String... accounts) {
    return Stream.of(accounts).map(DelegatedAdministrator::new).toList();
  }

  /** The service takes so many administrators; empty if the catalog does not know. */
  G takes(Optional<Integer> most) {
    administratorFacts = administratorFacts
        .map(facts -> new AdministratorFacts(facts.method(), most, facts.dismissal()));
    return self();
  }

  G ownedByUs() {
    return remembered(r -> r.withOwned(List.of(OWNED))).ownedIs(Stage.DONE);
  }

  /** The operator owns these, and all of them exist. */
  G owns(OwnedResource... owned) {
    return remembered(r -> r.withOwned(List.of(owned))).ownedExist(owned);
  }

  /** A read for the deletion shows these, and no others. */
  G ownedExist(OwnedResource... existing) {
    return answer(Question.OWNED_RESOURCES, new OwnedResourcesSeen(List.of(existing), List.of()));
  }

  G ownedIs(Stage stage) {
    return answer(Question.OWNED_RESOURCES, ownedSeen(stage));
  }

  /** What the second answer shows; it is as the first one until the test says otherwise. */
  G thenOwnedIs(Stage stage) {
    return answer(Question.SECOND_OWNED_RESOURCES, ownedSeen(stage));
  }

  private static OwnedResourcesSeen ownedSeen(Stage stage) {
    return new OwnedResourcesSeen(
        stage == Stage.DONE ? List.of(OWNED) : List.of(),
        stage == Stage.BEING_REMOVED ? List.of(OWNED) : List.of());
  }
}
