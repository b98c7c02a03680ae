package dev.trustedaccess.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.page.DeclarationRow.ChangeRow;
import dev.trustedaccess.page.DeclarationRow.HistoryRow;
import dev.trustedaccess.page.DeclarationRow.OwnedRow;
import dev.trustedaccess.page.DeclarationRow.RemainingRow;
import dev.trustedaccess.page.OrganizationRow.DepartureRow;
import dev.trustedaccess.page.Standing.ConditionRow;
import dev.trustedaccess.page.Standing.Step;
import dev.trustedaccess.page.Standing.Urgency;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page says of the states that objects get into. */
class PageMakerTest {
  /** States in which nobody has to do anything at night. */
  private static final Set<State> WITHOUT_A_PERSON = Set.of(
      State.FRESH, State.ENABLING, State.AWAITING_INITIALIZATION, State.READY, State.READY_WITH_OWNED_RESOURCE,
      State.ADMINISTRATOR_NOT_DECLARED, State.ENABLED_BY_OTHERS, State.STALE_GENERATION, State.OBSERVING_ENABLED,
      State.OBSERVING_DISABLED, State.PAUSED, State.DRIFT_CORRECTED, State.OBSERVATION_STALE,
      State.INITIALIZATION_UNREAD, State.THROTTLED, State.CONCURRENT_MODIFICATION, State.SERVICE_UNAVAILABLE,
      State.DELETION_HELD, State.DISABLING, State.DISABLING_CONFIRMED, State.RETAINED, State.CONNECTION_FRESH,
      State.CONNECTION_READY, State.CONNECTION_STALE, State.CONNECTION_IN_USE);

  static Stream<Recorded> recorded() {
    return Recorded.all().stream();
  }

  private static Standing standing(Page page, State state) {
    return state.ofConnection() ? page.connections().getFirst().standing() : page.services().getFirst().standing();
  }

  private static DeclarationRow row(ObjectNode declaration) {
    return RecordedHoldings.page(RecordedHoldings.of(new Recorded(State.READY, declaration))).services().getFirst();
  }

