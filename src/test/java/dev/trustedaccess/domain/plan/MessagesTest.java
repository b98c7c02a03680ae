package dev.trustedaccess.domain.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every message there is, with long names and long answers of AWS in it, keeps to the rules of wording. */
class MessagesTest {
  /** Longer than any principal of the catalog. */
  private static final String PRINCIPAL = "a-very-long-name-of-a-feature.of-a-service.amazonaws.com";
  private static final String ORGANIZATION = "production-and-sandboxes";
  private static final String PROSE = "Something that AWS or a person has stated at length, with every detail. "
      .repeat(9)
      .strip();
  private static final Declared DECLARED = new Declared(
      PRINCIPAL + "." + ORGANIZATION, Given.UID, 1, Given.NOW, Optional.of(Given.NOW), true);
  private static final ConnectionSettings SETTINGS = new ConnectionSettings(
      ORGANIZATION, Given.ORGANIZATION, Optional.of(Given.MANAGEMENT), Mode.MANAGE, Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty(), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(),
      Given.INTERVAL,
      Given.INTERVAL, Given.HOLD, false);
  private static final Desired DESIRED = new Desired(
      PRINCIPAL, ORGANIZATION, Mode.MANAGE, false, Desired.InitializationMode.AUTOMATIC, List.of(),
      Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE);
  private static final PlanInput SITUATION = new PlanInput(
      DESIRED, DECLARED, Recorded.NOTHING,
      Observation.ofCluster(Given.NOW, false, new ConnectionView.Usable(SETTINGS, false), List.of(), Confirmation.NONE,
          Optional.empty()),
      Optional.empty(), Optional.empty(), List.of(), Timing.STANDARD);
  private static final PlanInput CONFIRMED = new PlanInput(
      new Desired(
          PRINCIPAL, ORGANIZATION, Mode.MANAGE, false, Desired.InitializationMode.CONFIRMED, List.of(),
          Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE),
      DECLARED, Recorded.NOTHING, SITUATION.observation(), Optional.empty(), Optional.empty(), List.of(),
      Timing.STANDARD);
  private static final List<OwnedResource> FIVE = Stream.of("1", "2", "3", "4", "5")
      .map(digit -> OwnedResource.administrator(digit.repeat(12), "us-east-1"))
      .toList();

