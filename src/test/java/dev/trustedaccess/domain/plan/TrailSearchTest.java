package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ChangeByOthers.Author;
import dev.trustedaccess.domain.declaration.ChangeByOthers.Kind;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of the events that CloudTrail shows is the cause of a change, and when CloudTrail is asked. */
class TrailSearchTest {
  private static final Instant ENABLED = Instant.parse("2026-11-28T02:00:00.700Z");
  private static final Instant OBSERVED = Instant.parse("2026-11-28T02:10:00Z");
  private static final String SSO = "sso.amazonaws.com";
  private static final String ANNA = "arn:aws:sts::111122223333:assumed-role/Admin/anna";
  private static final String BERT = "arn:aws:sts::111122223333:assumed-role/Admin/bert";
  private static final String SECURITY = "444455556666";
  private static final String OTHER = "777788889999";
  private static final Set<String> DISABLES = Set.of("organizations:DisableAWSServiceAccess");
  private static final Set<String> ENABLES = Set.of("organizations:EnableAWSServiceAccess");

  private final TrailSearch disabled = new TrailSearch(
      ChangeByOthers.ofAccess(Kind.DISABLE, ENABLED, OBSERVED), List.of(SSO), DISABLES, ENABLES, "us-east-1",
      Optional.empty());

  private static TrailEvent event(String name, String at, String caller, Map<String, String> parameters) {
    return new TrailEvent(name + at + caller, Instant.parse("2026-11-28T" + at + "Z"), "organizations.amazonaws.com",
        name,
        "us-east-1", caller, false, Optional.empty(), parameters);
  }

  private static TrailEvent disable(String at, String caller) {
    return event("DisableAWSServiceAccess", at, caller, Map.of("servicePrincipal", SSO));
  }

  private static TrailEvent enable(String at, String caller) {
    return event("EnableAWSServiceAccess", at, caller, Map.of("servicePrincipal", SSO));
  }

  private static TrailEvent ours(TrailEvent event) {
    return new TrailEvent(event.id(), event.time(), event.source(), event.name(), event.region(), event.caller(), true,
        event.requestId(), event.parameters());
  }

  private static TrailEvent ofRequest(String requestId, TrailEvent event) {
    return new TrailEvent(event.id(), event.time(), event.source(), event.name(), event.region(), event.caller(), false,
        Optional.of(requestId), event.parameters());
  }

  private static Optional<String> who(TrailSearch search, TrailEvent... events) {
    return search.author(List.of(events)).map(Author::principalArn);
  }

  @Test
  void theCallThatDisabledAccessIsNamedWithItsTimeAndId() {
    assertThat(disabled.author(List.of(disable("02:05:00", ANNA)))).contains(
        new Author(ANNA, Instant.parse("2026-11-28T02:05:00Z"), "DisableAWSServiceAccess02:05:00" + ANNA));
    assertThat(who(disabled)).isEmpty();
  }

  /** As the pod's own identity the operator has no session name of its own. */
  @Test
  void theOperatorsOwnCallIsKnownByItsRequestToo() {
    TrailEvent corrected = ofRequest("request", enable("02:10:03", "arn:aws:sts::111122223333:assumed-role/pod/eks-1"));
    assertThat(who(disabled, disable("02:05:00", ANNA), corrected)).isEmpty();
    TrailSearch knowing = new TrailSearch(disabled.change(), disabled.names(), DISABLES, ENABLES, "us-east-1",
        Optional.of("request"));
    assertThat(who(knowing, disable("02:05:00", ANNA), corrected)).contains(ANNA);
    assertThat(who(knowing, ofRequest("request", disable("02:05:00", ANNA)))).isEmpty();
  }

  @Test
  void onlyCallsThatChangedThisAccessInThisTimeCount() {
    TrailEvent other = event("DisableAWSServiceAccess", "02:05:00", ANNA,
        Map.of("servicePrincipal", "ram.amazonaws.com"));
    TrailEvent elsewhere = new TrailEvent("elsewhere", OBSERVED.minusSeconds(9), "example.amazonaws.com",
        "DisableAWSServiceAccess", "us-east-1", ANNA, false, Optional.empty(), Map.of("servicePrincipal", SSO));
    assertThat(who(disabled, other, elsewhere, disable("01:59:59", ANNA), disable("02:11:00", ANNA))).isEmpty();
    assertThat(who(disabled, other, elsewhere, disable("02:00:00", BERT))).contains(BERT);
  }

