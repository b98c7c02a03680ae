package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import org.jspecify.annotations.Nullable;

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

  /**
   * What the service itself answers about its access. In a service with a status in each Region, the Region that is least
   * far decides; in one that is set up in a single Region of the user's choice, the one that is furthest.
   *
   * @param call the call, which answers with one thing
   * @param what what the status is about, in words, such as "the organizational view"
   * @param member the member of the answer that has the status, by its name in the API
   * @param value that member
   * @param stages the stage that each value of the member means; another value is an answer that is not understood
   * @param inOneRegion whether the service is set up in a single Region
   */
  record Status<T>(
      Listing<?, T> call, String what, String member, Function<T, @Nullable String> value, Map<String, Stage> stages,
      boolean inOneRegion)
      implements
        Awaited {
    public Status {
      stages = Map.copyOf(stages);
    }

    /** The stage that an answer means. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure} where it means none. */
    Stage stage(T answer) {
      String action = call.actions().getLast();
      String status = Answer.has(value.apply(answer), action, member);
      return Answer.has(stages.get(status), action, "a " + member + " that is known here");
    }
  }

  /** The service's administrator. */
  record AnAdministrator() implements Awaited {}
}
