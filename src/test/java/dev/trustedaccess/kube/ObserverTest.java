package dev.trustedaccess.kube;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.port.OrganizationAccess;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Question.DELEGATED_ADMINISTRATORS;
import static dev.trustedaccess.domain.plan.Question.REGISTERED_ADMINISTRATORS;
import static org.assertj.core.api.Assertions.assertThat;

/** Which answers are read for a pass, and which an earlier pass has read for it. */
@SuppressWarnings("NullAway") // no question here reaches what is left out
class ObserverTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicInteger reads = new AtomicInteger();
  private Instant time = NOW;
  private final Observer observer = new Observer(_ -> organization(), null, null, null, () -> time);

  private OrganizationAccess organization() {
    return (OrganizationAccess) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, method, _) -> {
          if (!method.getName().equals("delegatedAdministrators")) {
            throw new AssertionError(method.getName());
          }
          reads.incrementAndGet();
          return Fact.known(List.<DelegatedAdministrator>of());
        });
  }

  /** A pass that begins now and asks these questions. */
  private void pass(Question<?>... questions) {
    PlanInput input = new PlanInput(
        new Desired("mail.amazonaws.com", "default", Mode.MANAGE, false, Desired.InitializationMode.NONE, List.of(),
            Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, false),
        new Declared("mail.amazonaws.com", "uid", 1, NOW.minus(Duration.ofDays(1)), Optional.empty(), true),
        Recorded.NOTHING,
        Observation.ofCluster(
            time, false, new ConnectionView.Usable(Bench.asPod(Mode.MANAGE), false), List.of(), Confirmation.NONE,
            Optional.empty()),
        Optional.empty(), Optional.empty(), Timing.STANDARD);
    for (Question<?> question : questions) {
      input = input.observing(observer.answer(question, input, Instant.MIN));
    }
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
}