  @Test
  void theFirstCallAfterTheLastOneThatUndidItIsTheCause() {
    assertThat(who(disabled, disable("02:03:00", ANNA), disable("02:04:00", BERT))).contains(ANNA);
    assertThat(who(disabled, disable("02:04:00", BERT), disable("02:03:00", ANNA))).contains(ANNA);
    assertThat(who(disabled, disable("02:03:00", ANNA), enable("02:03:30", ANNA), disable("02:04:00", BERT)))
        .contains(BERT);
    assertThat(who(disabled, disable("02:03:00", ANNA), enable("02:03:30", ANNA))).isEmpty();
  }

  @Test
  void nobodyIsNamedIfTheOrderOfTwoCallsIsNotKnown() {
    assertThat(who(disabled, disable("02:03:00", ANNA), disable("02:03:00", BERT))).isEmpty();
    assertThat(who(disabled, disable("02:03:00", ANNA), enable("02:03:00", BERT))).isEmpty();
    assertThat(who(disabled, disable("02:03:00", ANNA), enable("02:03:00", BERT), disable("02:04:00", BERT))).isEmpty();
    assertThat(who(disabled, disable("02:03:00", ANNA), disable("02:03:00", ANNA))).contains(ANNA);
  }

  @Test
  void theOperatorIsNeverNamed() {
    assertThat(who(disabled, ours(disable("02:03:00", ANNA)))).isEmpty();
    assertThat(who(disabled, ours(disable("02:03:00", ANNA)), disable("02:04:00", BERT))).isEmpty();
    assertThat(who(disabled, disable("02:03:00", BERT), ours(enable("02:10:01", ANNA)))).contains(BERT);
    assertThat(who(disabled, disable("02:03:00", BERT), ours(enable("02:10:01", ANNA)), disable("02:10:05", ANNA)))
        .contains(BERT);
  }

  @Test
  void enablingIsTheCallAtDateEnabled() {
    Instant date = Instant.parse("2026-11-28T02:05:00.700Z");
    TrailSearch search = new TrailSearch(
        ChangeByOthers.ofAccess(Kind.ENABLE, date.minus(Timing.TRAIL_TOLERANCE), OBSERVED), List.of(SSO), ENABLES,
        DISABLES, "us-east-1", Optional.empty());
    assertThat(who(search, enable("02:05:00", ANNA), enable("02:09:00", BERT), enable("02:04:00", BERT)))
        .contains(ANNA);
    assertThat(who(search, enable("02:09:00", BERT))).isEmpty();
  }

  @Test
  void anAdministratorIsChangedByTheCallThatNamesItInItsRegion() {
    TrailSearch search = new TrailSearch(
        ChangeByOthers.ofAdministrator(Kind.DISMISS_ADMINISTRATOR, SECURITY, "eu-west-1", ENABLED, OBSERVED),
        List.of("guardduty.amazonaws.com"), Set.of("guardduty:DisableOrganizationAdminAccount"),
        Set.of("guardduty:EnableOrganizationAdminAccount"), "us-east-1", Optional.empty());
    assertThat(search.lookups()).containsExactlyInAnyOrder(
        new TrailLookup("eu-west-1", "DisableOrganizationAdminAccount"),
        new TrailLookup("eu-west-1", "EnableOrganizationAdminAccount"));
    assertThat(who(search, dismissal("eu-west-1", Map.of("adminAccountId", SECURITY)))).contains(ANNA);
    assertThat(who(search, dismissal("eu-west-1", Map.of()))).contains(ANNA);
    assertThat(who(search, dismissal("eu-west-1", Map.of("adminAccountId", OTHER)))).isEmpty();
    assertThat(who(search, dismissal("us-east-1", Map.of("adminAccountId", SECURITY)))).isEmpty();
  }

  /** The catalog does not tell where a service without Regions records its calls. */
  @Test
  void aServicesOwnCallIsLookedUpInTheHomeRegionToo() {
    TrailSearch search = new TrailSearch(
        disabled.change(), List.of("ram.amazonaws.com"), DISABLES, Set.of("ram:EnableSharingWithAwsOrganization"),
        "eu-west-1", Optional.empty());
    assertThat(search.lookups()).containsExactlyInAnyOrder(
        new TrailLookup(OwnedResource.GLOBAL, "DisableAWSServiceAccess"),
        new TrailLookup(OwnedResource.GLOBAL, "EnableSharingWithAwsOrganization"),
        new TrailLookup("eu-west-1", "EnableSharingWithAwsOrganization"));
  }

