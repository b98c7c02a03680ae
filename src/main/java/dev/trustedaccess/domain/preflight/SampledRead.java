package dev.trustedaccess.domain.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.preflight.Preflight.Attempt;
import dev.trustedaccess.domain.preflight.Preflight.Line;

/**
 * A read that was made in each account of a sample.
 *
 * @param what the IAM actions, as the object of "works"
 * @param attempts one for each account, whose id is its {@code what}
 */
public record SampledRead(String what, List<Attempt> attempts) {
  public SampledRead {
    attempts = List.copyOf(attempts);
  }

  /** Without the attempts whose failure another read has shown already. */
  SampledRead without(List<Attempt> others) {
    Set<Failure> shown = others.stream().flatMap(other -> other.failure().stream()).collect(Collectors.toSet());
    return new SampledRead(
        what, attempts.stream().filter(attempt -> attempt.failure().filter(shown::contains).isEmpty()).toList());
  }

  /**
   * One line for each way in which it fails, however many accounts that is; none without attempts.
   *
   * @param active how many members are active
   */
  List<Line> lines(int active) {
    if (attempts.isEmpty()) {
      return List.of();
    }
    String sample = " of the " + attempts.size() + " sampled accounts (members: " + active + ")";
    List<Attempt> failed = attempts.stream().filter(attempt -> attempt.failure().isPresent()).toList();
    return failed.isEmpty()
        ? List.of(Preflight.works(what + " in all" + sample))
        : failed.stream()
            .collect(Collectors.groupingBy(SampledRead::kind))
            .values()
            .stream()
            .map(alike -> failed(alike, sample))
            .toList();
  }

  private static Line failed(List<Attempt> alike, String sample) {
    Attempt first = alike.getFirst();
    return Line.fail("In " + alike.size() + sample + ", "
        + alike.stream().map(Attempt::what).collect(Collectors.joining(", ")) + ": "
        + Preflight.why(first.failure().orElseThrow(), first.as()));
  }

  private static Optional<Failure.Kind> kind(Attempt failed) {
    return failed.failure().map(Failure::kind);
  }
}
