package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RoleCoverage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What status shows besides conditions, and that nothing is lost on the way there and back. */
class StatusReportTest {
  private static final Instant THEN = Instant.parse("2026-02-01T00:00:00.123Z");
  private static final Recorded EVERYTHING = new Recorded(
      Optional.of("o-example1234"), Optional.of(EnabledBy.OPERATOR), Optional.of(THEN),
      Optional.of(THEN.plusSeconds(1)),
      List.of(OwnedResource.administrator("222222222222", "us-east-1"), OwnedResource.registration("222222222222")),
      List.of(OwnedResource.administrator("222222222222", "eu-west-1")),
      Optional.of(new Change(THEN, Change.Kind.DISABLE, Optional.of("222222222222"), Optional.of("id"),
          Optional.of(new Change.Refused(Reason.ACCESS_DENIED, Cause.PERMISSIONS_BOUNDARY, "what")), 4,
          THEN.minusSeconds(35), true, Optional.of("5 uid/3 none"),
          Optional.of(new Evidence(
              List.of(new Evidence.KindRead("rule", 6, 0), new Evidence.KindRead("store", 3, 1)),
              new Cleanup(
                  List.of(new Cleanup.Item(
                      new Remaining("store", "id", "222222222222", "us-east-1"), Effect.LOST, false)),
                  false),
              1, Optional.of(new Confirmation.Writer("uid", Optional.of("kubectl"), Optional.of(THEN))))))),
      List.of(THEN, THEN.plusSeconds(2)),
      Cleanup.NOTHING, new PlacesToRead(Set.of("us-east-1", "eu-west-1"), Set.of("444455556666")),
      Optional.of(THEN.plusSeconds(3)),
      Optional.of(ChangeByOthers.ofAdministrator(
          ChangeByOthers.Kind.DISMISS_ADMINISTRATOR, "444455556666", "eu-west-1", THEN, THEN.plusSeconds(4))
          .by(Optional.of(new ChangeByOthers.Author("anna", THEN.plusSeconds(2), "event")))
          .withSearchEnded()));
  private static final RoleCoverage ROLE = new RoleCoverage(
      "Role", 4, 1, 2, 1, 0, List.of("1", "2"), Set.of(), Optional.of(THEN));
  private static final Cleanup NOTHING_LEFT = Cleanup.NOTHING;
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void whatIsRememberedComesBackAsItWas() {
    assertThat(DeclarationReader.recorded(new Passes().knowing(EVERYTHING, List.of(), NOTHING_LEFT).status()))
        .isEqualTo(EVERYTHING);
    assertThat(DeclarationReader.recorded(new Passes().knowing(Recorded.NOTHING, List.of(), NOTHING_LEFT).status()))
        .isEqualTo(Recorded.NOTHING);
  }

  /** Older kinds have no field removedByOthers. What others then create there must not become the operator's. */
  @Test
  void whatOthersRemovedIsNotOwnedEvenIfTheApiServerDropsTheField() {
    TrustedServiceAccessStatus status = new Passes().knowing(EVERYTHING, List.of(), NOTHING_LEFT).status();
    JsonNode stored = JSON.valueToTree(status);
    stored.path("ownedResources").forEach(one -> ((ObjectNode) one).remove("removedByOthers"));
    Recorded read = DeclarationReader.recorded(
        JSON.convertValue(stored, TrustedServiceAccessStatus.class));
    assertThat(EVERYTHING.removedByOthers()).isNotEmpty();
    assertThat(read.owned()).isEqualTo(EVERYTHING.owned());
    assertThat(read.removedByOthers()).isEqualTo(EVERYTHING.removedByOthers());
  }

  @Test
  void theRegionsAreListedInOrder() {
    assertThat(new Passes().knowing(EVERYTHING, List.of(), NOTHING_LEFT).status().managedRegions())
        .containsExactly("eu-west-1", "us-east-1");
    assertThat(PlacesToRead.MOST).isEqualTo(Limits.REGIONS).isEqualTo(Limits.ADMINISTRATORS);
  }

