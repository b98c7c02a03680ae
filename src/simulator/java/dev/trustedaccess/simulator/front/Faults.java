package dev.trustedaccess.simulator.front;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Trouble on order. First say when, then what happens:
 *
 * <pre>
 * aws.faults().call(2, "organizations:EnableAWSServiceAccess").loseTheAnswer();
 * aws.faults().call(17).run(operator::kill);
 * aws.faults().every("iam:ListRoles").fail("Throttling", 400);
 * </pre>
 *
 * Calls are counted from the moment the fault is ordered: 1 is the next one.
 */
public final class Faults {
  private final Collection<Fault> faults = new CopyOnWriteArrayList<>();

  /** The n-th call from now, whatever it is. */
  public When call(int n) {
    return new When(call -> true, n, n);
  }

  /** The n-th call of this action from now. */
  public When call(int n, String action) {
    return calls(n, n, action);
  }

  /** The next call of this action. */
  public When next(String action) {
    return call(1, action);
  }

  /** The calls of this action from one number to another, both included. */
  public When calls(int first, int last, String action) {
    return new When(call -> call.action().equals(action), first, last);
  }

  /** Every call of this action, until {@link #clear}. */
  public When every(String action) {
    return calls(1, Integer.MAX_VALUE, action);
  }

  /** Every call for which this holds, until {@link #clear}. */
  public When every(Predicate<Call> wanted) {
    return new When(wanted, 1, Integer.MAX_VALUE);
  }

  /** No more trouble. */
  public void clear() {
    faults.clear();
  }

  /** What is to happen with this call; each fault that matches counts it. */
  Effect effectOn(Call call) {
    var effect = Effect.NOTHING;
    for (var fault : faults) {
      if (fault.takes(call)) {
        effect = effect.and(fault.effect);
      }
    }
    return effect;
  }

  /**
   * What happens around a call.
   *
   * @param latency waited before anything else
   * @param before run after that, before the operation
   * @param refusal given instead of the operation's own answer, null for none; the operation is not carried out
   * @param resetBefore the connection is cut and the operation not carried out
   * @param resetAfter the operation is carried out, then the connection is cut
   * @param answer what becomes of the operation's own answer
   */
  record Effect(Duration latency, Runnable before, @Nullable Refusal refusal, boolean resetBefore, boolean resetAfter,
      UnaryOperator<Fields> answer) {
    static final Effect NOTHING = new Effect(Duration.ZERO, () -> {}, null, false, false,
        UnaryOperator.identity());

    Effect and(Effect other) {
      return new Effect(latency.plus(other.latency), () -> {
        before.run();
        other.before.run();
      }, refusal == null ? other.refusal : refusal, resetBefore || other.resetBefore, resetAfter || other.resetAfter,
          fields -> other.answer.apply(answer.apply(fields)));
    }
  }

  private static final class Fault {
    private final When when;
    private final Effect effect;
    private final AtomicInteger seen = new AtomicInteger();

    Fault(When when, Effect effect) {
      this.when = when;
      this.effect = effect;
    }

    boolean takes(Call call) {
      if (!when.wanted.test(call)) {
        return false;
      }
      var number = seen.incrementAndGet();
      return number >= when.first && number <= when.last;
    }
  }

  /** Which calls a fault hits; the methods say what happens to them. */
  public final class When {
    private final Predicate<Call> wanted;
    private final int first;
    private final int last;

    private When(Predicate<Call> wanted, int first, int last) {
      this.wanted = wanted;
      this.first = first;
      this.last = last;
    }

    /** Only those made by this account. */
    public When by(String account) {
      return new When(wanted.and(call -> call.account().equals(account)), first, last);
    }

    /** Only those about this service principal. */
    public When about(String principal) {
      return new When(wanted.and(call -> call.principal().filter(principal::equals).isPresent()), first, last);
    }

    /** AWS answers with this error code; the operation is not carried out. */
    public void fail(String code, int status) {
      fail(code, status, "ordered by the test");
    }

    /** The same in these words, such as those of IAM for a denial. */
    public void fail(String code, int status, String words) {
      order(new Effect(Duration.ZERO, () -> {}, Refusal.of(code, status, words), false, false,
          UnaryOperator.identity()));
    }

    /** AWS takes this long before it does anything. */
    public void delay(Duration latency) {
      order(new Effect(latency, () -> {}, null, false, false,
          UnaryOperator.identity()));
    }

    /** The connection breaks before the operation: nothing happened. */
    public void loseTheRequest() {
      order(new Effect(Duration.ZERO, () -> {}, null, true, false,
          UnaryOperator.identity()));
    }

    /** The connection breaks after the operation: it took effect, and the caller cannot know. */
    public void loseTheAnswer() {
      order(new Effect(Duration.ZERO, () -> {}, null, false, true,
          UnaryOperator.identity()));
    }

    /** Runs this before the operation, while the caller waits. */
    public void run(Runnable before) {
      order(new Effect(Duration.ZERO, before, null, false, false,
          UnaryOperator.identity()));
    }

    /** AWS answers with this in place of its answer, such as one without an optional member. */
    public void answer(UnaryOperator<Fields> instead) {
      order(new Effect(Duration.ZERO, () -> {}, null, false, false, instead));
    }

    /**
     * AWS leaves a member out of its answer: in the SDK's models no member of an answer is marked as required.
     *
     * @param member by AWS's names from the answer down, such as {@code AdminAccounts.Status}; in a list, of each element
     */
    public void without(String member) {
      answer(fields -> fields.without(member));
    }

    private void order(Effect effect) {
      faults.add(new Fault(this, effect));
    }
  }
}