  private static DeclarationRow service(State state) {
    return RecordedHoldings.page(RecordedHoldings.of(Recorded.of(state))).services().getFirst();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void saysOfEveryStateWhatItsConditionsSay(Recorded recorded) {
    Standing standing = standing(RecordedHoldings.page(RecordedHoldings.of(recorded)), recorded.state());
    assertThat(standing.message()).isEqualTo(KubectlConfirmation.without(recorded.message()));
    assertThat(standing.conditions()).extracting(ConditionRow::type)
        .containsExactlyElementsOf(recorded.conditions().stream().map(each -> each.path("type").asText()).toList());
    assertThat(!standing.deleting().isEmpty()).isEqualTo(recorded.deleting());
    assertThat(standing.outdated()).isEqualTo(recorded.state() == State.STALE_GENERATION);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void callsAPersonWhereOneMustAct(State state) {
    Standing standing = standing(RecordedHoldings.page(RecordedHoldings.of(Recorded.of(state))), state);
    assertThat(standing.urgency() == Urgency.PERSON).isEqualTo(!WITHOUT_A_PERSON.contains(state));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void givesEveryCommandOfAMessageToCopy(Recorded recorded) {
    Standing standing = standing(RecordedHoldings.page(RecordedHoldings.of(recorded)), recorded.state());
    assertThat(standing.steps()).isNotEmpty().allSatisfy(step -> {
      assertThat(step.purpose()).isNotBlank().doesNotEndWith(":");
      assertThat(step.command()).doesNotEndWith(".").matches("(kubectl|trusted-access-operator|aws|echo) .*");
    });
    assertThat(recorded.message().split("(?=echo |kubectl (?!apply -f -|alone)|trusted-access-operator )", -1))
        .filteredOn(
            part -> part.matches("(?s)(echo|kubectl|trusted-access-operator) .*"))
        .allSatisfy(part -> assertThat(standing.steps()).anyMatch(step -> part.startsWith(step.command())));
  }

  @Test
  void aDeletionThatWaitsSaysWhatRemainsAndHowToEndIt() {
    DeclarationRow row = service(State.CLEANUP_PENDING);
    assertThat(row.remaining()).containsExactly(
        new RemainingRow("policy", "block-bad-bots", "444455556666", "eu-west-1", "Lost"));
    assertThat(row.remainingCount()).isEqualTo(1);
    assertThat(row.impact()).isEqualTo("destructive");
    assertThat(row.cost()).isNotEmpty();
    assertThat(row.standing().steps()).startsWith(
        new Step("To keep access enabled",
            "kubectl patch tsa fms.amazonaws.com --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'"),
        new Step("The service administrator cleans up, then runs",
            "trusted-access-operator confirm cleaned-up fms.amazonaws.com"));
  }

  @Test
  void aDeclarationThatBlocksIsDeletedByTheFirstStep() {
    assertThat(service(State.CLEANUP_BLOCKED).standing().steps()).extracting(Step::command)
        .startsWith(
            "kubectl delete tsa config-multiaccountsetup.amazonaws.com",
            "kubectl patch tsa config.amazonaws.com --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'");
  }

  /** Whoever may write status must not be able to put another's declaration into a command. */
  @ParameterizedTest
  @ValueSource(strings = {"sso.amazonaws.com", "config-multiaccountsetup.amazonaws.com;id", "config.amazonaws.com",
      "config-multiaccountsetup.amazonaws.com.other"})
  void aDeclarationThatTheCatalogDoesNotPutFirstIsNotDeleted(String forged) {
    ObjectNode object = Recorded.of(State.CLEANUP_BLOCKED).copy();
    ((ObjectNode) object.at("/status/cleanup/remaining/1")).put("id", forged);
    assertThat(row(object).standing().steps()).extracting(Step::command)
        .noneMatch(command -> command.startsWith("kubectl delete"));
  }

  @Test
  void whatRemainsIsReadOrNot() {
    assertThat(service(State.CLEANUP_PENDING).remainsRead()).isTrue();
    assertThat(service(State.DELETION_HELD).remainsRead()).isFalse();
  }

  /** A condition's time is that of its status: not ready since before the deletion, for another reason. */
  @Test
  void aTimeStandsWithTheStateThatBeganThen() {
    assertThat(service(State.CLEANUP_PENDING).standing())
        .returns("Stalled", Standing::sinceState);
    assertThat(service(State.CLEANUP_BLOCKED).standing())
        .returns("Reconciling", Standing::sinceState)
        .returns("2026-01-31T08:00:00Z", Standing::since)
        .returns("2026-01-31T09:00:00Z", Standing::deleting);
    assertThat(service(State.READY).standing()).returns("Ready", Standing::sinceState);
  }

  @Test
  void administratorsAreThereByRegionAndByWhoMadeThem() {
    assertThat(service(State.CLEANUP_PENDING).administrators()).contains(
        new OwnedRow("administrator", "444455556666", "444455556666", "us-east-1", false));
    assertThat(service(State.CHANGED_BY_OTHERS).administrators()).anyMatch(OwnedRow::removedByOthers);
    assertThat(service(State.DELEGATED_ADMINISTRATORS_REGISTERED).otherAdministrators())
        .containsExactly("444455556666");
  }

  @Test
  void historyBeginsWithTheDeclarationAndSaysWhoEnabledAccess() {
    assertThat(service(State.ENABLED_BY_OTHERS).history()).extracting(HistoryRow::what)
        .contains("The declaration was created.", "Others enabled access.");
    assertThat(service(State.CLEANUP_PENDING).history()).last()
        .isEqualTo(new HistoryRow("2026-01-31T09:00:00Z", "The deletion was requested."));
  }

  @Test
  void saysWhoMadeAChangeOrWhatIsKnownWithoutThat() {
    Recorded ready = Recorded.of(State.READY);
    ObjectNode changed = ready.copy();
    ObjectNode seen = changed.withObject("/status/lastChangeByOthers")
        .put("action", "DismissAdministrator")
        .put("account", "444455556666")
        .put("region", "eu-west-1")
        .put("observedTime", "2026-01-30T10:00:00Z");
    assertThat(changeIn(changed)).isEqualTo(
        new ChangeRow("2026-01-30T10:00:00Z", "DismissAdministrator 444455556666 in eu-west-1", "", ""));
    seen.put("time", "2026-01-30T09:58:00Z").put("principalArn", "arn:aws:iam::1:user/anna").put("eventId", "e-1");
    assertThat(changeIn(changed)).isEqualTo(
        new ChangeRow(
            "2026-01-30T09:58:00Z", "DismissAdministrator 444455556666 in eu-west-1", "arn:aws:iam::1:user/anna",
            "e-1"));
    seen.put("action", "Disable").remove(List.of("account", "region"));
    assertThat(changeIn(changed).action()).isEqualTo("Disable");
    assertThat(changeIn(ready.copy())).isEqualTo(ChangeRow.NONE);
  }

  private static ChangeRow changeIn(ObjectNode declaration) {
    return row(declaration).changeByOthers();
  }

  @Test
  void aConnectionShowsWhatWasReadBeforeAServiceLeft() {
    ObjectNode connection = Recorded.of(State.CONNECTION_READY).copy();
    ObjectNode gone = connection.withObject("/status").putArray("departures").addObject();
    gone.put("servicePrincipal", "ds.amazonaws.com")
        .put("declarationUid", "u-1")
        .put("disabledTime", "2026-01-30T10:00:00Z");
    assertThat(departuresIn(connection)).containsExactly(
        new DepartureRow("ds.amazonaws.com", "2026-01-30T10:00:00Z", "", List.of(), 0, ""));
    gone.put("requestId", "r-1");
    ObjectNode evidence = gone.putObject("evidence").put("remainingCount", 2);
    evidence.putArray("reads").addObject().put("kind", "shared-directory").put("places", 3).put("found", 2);
    evidence.putObject("confirmedBy").put("manager", "kubectl-create").put("time", "2026-01-30T09:00:00Z");
    assertThat(departuresIn(connection)).containsExactly(
        new DepartureRow(
            "ds.amazonaws.com", "2026-01-30T10:00:00Z", "r-1", List.of("shared-directory: 2 found in 3 places"), 2,
            "2026-01-30T09:00:00Z"));
  }

  private static List<DepartureRow> departuresIn(ObjectNode connection) {
    return RecordedHoldings.page(RecordedHoldings.of(new Recorded(State.CONNECTION_READY, connection)))
        .connections()
        .getFirst()
        .departures();
  }

  @Test
  void aStatusOfAnotherObjectSaysNothing() {
    var object = RecordedHoldings.declaration(Recorded.of(State.READY));
    object.getMetadata().setUid("another");
    DeclarationRow row = RecordedHoldings.page(new Holdings(List.of(object), List.of(), Map.of()))
        .services()
        .getFirst();
    assertThat(row.standing().ready()).isEmpty();
    assertThat(row.enabledBy()).isEmpty();
  }

  @Test
  void aPodOnStandbyNamesTheOneThatLeads() {
    Page page = Page.standby(RecordedHoldings.NOW, "1.2.3", "tao-7d9f", 9090);
    assertThat(page.leading()).isFalse();
    assertThat(page.leader()).isEqualTo("tao-7d9f");
    assertThat(page.forward()).isEqualTo("kubectl port-forward --namespace NAMESPACE pod/tao-7d9f 9090");
  }

  @Test
  void whatIsNoNameOfAPodIsPartOfNoCommand() {
    Page page = Page.standby(RecordedHoldings.NOW, "1.2.3", "x;$(id)", 9090);
    assertThat(page.leader()).isEmpty();
    assertThat(page.forward()).isEmpty();
  }
}