  private static TrailEvent dismissal(String region, Map<String, String> parameters) {
    return new TrailEvent("dismissal", OBSERVED.minusSeconds(60), "guardduty.amazonaws.com",
        "DisableOrganizationAdminAccount", region, ANNA, false, Optional.empty(), parameters);
  }

  @Test
  void aRegistrationIsChangedByTheCallThatNamesServiceAndAccount() {
    TrailSearch search = new TrailSearch(
        ChangeByOthers.ofAdministrator(
            Kind.APPOINT_ADMINISTRATOR, SECURITY, OwnedResource.GLOBAL, ENABLED, OBSERVED),
        List.of(SSO), Set.of("organizations:RegisterDelegatedAdministrator"),
        Set.of("organizations:DeregisterDelegatedAdministrator"), "eu-west-1", Optional.empty());
    assertThat(search.lookups()).extracting(TrailLookup::region).containsOnly(OwnedResource.GLOBAL);
    assertThat(who(search, registration(SSO, SECURITY))).contains(ANNA);
    assertThat(who(search, registration(SSO, OTHER), registration("ram.amazonaws.com", SECURITY))).isEmpty();
  }

  private static TrailEvent registration(String principal, String account) {
    return event("RegisterDelegatedAdministrator", "02:05:00", ANNA,
        Map.of("servicePrincipal", principal, "accountId", account));
  }

  @Test
  void cloudTrailIsAskedUntilTheChangeIsFoundAndOnceMoreWhenEveryEventIsThere() {
    assertThat(disabled.due()).isEqualTo(OBSERVED);
    assertThat(disabled.answered(List.of(), OBSERVED.plusSeconds(60))).isEqualTo(disabled.change());
    ChangeByOthers found = disabled.answered(List.of(disable("02:04:00", BERT)), OBSERVED.plusSeconds(60));
    assertThat(found.ended()).isFalse();

    TrailSearch again = new TrailSearch(found, List.of(SSO), DISABLES, ENABLES, "us-east-1", Optional.empty());
    assertThat(again.due()).isEqualTo(OBSERVED.plus(Duration.ofMinutes(20)));
    ChangeByOthers corrected = again.answered(
        List.of(disable("02:04:00", BERT), disable("02:03:00", ANNA)), again.due());
    assertThat(corrected.author().map(Author::principalArn)).contains(ANNA);
    assertThat(corrected.ended()).isTrue();
    assertThat(again.answered(List.of(disable("02:04:00", BERT)), again.due())).isEqualTo(found.withSearchEnded());
  }

  @Test
  void withoutAnAnswerNothingIsAwaitedForEver() {
    assertThat(disabled.unanswered(OBSERVED.plus(Duration.ofMinutes(29))).ended()).isFalse();
    assertThat(disabled.unanswered(OBSERVED.plus(Duration.ofMinutes(30))).ended()).isTrue();
  }

  @Test
  void nothingOlderThanTheEventHistoryIsAskedFor() {
    TrailSearch old = new TrailSearch(
        ChangeByOthers.ofAccess(Kind.DISABLE, OBSERVED.minus(Duration.ofDays(900)), OBSERVED), List.of(SSO), DISABLES,
        ENABLES, "us-east-1", Optional.empty());
    assertThat(old.from()).isEqualTo(OBSERVED.minus(Duration.ofDays(90)));
    assertThat(disabled.from()).isEqualTo(Instant.parse("2026-11-28T02:00:00Z"));
  }

  @Test
  void nothingLaterThanTheChangeIsAskedFor() {
    assertThat(disabled.until()).isEqualTo(OBSERVED.plusSeconds(11));
    TrailSearch enabled = new TrailSearch(
        ChangeByOthers.ofAccess(Kind.ENABLE, ENABLED, OBSERVED), List.of(SSO), ENABLES, DISABLES, "us-east-1",
        Optional.empty());
    assertThat(enabled.until()).as("AWS tells when access was enabled")
        .isEqualTo(Instant.parse("2026-11-28T02:00:21Z"));
    TrailSearch forgotten = new TrailSearch(
        ChangeByOthers.ofAccess(Kind.ENABLE, OBSERVED.minus(Duration.ofDays(900)), OBSERVED), List.of(SSO), ENABLES,
        DISABLES, "us-east-1", Optional.empty());
    assertThat(forgotten.until()).as("AWS refuses an end before the start").isEqualTo(forgotten.from());
  }
}
