package dev.trustedaccess.domain.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a waiting deletion says, it says how to call it back, and how to confirm where that helps. */
class WaitingDeletionTest {
  private static final Set<String> NOT_OF_ONE_THAT_WAITS = Set.of(
      "retain", "removingFinalizer", "confirmedCleanup", "nothingRemains", "disabling");
  private static final String PROSE = "Something that AWS or a person has stated at length, with every detail. "
      .repeat(9);
  /** The longest of the catalog, a long one, and the longest that the kinds take. */
  private static final List<String> NAMES = List.of(
      "reachabilityanalyzer.networkinsights.amazonaws.com",
      "license-manager-linux-subscriptions.amazonaws.com.production-and-all-sandboxes",
      "p".repeat(114) + ".amazonaws.com." + "o".repeat(63));

  record Said(String name, Method method) {
    String message() {
      Object[] arguments = Arrays.stream(method.getParameterTypes()).map(this::argument).toArray();
      try {
        return (String) method.invoke(null, arguments);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new LinkageError(method.getName(), e);
      }
    }

    private Object argument(Class<?> type) {
      if (type == PlanInput.class) {
        return situation(name);
      } else if (type == String.class) {
        return "Put ap-southeast-3 back in spec.regions.managed";
      } else if (type == List.class) {
        return List.of("conformance-pack baseline in ap-southeast-3", PROSE);
      } else if (type == Optional.class) {
        return Optional.of(new Failure(Failure.Kind.ACCESS_DENIED, PROSE));
      } else if (type == Failure.class) {
        return new Failure(Failure.Kind.ACCESS_DENIED, PROSE);
      } else if (type == Change.Refused.class) {
        return new Change.Refused(Reason.REQUEST_REFUSED, Cause.CENTRAL_CONFIGURATION, PROSE);
      } else if (type == UnreadPlace.class) {
        return UnreadPlace.withReason(new Failure(Failure.Kind.ACCESS_DENIED, Cause.REGION_NOT_ENABLED, PROSE));
      } else if (type == OwnedResource.class) {
        return Given.OWNED;
      } else if (type == InitializationState.class) {
        return InitializationState.of(InitializationState.Stage.IN_PROGRESS, "the organizational view");
      } else if (type == Instant.class) {
        return Given.NOW;
      } else if (type == boolean.class) {
        return true;
      } else if (type == AccessMethod.class) {
        return new AccessMethod(AccessMethod.By.SERVICE, PROSE);
      }
      throw new AssertionError("no argument for " + type);
    }

    @Override
    public String toString() {
      return method.getName() + " of a name of " + name.length();
    }
  }

  private static PlanInput situation(String name) {
    ConnectionSettings settings = new ConnectionSettings(
        "production", Given.ORGANIZATION, Optional.empty(), Mode.MANAGE, Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(),
        Given.INTERVAL,
        Given.INTERVAL, Given.HOLD, false);
    Desired desired = new Desired(
        name, "production", Mode.MANAGE, true, Desired.InitializationMode.NONE, List.of(),
        Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.DISABLE, Desired.Pause.NONE);
    return new PlanInput(
        desired, new Declared(name, Given.UID, 1, Given.NOW, Optional.of(Given.NOW), true), Recorded.NOTHING,
        Observation.ofCluster(Given.NOW, false, new ConnectionView.Usable(settings, false), List.of(),
            Confirmation.NONE, Optional.empty()),
        Optional.empty(), Optional.empty(), List.of(), Timing.STANDARD);
  }

  static Stream<Said> everything() {
    return Arrays.stream(DeletionMessages.class.getDeclaredMethods())
        .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getReturnType() == String.class && !NOT_OF_ONE_THAT_WAITS.contains(method.getName()))
        .flatMap(method -> NAMES.stream().map(name -> new Said(name, method)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void saysHowToCallItBackAndHowToConfirm(Said said) {
    String message = said.message();
    assertThat(message).hasSizeLessThan(Messages.MOST);
    boolean confirms = said.method().getName().startsWith("confirm");
    if (confirms) {
      assertThat(message).endsWith("trusted-access-operator confirm cleaned-up " + said.name());
    }
    if (confirms && said.name().equals(NAMES.getLast())) {
      assertThat(message).as("no room for the name twice").contains("To keep access: deletionPolicy Retain");
    } else {
      assertThat(message).containsPattern("(To keep access enabled|Keep access): kubectl patch")
          .contains(DeletionMessages.retain(situation(said.name()).declared()));
    }
  }

  static Stream<String> names() {
    return NAMES.stream();
  }

  /** Access is disabled by then, so what helps is a permission, or a command that needs none. */
  @ParameterizedTest
  @MethodSource("names")
  void namesThePermissionThatARefusedWriteLacksAndTheWayWithoutIt(String name) {
    Declared declared = situation(name).declared();
    RefusedWrite.ServerAnswer answer = new RefusedWrite.ServerAnswer(true, PROSE);
    String departure = RefusedWrite.departure(declared, answer).text();
    assertThat(departure).contains("update on organizationconnections/status")
        .endsWith(DeletionMessages.retain(declared));
    String finalizer = RefusedWrite.finalizer(declared, List.of(), answer).text();
    assertThat(finalizer).contains("patch on trustedserviceaccesses")
        .endsWith("kubectl patch tsa " + name + " --type merge -p '{\"metadata\":{\"finalizers\":null}}'");
    Stream.of(departure, finalizer).forEach(Wording::check);
  }

  static Stream<String> principals() {
    return CatalogFile.load()
        .services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .map(PrincipalFacts::principal);
  }

  /** Who is on call at night pastes the command, and edits nothing. */
  @ParameterizedTest
  @MethodSource("principals")
  void everyPrincipalOfTheCatalogLeavesRoomForThePatch(String principal) {
    PlanInput input = situation(principal);
    Failure failure = new Failure(Failure.Kind.ACCESS_DENIED, Cause.REGION_NOT_ENABLED, PROSE);

    assertThat(Stream.of(
        DeletionMessages.confirmImpact(input), DeletionMessages.confirmLost(input, List.of(PROSE)),
        DeletionMessages.confirmUnseen(input, List.of(PROSE), UnreadPlace.withReason(failure)),
        DeletionMessages.confirmDropped(input, List.of("eu-south-1", "eu-south-2", "ap-southeast-3")),
        DeletionMessages.confirmUnread(input, Optional.of(failure))))
        .allSatisfy(message -> assertThat(message).contains(DeletionMessages.retain(input.declared())));
  }

  /** Where no ending leaves room for all that is wanted of the why, the shortest one leaves the most. */
  @Test
  void ofAWhyTooLongForTheMessageMostIsKept() {
    PlanInput input = situation("reachabilityanalyzer.networkinsights.amazonaws.com.production");
    String call = "sts:AssumeRole of arn:aws:iam::444455556666:role";
    String why = call + "/trusted-access-service in account 444455556666";

    IntStream.rangeClosed(call.length(), why.length()).mapToObj(length -> why.substring(0, length)).forEach(told -> {
      Failure failure = new Failure(Failure.Kind.CREDENTIALS_INVALID, told);
      assertThat(DeletionMessages.confirmUnread(input, Optional.of(failure))).as("of %s", told)
          .contains("sts:AssumeRole of arn:aws:iam::444455556666")
          .contains("Keep access: " + DeletionMessages.retain(input.declared()))
          .endsWith("trusted-access-operator confirm cleaned-up " + input.declared().name())
          .hasSizeLessThan(Messages.MOST);
    });
  }
}
