package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.front.Faults;

/** What happens to a call. */
enum Fault {
  REFUSED("refused"),
  THROTTLED("throttled"),
  FAILED("answered with 500"),
  REQUEST_LOST("request lost"),
  ANSWER_LOST("answer lost"),
  LATE("late"),
  SPARSE("sparse answer"),
  KILLED_BEFORE("killed before it"),
  KILLED_AFTER("killed after it");

  /** Later than a plan may wait for its turn, sooner than what it saw is forgotten. */
  private static final Duration LATENESS = Duration.ofSeconds(6);
  /** The SDK asks three times in all. */
  private static final int ATTEMPTS = 3;

  final String words;

  Fault(String words) {
    this.words = words;
  }

  boolean kills() {
    return this == KILLED_BEFORE || this == KILLED_AFTER;
  }

  /** How often in a row it happens, so that it is felt: reads are repeated by the SDK, changes are not. */
  int times(boolean changing) {
    return switch (this) {
      case THROTTLED, FAILED, REQUEST_LOST, ANSWER_LOST -> changing ? 1 : ATTEMPTS;
      case SPARSE -> changing ? 1 : 6;
      default -> 1;
    };
  }

  void order(FaultEnvironment stage, String action, Predicate<Call> hit) {
    Faults.When when = stage.aws().faults().every(hit);
    boolean query = action.startsWith("iam:") || action.startsWith("sts:");
    switch (this) {
      case REFUSED -> {
        boolean forbidden = query || action.startsWith("artifact:");
        when.fail(query ? "AccessDenied" : "AccessDeniedException", forbidden ? 403 : 400);
      }
      case THROTTLED -> when.fail(
          action.startsWith("organizations:")
              ? "TooManyRequestsException"
              : query ? "Throttling" : "ThrottlingException",
          action.startsWith("artifact:") ? 429 : 400);
      case FAILED -> when.fail("InternalFailure", 500);
      case REQUEST_LOST -> when.loseTheRequest();
      case ANSWER_LOST -> when.loseTheAnswer();
      case LATE -> when.delay(LATENESS);
      case SPARSE -> when.answer(new SparseAnswer());
      case KILLED_BEFORE -> {
        Predicate<Call> same = killing(stage, hit);
        stage.aws().faults().every(same).loseTheRequest();
      }
      case KILLED_AFTER -> {
        Predicate<Call> same = killing(stage, hit);
        stage.aws().faults().every(same).loseTheAnswer();
      }
    }
  }

  /** Kills the process at the call that is hit; tells, of each call after that, whether it is the one. */
  private static Predicate<Call> killing(FaultEnvironment stage, Predicate<Call> hit) {
    AtomicLong ordinal = new AtomicLong();
    stage.aws().faults().every(call -> {
      boolean now = hit.test(call);
      if (now) {
        ordinal.set(call.ordinal());
      }
      return now;
    }).run(() -> stage.kill(Duration.ZERO));
    return call -> call.ordinal() == ordinal.get();
  }
}
