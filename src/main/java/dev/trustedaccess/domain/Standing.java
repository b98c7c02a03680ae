package dev.trustedaccess.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is there of what we set up.
 *
 * @param stands what would have to be taken down
 * @param leaving what is being removed, and is not gone before the service says so
 */
public record Standing(List<SetUp> stands, List<SetUp> leaving) {
  public Standing {
    stands = List.copyOf(stands);
    leaving = List.copyOf(leaving);
  }

  /** What two answers in a row say: gone is what neither of them shows, and the second one tells how the rest stands. */
  Standing then(Standing second) {
    return new Standing(
        Stream.concat(second.stands.stream(), lackingIn(second, stands)).toList(),
        Stream.concat(second.leaving.stream(), lackingIn(second, leaving)).toList());
  }

  private static Stream<SetUp> lackingIn(Standing second, List<SetUp> first) {
    return first.stream().filter(made -> !second.all().contains(made));
  }

  List<SetUp> all() {
    return Stream.concat(stands.stream(), leaving.stream()).toList();
  }
}
