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

  List<SetUp> all() {
    return Stream.concat(stands.stream(), leaving.stream()).toList();
  }
}