  @Test
  void itNamesTheObjectThatItIsWrittenFor() {
    assertThat(new Passes().good().status().uid()).isEqualTo("uid");
    assertThat(new Passes().unreadable("spec is absent", Recorded.NOTHING).status().uid()).isEqualTo("uid");
  }

  @Test
  void theColumnShowsTheFirstRole() {
    TrustedServiceAccessStatus status = new Passes().knowing(Recorded.NOTHING, List.of(ROLE, ROLE), NOTHING_LEFT)
        .status();
    assertThat(status.roles()).isEqualTo("1/4");
    assertThat(status.serviceLinkedRoles()).hasSize(2)
        .contains(new TrustedServiceAccessStatus.RoleCoverage(
            "Role", 4, 1, 2, 1, null, List.of("1", "2"), THEN.toString()));
    assertThat(new Passes().knowing(Recorded.NOTHING, List.of(), NOTHING_LEFT).status().roles()).isNull();
  }

  @Test
  void rolesThatWereNotReadThisTimeStay() {
    TrustedServiceAccessStatus status = new Passes().knowing(Recorded.NOTHING, List.of(ROLE), NOTHING_LEFT)
        .good()
        .status();
    assertThat(status.roles()).isEqualTo("1/4");
    assertThat(status.serviceLinkedRoles()).hasSize(1);
  }

  @Test
  void whatRemainsIsShownUpToTheLimitAndCounted() {
    List<Cleanup.Item> many = IntStream.range(0, 12)
        .mapToObj(i -> new Cleanup.Item(
            new Remaining("policy", "p".repeat(Limits.IDENTIFIER) + i, "111111111111", "eu-west-1"), Effect.LOST, true))
        .toList();
    var cleanup = Objects.requireNonNull(
        new Passes().knowing(Recorded.NOTHING, List.of(), new Cleanup(many, false)).status().cleanup());
    assertThat(cleanup.remainingCount()).isEqualTo(12);
    assertThat(cleanup.remaining()).hasSize(Limits.REMAINING).first().satisfies(thing -> {
      assertThat(thing.id()).hasSize(Limits.IDENTIFIER);
      assertThat(thing.kind()).isEqualTo("policy");
      assertThat(thing.account()).isEqualTo("111111111111");
      assertThat(thing.region()).isEqualTo("eu-west-1");
      assertThat(thing.effect()).isEqualTo("Lost");
    });
  }

  @Test
  void whatRemainedIsRememberedOnlyWhileDeleting() {
    Cleanup one = new Cleanup(
        List.of(new Cleanup.Item(new Remaining("policy", "p", "111111111111", "global"), Effect.BLOCKS, true)), false);
    Passes passes = new Passes().knowing(Recorded.NOTHING, List.of(), one);
    assertThat(passes.deleted().exit(Verdict.no(Reason.PAUSED, "Paused.")).status().cleanup()).isNotNull();
    assertThat(new Passes().knowing(Recorded.NOTHING, List.of(), one).good().status().cleanup()).isNull();
  }

  @Test
  void integrationAndImpactAreNamed() {
    assertThat(new Passes().good().status().integration()).isEqualTo("mail");
    assertThat(new Passes().knowing(Recorded.NOTHING, List.of(), NOTHING_LEFT).status())
        .extracting(TrustedServiceAccessStatus::integration, TrustedServiceAccessStatus::impact)
        .containsExactly(null, "service-outage");
  }

  @Test
  void anUnreadableDeclarationKeepsWhatIsRememberedAndIsStalled() {
    Passes passes = new Passes().good()
        .unreadable("spec.mode is 'Mange'; expected Manage or Observe.", EVERYTHING)
        .has("Ready", "False", Reason.INVALID_SPEC)
        .has("Stalled", "True", Reason.INVALID_SPEC)
        .has("AccessEnabled", "True", Reason.ENABLED);
    assertThat(DeclarationReader.recorded(passes.status())).isEqualTo(EVERYTHING);
    assertThat(passes.status().integration()).isEqualTo("mail");
    new Passes().unreadable("spec is absent", Recorded.NOTHING).has("AccessEnabled", "Unknown", Reason.INVALID_SPEC);
  }
}