  /** What fits each type of parameter; where several do, each is tried. */
  private static List<Object> arguments(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      return switch (parameter.getName()) {
        case "problem", "advice", "why", "lost" -> List.of("A short sentence.", PROSE);
        case "declared", "account", "first" -> List.of(Given.ADMINISTRATOR);
        case "operation" -> List.of("organizations:EnableAWSServiceAccess", "the service's initialization call");
        default -> List.of(PRINCIPAL);
      };
    } else if (type == boolean.class) {
      return List.of(true, false);
    } else if (type == List.class && parameter.getName().equals("things")) {
      return List.of(List.of("policy one"), List.of(PROSE),
          List.of("policy one", PROSE, "policy three", "policy four"));
    } else if (type == List.class && parameter.getName().equals("regions")) {
      return List.of(List.of("ap-southeast-3"), List.of("ap-southeast-3", "ap-southeast-4", "mx-central-1"));
    } else if (type == List.class && parameter.getName().equals("accounts")) {
      return List.of(List.of(Given.ADMINISTRATOR), List.of(Given.ADMINISTRATOR, Given.MANAGEMENT, "333333333333", "4"));
    } else if (type == List.class) {
      return List.of(
          List.of(
              new RoleCoverage("AWSServiceRoleForSomethingWithAVeryLongName", 1, 0, 1, 0, 0, List.of(), Set.of(),
                  Optional.of(Instant.EPOCH))),
          List.of(
              new RoleCoverage("AWSServiceRoleForSomethingWithAVeryLongName", 1, 0, 1, 0, 0, List.of(), Set.of(),
                  Optional.of(Instant.EPOCH)),
              new RoleCoverage("AWSServiceRoleForSomethingElseWithALongName", 1, 0, 1, 0, 0, List.of(), Set.of(),
                  Optional.of(Instant.EPOCH))));
    } else if (type == Optional.class) {
      return List.of(Optional.empty(), Optional.of(new Failure(Failure.Kind.REFUSED, PROSE)),
          Optional.of(new Failure(Failure.Kind.ENDPOINT_UNSUPPORTED, Cause.REGION_NOT_ENABLED, PROSE)));
    } else if (type == Failure.class) {
      return Stream.of(Failure.Kind.values())
          .flatMap(kind -> Stream.of(Cause.values()).map(cause -> (Object) new Failure(kind, cause, PROSE)))
          .toList();
    } else if (type == UnreadPlace.class) {
      return Stream.concat(
          Stream.of(Cause.values())
              .map(cause -> UnreadPlace.withReason(new Failure(Failure.Kind.ACCESS_DENIED, cause, PROSE))),
          Stream.of(UnreadPlace.until("Put ap-southeast-3 back in spec.regions.managed")))
          .map(place -> (Object) place)
          .toList();
    } else if (type == Instant.class) {
      return List.of(Instant.parse("2026-11-28T12:15:00Z"));
    } else if (type == Change.Refused.class) {
      return Stream.of(Reason.values())
          .flatMap(reason -> Stream.of(Cause.values())
              .flatMap(cause -> Stream.of("", PROSE).map(detail -> (Object) new Change.Refused(reason, cause, detail))))
          .toList();
    } else if (type == Reason.class) {
      return List.of((Object[]) Reason.values());
    } else if (type == Desired.Pause.class) {
      return List.of((Object[]) Desired.Pause.values());
    } else if (type == InitializationState.class) {
      return List.of(
          InitializationState.of(Stage.DONE, "the organization aggregator"),
          InitializationState
              .administered(AdministratorsSeen.registered(List.of(new DelegatedAdministrator(Given.ADMINISTRATOR)))));
    } else if (type == AccessMethod.class) {
      return Stream.of(AccessMethod.By.values()).map(by -> (Object) new AccessMethod(by, PROSE)).toList();
    } else if (type == OrganizationState.class) {
      return List.of(new OrganizationState("o-another12345", Given.MANAGEMENT, Given.ADMINISTRATOR, false));
    } else if (type == OwnedResource.class) {
      return List.of(Given.OWNED);
    } else if (type == PlanInput.class) {
      return List.of(SITUATION, CONFIRMED, SITUATION.remembering(Recorded.NOTHING.withOwned(FIVE)));
    } else if (type == Declared.class) {
      return List.of(DECLARED);
    } else if (type == Desired.class) {
      return List.of(DESIRED);
    } else if (type == ConnectionSettings.class) {
      return List.of(SETTINGS);
    }
    throw new AssertionError("no argument for " + type);
  }

  static Stream<Method> messages() {
    return Stream
        .of(Messages.class, DeletionMessages.class, AccountMessages.class, ChangeMessages.class,
            AdministratorMessages.class, InitializationMessages.class, RoleMessages.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getReturnType() == String.class)
        .filter(method -> !List.of("clip", "fitted", "retain", "confirm").contains(method.getName()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void keepsToTheRules(Method method) throws IllegalAccessException {
    List<Object[]> calls = List.<Object[]>of(new Object[0]);
    for (Parameter parameter : method.getParameters()) {
      calls = calls.stream().flatMap(call -> arguments(parameter).stream().map(argument -> {
        Object[] longer = Arrays.copyOf(call, call.length + 1);
        longer[call.length] = argument;
        return longer;
      })).toList();
    }
    for (Object[] call : calls) {
      try {
        Wording.check((String) method.invoke(null, call));
      } catch (InvocationTargetException thrown) {
        throw new AssertionError(method + " with " + Arrays.toString(call), thrown.getCause());
      }
    }
  }

  @Test
  void thereAreMessages() {
    assertThat(messages()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @EnumSource(value = Cause.class, names = "NOT_STATED", mode = EnumSource.Mode.EXCLUDE)
  void theCauseIsToldWithItsRemedyHoweverLongTheRest(Cause cause) {
    Failure failure = new Failure(Failure.Kind.ACCESS_DENIED, cause, PROSE);

    assertThat(List.of(Messages.failed(failure, SITUATION), Messages.connectionFailed(failure)))
        .allSatisfy(message -> assertThat(message).contains(cause.why(), cause.remedyInLife()));
  }

  @Test
  void whatIsCutOffIsSaid() {
    assertThat(Messages.clip("twelve chars", 12)).isEqualTo("twelve chars");
    assertThat(Messages.clip("thirteen char", 12)).isEqualTo("thirteen ch…").hasSize(12);
  }

  /** A role that nobody has tried yet is not the cause. */
  @Test
  void withoutCredentialsTheRoleIsNotBlamed() {
    assertThat(Messages.failed(new Failure(Failure.Kind.NO_CREDENTIALS, "the pod's own identity"), SITUATION))
        .startsWith("No AWS credentials were found for the pod's own identity.")
        .doesNotContain("trust policy");
  }
}
