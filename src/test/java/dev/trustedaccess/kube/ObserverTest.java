package dev.trustedaccess.kube;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.port.OrganizationAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.domain.plan.Question.DELEGATED_ADMINISTRATORS;
import static dev.trustedaccess.domain.plan.Question.REGISTERED_ADMINISTRATORS;
import static org.assertj.core.api.Assertions.assertThat;

/** Which answers are read for a pass, and which an earlier pass has read for it. */
@SuppressWarnings("NullAway") // no question here reaches what is left out
class ObserverTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final PrincipalFacts MAIL = new PrincipalFacts(
      "mail.amazonaws.com", List.of("post.amazonaws.com"), Optional.empty(), Set.of(),
      AdministratorFacts.BY_ORGANIZATIONS.method(), AdministratorFacts.BY_ORGANIZATIONS.method(),
      Optional.of(AdministratorFacts.BY_ORGANIZATIONS), Optional.empty(), false, false, List.of());
  private static final ServiceCatalog.Entry UNDER_TWO_NAMES = new ServiceCatalog.Entry(
      new ServiceFacts("mail", "Mail", Impact.BENIGN, "no letter is delivered", Optional.empty(), Optional.empty(),
          Set.of(), Map.of(), List.of(MAIL)),
      MAIL);

  private final AtomicInteger reads = new AtomicInteger();
  private final Map<String, Fact<List<DelegatedAdministrator>>> registered = new HashMap<>();
  private Instant time = NOW;
  private final Observer observer = new Observer(
      _ -> organization(), null, null, null, new TrailLooks(_ -> organization(), () -> time, null), () -> time);

  private OrganizationAccess organization() {
    return (OrganizationAccess) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, method, arguments) -> {
          if (!method.getName().equals("delegatedAdministrators")) {
            throw new AssertionError(method.getName());
          }
          reads.incrementAndGet();
          return registered.getOrDefault(arguments[0], Fact.known(List.of()));
        });
  }

  /** A pass that begins now and asks these questions. */
  private void pass(Question<?>... questions) {
    pass(Optional.empty(), questions);
  }

  private Observation pass(Optional<ServiceCatalog.Entry> entry, Question<?>... questions) {
    PlanInput input = input(Bench.asPod(Mode.MANAGE), entry);
    for (Question<?> question : questions) {
      input = input.observing(observer.answer(question, input, Instant.MIN));
    }
    return input.observation();
  }

  private PlanInput input(ConnectionSettings settings, Optional<ServiceCatalog.Entry> entry) {
    return new PlanInput(
        new Desired("mail.amazonaws.com", "default", Mode.MANAGE, false, Desired.InitializationMode.NONE, List.of(),
            Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE),
        new Declared("mail.amazonaws.com", "uid", 1, NOW.minus(Duration.ofDays(1)), Optional.empty(), true),
        Recorded.NOTHING,
        Observation.ofCluster(
            time, false, new ConnectionView.Usable(settings, false), List.of(), Confirmation.NONE,
            Optional.empty()),
        entry, Optional.empty(), List.of(), Timing.STANDARD);
  }

  /** While an appointment is not visible yet, the current list is asked for before the one of the last hours. */
  @Test
  void twoAnswersOfOnePassAreTwoReads() {
    pass(DELEGATED_ADMINISTRATORS, REGISTERED_ADMINISTRATORS);
    assertThat(reads).hasValue(2);
    time = NOW.plusSeconds(300);
    pass(DELEGATED_ADMINISTRATORS, REGISTERED_ADMINISTRATORS);
    assertThat(reads).hasValue(4);
  }

  @Test
  void aListOfAnEarlierPassIsNotReadAgain() {
    pass(REGISTERED_ADMINISTRATORS);
    time = NOW.plusSeconds(300);
    pass(REGISTERED_ADMINISTRATORS);
    assertThat(reads).hasValue(1);
    pass(REGISTERED_ADMINISTRATORS, DELEGATED_ADMINISTRATORS);
    assertThat(reads).hasValue(2);
  }

  private void registered(String name, Failure.Kind failure) {
    registered.put(name, Fact.unknown(new Failure(failure, "list " + name)));
  }

  private Fact<List<DelegatedAdministrator>> underTwoNames() {
    return pass(Optional.of(UNDER_TWO_NAMES), DELEGATED_ADMINISTRATORS).answer(DELEGATED_ADMINISTRATORS);
  }

  /** An account that is registered under the name that the declaration does not have is an administrator, too. */
  @Test
  void administratorsAreAskedForUnderEachName() {
    DelegatedAdministrator anna = new DelegatedAdministrator("444455556666");
    DelegatedAdministrator bert = new DelegatedAdministrator("555566667777");
    registered.put("mail.amazonaws.com", Fact.known(List.of(anna)));
    registered.put("post.amazonaws.com", Fact.known(List.of(anna, bert)));
    assertThat(underTwoNames()).isEqualTo(Fact.known(List.of(anna, bert)));

    registered("mail.amazonaws.com", Failure.Kind.UNRECOGNIZED_PRINCIPAL);
    assertThat(underTwoNames()).isEqualTo(Fact.known(List.of(anna, bert)));
  }

  @Test
  void aNameThatCannotBeReadMayHaveAdministrators() {
    registered("post.amazonaws.com", Failure.Kind.THROTTLED);
    assertThat(underTwoNames().problem().map(Failure::kind)).hasValue(Failure.Kind.THROTTLED);

    registered("mail.amazonaws.com", Failure.Kind.UNRECOGNIZED_PRINCIPAL);
    assertThat(underTwoNames().problem().map(Failure::kind)).hasValue(Failure.Kind.THROTTLED);

    registered("post.amazonaws.com", Failure.Kind.UNRECOGNIZED_PRINCIPAL);
    assertThat(underTwoNames().problem().map(Failure::kind)).hasValue(Failure.Kind.UNRECOGNIZED_PRINCIPAL);
  }

  /** Our clock may be wrong by more than a search takes, and only a snapshot tells the time by AWS's. */
  @ParameterizedTest
  @ValueSource(ints = {0, 15, 31})
  void withoutASnapshotASearchForAnAuthorNeitherEndsNorGoesOn(int minutesAfterTheChange) {
    ChangeByOthers change = ChangeByOthers.ofAccess(
        ChangeByOthers.Kind.DISABLE, NOW.minus(Duration.ofDays(3)),
        NOW.minus(Duration.ofMinutes(minutesAfterTheChange)));
    Verdict unread = Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read.");
    Decision.Conclude conclusion = new Decision.Conclude(
        Recorded.NOTHING.withChangeByOthers(change), unread, unread, unread, Optional.empty(), unread, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Duration.ofMinutes(5));
    PlanInput input = input(readingCloudTrail(), Optional.empty());
    Fact<OrganizationSnapshot> unanswered = Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "no answer"));

    assertThat(observer.naming(input.observing(input.observation().with(Question.SNAPSHOT, unanswered)), conclusion))
        .isEqualTo(conclusion);
    assertThat(observer.naming(input, conclusion)).as("a pass that did not ask").isEqualTo(conclusion);
  }

  private static ConnectionSettings readingCloudTrail() {
    return new ConnectionSettings(
        "default", "o-1", Optional.empty(), Mode.MANAGE, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), "us-east-1", List.of(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5),
        Duration.ofHours(24), Duration.ZERO, true);
  }
}
