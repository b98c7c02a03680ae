package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.function.Function;

import dev.trustedaccess.domain.organization.InitializationState.Stage;

/** What shows that a service is initialized. */
public sealed interface Awaited {
  /** Nothing: a service that needs no initialization. */
  record Nothing() implements Awaited {}

  /**
   * A role in the management account.
   *
   * @param names any of these roles shows it
   */
  record Role(List<String> names) implements Awaited {
    public Role {
      names = List.copyOf(names);
    }
  }

  /**
   * A thing that the service lists. The operator does not create it; the user of the service does.
   *
   * @param what the thing, in words, such as "an organization aggregator"
   * @param stage how far a thing is
   */
  record Thing<T>(Listing<?, T> listing, String what, Function<T, Stage> stage) implements Awaited {}

  /** The service's administrator. */
  record AnAdministrator() implements Awaited {}
}
