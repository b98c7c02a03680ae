package dev.trustedaccess.domain.organization;

import java.util.List;
import java.util.stream.Stream;

/** An account registered as delegated administrator for a service principal (ListDelegatedAdministrators). */
public record DelegatedAdministrator(String accountId) {
  /**
   * Those under either of two names of an access. A name that AWS does not recognize has none, unless AWS recognizes no name
   * at all; a name that cannot be read leaves the whole unknown.
   */
  public static Fact<List<DelegatedAdministrator>> underEither(
      Fact<List<DelegatedAdministrator>> one, Fact<List<DelegatedAdministrator>> other) {
    if (isOfNoPrincipal(one)) {
      return other;
    }
    return isOfNoPrincipal(other)
        ? one
        : one instanceof Fact.Known<List<DelegatedAdministrator>>(List<DelegatedAdministrator> some)
            ? other.map(more -> Stream.concat(some.stream(), more.stream()).distinct().toList())
            : one;
  }

  /** Whether AWS answered that it does not recognize the principal that was asked about. */
  public static boolean isOfNoPrincipal(Fact<?> answer) {
    return answer.problem().filter(failure -> failure.kind() == Failure.Kind.UNRECOGNIZED_PRINCIPAL).isPresent();
  }
}
