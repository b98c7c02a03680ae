package dev.trustedaccess.simulator.twin;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is derived of the registry's integrations: enough that each listing can be answered. */
class DerivationTest {
  /** A text of an answer that was made up. */
  private static final Pattern MADE = Pattern.compile("\\bm\\d+\\.[\\w.]*\\.m\\b");

  static Stream<Parts.Asked<?, ?>> listings() {
    return Registered.integrations().stream().flatMap(integration -> Parts.asked(integration).stream());
  }

  /** The operations are those that the SDK sends; the actions are written down in the integration. */
  @ParameterizedTest
  @MethodSource("listings")
  void itsCallsAreTheActionsThatItDeclares(Parts.Asked<?, ?> asked) {
    List<String> sent = Derivation.of(asked)
        .steps()
        .stream()
        .map(step -> step.route().action())
        .toList();
    assertThat(sent).isEqualTo(asked.listing().actions());
  }

  /** The double asks for the permission that IAM asks for, not for one by the operation's name. */
  @Test
  void anOperationIsAllowedByTheActionThatIamHasForIt() {
    AwsApi api = AwsApi.of("detective").reads("ListOrganizationAdminAccounts", _ -> Fields.none());
    assertThat(api.find("ListOrganizationAdminAccounts").map(AwsApi.Operation::action))
        .contains("detective:ListOrganizationAdminAccount");
    assertThat(AwsApi.operation("detective:ListOrganizationAdminAccount")).isEqualTo("ListOrganizationAdminAccounts");
    assertThat(AwsApi.action("fms", "ListPolicies")).isEqualTo("fms:ListPolicies");
    assertThat(AwsApi.operation("fms:ListPolicies")).isEqualTo("ListPolicies");
  }

  /**
   * Of what a later call lists, it must be known to which of the earlier things it belongs; a call that names nothing is made
   * if there is any, and lists the same for each.
   */
  @ParameterizedTest
  @MethodSource("listings")
  void everyFurtherCallIsAboutAThingOfTheOneBefore(Parts.Asked<?, ?> asked) {
    assertThat(Derivation.of(asked).steps().stream().skip(1)).allMatch(
        step -> step.parent().isPresent() || !MADE.matcher(step.sample().toString()).find());
  }

  /** Every call is tried out with an SDK client of its own, hundreds of times in a JVM: none may leave a thread behind. */
  @Test
  void derivingLeavesNoThreadBehind() throws InterruptedException {
    ThreadGroup own = new ThreadGroup("derivation");
    Thread twice = new Thread(own, () -> {
      for (int time = 0; time < 2; time++) {
        listings().forEach(Derivation::of);
        Registered.integrations()
            .forEach(integration -> {
              Parts.status(integration).ifPresent(status -> DerivedStatus.of(integration, status));
              Parts.changes(integration).forEach((part, change) -> DerivedChange.of(integration, part, change));
            });
      }
    });
    twice.start();
    twice.join();
    Thread[] left = new Thread[1_000];
    int number = own.enumerate(left);
    assertThat(Stream.of(left).limit(number).map(Thread::getName)).as("only the timer that all share")
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void whatIsDerivedChangesNothingWhereItReads() {
    List<String> changing = Simulator.changing().toList();
    assertThat(listings().flatMap(asked -> asked.listing().actions().stream())).isNotEmpty()
        .noneMatch(changing::contains);
    assertThat(Registered.integrations()
        .stream()
        .flatMap(integration -> Parts.changes(integration).values().stream())
        .map(change -> change.action())).isNotEmpty().allMatch(changing::contains);
  }
}
