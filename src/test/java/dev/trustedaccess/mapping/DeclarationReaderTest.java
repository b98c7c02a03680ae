package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading what people and earlier passes wrote. */
class DeclarationReaderTest {
  private static final String THEN = "2026-02-01T00:00:00Z";

  private static TrustedServiceAccess object(String name, @Nullable TrustedServiceAccessSpec spec) {
    TrustedServiceAccess object = new TrustedServiceAccess();
    object.getMetadata().setName(name);
    object.getMetadata().setUid("uid");
    object.setSpec(spec);
    return object;
  }

  private static TrustedServiceAccess yaml(String spec) {
    return Serialization.unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: mail.amazonaws.com, uid: uid}
        spec: {servicePrincipal: mail.amazonaws.com%s}
        """.formatted(spec.isEmpty() ? "" : ", " + spec), TrustedServiceAccess.class);
  }

  private static Desired read(String spec) {
    return DeclarationReader.desired(yaml(spec)).toOptional().orElseThrow();
  }

  private static String problem(TrustedServiceAccess object) {
    return switch (DeclarationReader.desired(object)) {
      case Reading.Read<Desired>(Desired desired) -> "read: " + desired;
      case Reading.Unreadable<Desired>(String problem) -> problem;
    };
  }

  @Test
  void everyDefaultIsApplied() {
    assertThat(read("")).isEqualTo(new Desired(
        "mail.amazonaws.com", "default", Mode.MANAGE, false, Desired.InitializationMode.AUTOMATIC, List.of(),
        Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE));
    assertThat(read("organizationRef: {}, initialization: {}, serviceLinkedRoles: {}, mode: '', deletionPolicy: ''"))
        .isEqualTo(read(""));
    assertThat(read("organizationRef: {name: ' '}").organization()).isEqualTo("default");
  }

  @Test
  void everythingSaidIsRead() {
    TrustedServiceAccess object = yaml("""
        organizationRef: {name: test}, mode: Observe, acceptUnknownService: true, deletionPolicy: Disable,
        initialization: {mode: Confirmed}, delegatedAdministrators: ['111122223333', '444455556666', '111122223333'],
        serviceLinkedRoles: {expectation: EveryAccount}""");
    object.getMetadata().setName("mail.amazonaws.com.test");
    object.getMetadata().setAnnotations(Map.of(Kinds.PAUSED_ANNOTATION, "true"));
    assertThat(DeclarationReader.desired(object).toOptional()).contains(new Desired(
        "mail.amazonaws.com", "test", Mode.OBSERVE, true, Desired.InitializationMode.CONFIRMED,
        List.of("111122223333", "444455556666"), Desired.RoleExpectation.EVERY_ACCOUNT, Desired.DeletionPolicy.DISABLE,
        Desired.Pause.REQUESTED));
  }

  private static Reading<Desired> annotated(String key, String value) {
    TrustedServiceAccess object = yaml("");
    object.getMetadata().setAnnotations(Map.of(key, value));
    return DeclarationReader.desired(object);
  }

  /** Whoever sets the annotation means to pause, however they write it. */
  @ParameterizedTest
  @CsvSource({"true, REQUESTED", "false, NONE", "yes, UNCLEAR", "True, UNCLEAR", "'', UNCLEAR", "no, UNCLEAR"})
  void anyValueButFalsePauses(String value, Desired.Pause pause) {
    assertThat(annotated(Kinds.PAUSED_ANNOTATION, value).toOptional().map(Desired::pause)).contains(pause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustedaccess.dev/pause", "trustedaccess.dev/Paused", "trustedaccess.dev/protect"})
  void aMisspelledAnnotationOfOursIsNotIgnored(String key) {
    assertThat(annotated(key, "true")).isEqualTo(new Reading.Unreadable<>("The annotation " + key + " is unknown."
        + " Correct or remove it. Known for TrustedServiceAccess: trustedaccess.dev/paused, trustedaccess.dev/protected,"
        + " trustedaccess.dev/reconcile-requested-at."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Kinds.PROTECTED_ANNOTATION, Kinds.RECONCILE_ANNOTATION, "example.com/paused", "trustedaccess.dev"})
  void knownAnnotationsAndThoseOfOthersDoNotPause(String key) {
    assertThat(annotated(key, "yes").toOptional().map(Desired::paused)).contains(false);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          mode: Mange                                            | spec.mode is 'Mange'; expected Manage or Observe.
          deletionPolicy: retain                                 | spec.deletionPolicy is 'retain'; expected Restore or Disable or Retain.
          initialization: {mode: Auto}                           | spec.initialization.mode is 'Auto'; expected Automatic or Confirmed or None.
          delegatedAdministrators: ['12']         | spec.delegatedAdministrators is '12'; expected an account ID of twelve digits.
          delegatedAdministrators: [11112222333x] | spec.delegatedAdministrators is '11112222333x'; expected an account ID of twelve digits.
          serviceLinkedRoles: {expectation: Some}                | spec.serviceLinkedRoles.expectation is 'Some'; expected AsNeeded or EveryAccount.
          organizationRef: {name: test}                          | metadata.name is 'mail.amazonaws.com'; expected mail.amazonaws.com.test, to match spec.
          """)
  void whatCannotBeReadIsNamedWithItsFieldAndRemedy(String spec, String problem) {
    assertThat(problem(yaml(spec))).isEqualTo(problem);
  }

  @Test
  void anAbsentOrEmptySpecIsNamed() {
    assertThat(problem(object("mail.amazonaws.com", null)))
        .isEqualTo("spec is absent; expected at least servicePrincipal.");
    assertThat(
        problem(
            object("mail.amazonaws.com", new TrustedServiceAccessSpec(" ", null, null, null, null, null, null, null))))
        .isEqualTo("spec.servicePrincipal is absent; expected a service principal.");
    assertThat(problem(yaml("mode: " + "M".repeat(99)))).contains("'" + "M".repeat(60) + "…'");
  }

  @Test
  void organizationPrincipalAndRetainAreReadEvenIfTheRestCannotBe() {
    TrustedServiceAccess broken = yaml("mode: Mange, deletionPolicy: Retain, organizationRef: {name: test}");
    assertThat(DeclarationReader.organizationOf(broken)).isEqualTo("test");
    assertThat(DeclarationReader.principalOf(broken)).isEqualTo("mail.amazonaws.com");
    assertThat(DeclarationReader.retained(broken)).isTrue();
    assertThat(DeclarationReader.retained(yaml("deletionPolicy: Restore"))).isFalse();
    TrustedServiceAccess empty = object("x", null);
    assertThat(DeclarationReader.retained(empty)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"mail.amazonaws.com, mail.amazonaws.com, default",
      "mail.amazonaws.com.cn, mail.amazonaws.com.cn, default",
      "mail.amazonaws.com.test, mail.amazonaws.com, test", "mail.amazonaws.com.cn.test, mail.amazonaws.com.cn, test",
      "x, x, default"})
  void whatASpecDoesNotSayIsReadFromTheNameThatTheSchemaHolds(String name, String principal, String organization) {
    for (TrustedServiceAccessSpec spec : Arrays.asList(null,
        new TrustedServiceAccessSpec(" ", null, null, null, null, null, null, null))) {
      TrustedServiceAccess empty = object(name, spec);
      assertThat(DeclarationReader.principalOf(empty)).isEqualTo(principal);
      assertThat(DeclarationReader.organizationOf(empty)).isEqualTo(organization);
    }
  }

  @Test
  void theObjectItselfIsRead() {
    TrustedServiceAccess object = yaml("");
    object.getMetadata().setGeneration(4L);
    object.getMetadata().setCreationTimestamp(THEN);
    assertThat(DeclarationReader.declared(object))
        .isEqualTo(new dev.trustedaccess.domain.declaration.Declared(
            "mail.amazonaws.com", "uid", 4, Instant.parse(THEN), Optional.empty(), false));
    object.getMetadata().setDeletionTimestamp("2026-02-02T00:00:00Z");
    object.getMetadata().setFinalizers(List.of("other", Kinds.ACCESS_FINALIZER));
    assertThat(DeclarationReader.declared(object)).satisfies(declared -> {
      assertThat(declared.deleted()).contains(Instant.parse("2026-02-02T00:00:00Z"));
      assertThat(declared.hasFinalizer()).isTrue();
    });
  }

  @Test
  void timesThatAreNoneEndNoHold() {
    TrustedServiceAccess object = yaml("");
    object.getMetadata().setDeletionTimestamp("soon");
    assertThat(DeclarationReader.declared(object)).satisfies(declared -> {
      assertThat(declared.created()).isEqualTo(Instant.EPOCH);
      assertThat(declared.deleted().orElseThrow()).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
      assertThat(declared.generation()).isZero();
    });
  }

  private static Recorded remembered(String status) {
    return DeclarationReader.recorded(Serialization.unmarshal("---\n" + status, TrustedServiceAccessStatus.class));
  }

  @Test
  void whatIsRememberedIsRead() {
    assertThat(DeclarationReader.recorded(null)).isEqualTo(Recorded.NOTHING);
    assertThat(remembered("{}")).isEqualTo(Recorded.NOTHING);
    assertThat(remembered(
        """
            organizationId: o-example1234
            enabledBy: Operator
            enabledTime: 2026-02-01T00:00:00Z
            reenabledTime: 2026-02-01T00:00:00Z
            ownedResources:
            - {kind: administrator, id: '111122223333', accountId: '111122223333', region: us-east-1}
            - {kind: administrator, id: '111122223333', accountId: '111122223333', region: eu-west-1, removedByOthers: true}
            - {kind: delegated-administrator, id: '111122223333'}
            lastChange: {time: '2026-02-01T00:00:00Z', action: Enable, subject: it, requestId: id, refused: AccessDenied, cause: PERMISSIONS_BOUNDARY, detail: what and where, attempt: 2,
              firstTime: '2026-01-31T23:55:00Z', seen: true, circumstances: 5 uid/3 none}
            corrections: ['2026-02-01T00:00:00Z']
            managedRegions: [us-east-1, eu-west-1, us-east-1]
            administratorAccounts: ["444455556666"]
            deletionSeenTime: 2026-02-01T00:00:00Z
            """))
        .isEqualTo(new Recorded(
            Optional.of("o-example1234"), Optional.of(EnabledBy.OPERATOR), Optional.of(Instant.parse(THEN)),
            Optional.of(Instant.parse(THEN)), List.of(
                OwnedResource.administrator("111122223333", "us-east-1"), OwnedResource.registration("111122223333")),
            List.of(OwnedResource.administrator("111122223333", "eu-west-1")),
            Optional.of(new Change(
                Instant.parse(THEN), Change.Kind.ENABLE, Optional.of("it"), Optional.of("id"),
                Optional.of(new Change.Refused(Reason.ACCESS_DENIED, Cause.PERMISSIONS_BOUNDARY, "what and where")),
                2, Instant.parse(THEN).minusSeconds(300), true, Optional.of("5 uid/3 none"))),
            List.of(Instant.parse(THEN)),
            Cleanup.NOTHING, new PlacesToRead(Set.of("us-east-1", "eu-west-1"), Set.of("444455556666")),
            Optional.of(Instant.parse(THEN)), Optional.empty()));
  }

  @Test
  void howLongAPersonOrTheServiceHasBeenAwaitedIsRead() {
    String ready = "{type: Ready, status: \"False\", reason: Enabling, lastTransitionTime: \"2026-01-01T00:00:00Z\"}";
    String since = "{type: %s, status: \"True\", reason: Enabling, lastTransitionTime: \"" + THEN + "\"}";
    assertThat(reportedReady(ready)).contains(
        new ReportedReady(Reason.ENABLING, false, Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(reportedReady(ready, since.formatted("Reconciling"))).contains(
        new ReportedReady(Reason.ENABLING, false, Instant.parse(THEN)));
    assertThat(reportedReady(ready, since.formatted("Stalled"))).contains(
        new ReportedReady(Reason.ENABLING, true, Instant.parse(THEN)));
    assertThat(reportedReady(since.formatted("Stalled"))).isEmpty();
    assertThat(reportedReady("{type: Ready, reason: FromTheFuture, lastTransitionTime: \"" + THEN + "\"}")).isEmpty();
    assertThat(reportedReady("{type: Ready, reason: Enabling}")).isEmpty();
  }

  private static Optional<ReportedReady> reportedReady(String... conditions) {
    TrustedServiceAccess object = yaml("");
    object.setStatus(Serialization.unmarshal(
        "uid: uid\nconditions: [" + String.join(", ", conditions) + "]", TrustedServiceAccessStatus.class));
    return DeclarationReader.reportedReady(object);
  }

  @Test
  void onlyAnObjectsOwnStatusCounts() {
    TrustedServiceAccess object = yaml("");
    object.getMetadata().setUid("this");
    assertThat(object.ownStatus()).isNull();
    for (String uid : List.of("uid: other", "uid: THIS", "uid: ''", "enabledBy: Operator", "uid: null")) {
      object.setStatus(Serialization.unmarshal("---\n" + uid, TrustedServiceAccessStatus.class));
      assertThat(object.ownStatus()).as(uid).isNull();
    }
    object.setStatus(Serialization.unmarshal("---\nuid: this", TrustedServiceAccessStatus.class));
    assertThat(object.ownStatus()).isSameAs(object.getStatus()).isNotNull();
    object.getMetadata().setUid(null);
    assertThat(object.ownStatus()).isNull();
  }

  @Test
  void aNamedThingThatCannotBeReadLeavesSomethingUnproven() {
    String spoilt = "remaining: [{kind: policy, id: p, effect: lost}]";
    assertThat(List.of(
        "cleanup: {" + spoilt + "}",
        "cleanup: {remainingCount: 0, " + spoilt + "}",
        "cleanup: {remainingCount: 1, placesLeftOut: false, " + spoilt + "}",
        "cleanup: {remainingCount: 1}",
        "cleanup: {remainingCount: 1, placesLeftOut: true, " + spoilt.replace("lost", "Lost") + "}"))
        .allSatisfy(status -> assertThat(remembered(status).reportedRemaining().incomplete()).isTrue());
    assertThat(remembered("cleanup: {remainingCount: 1, remaining: [{kind: policy, id: p, effect: Lost}]}")
        .reportedRemaining())
        .satisfies(named -> assertThat(named.items()).hasSize(1))
        .satisfies(named -> assertThat(named.incomplete()).isFalse());
    assertThat(remembered("cleanup: {remainingCount: 40, placesLeftOut: false, " + spoilt.replace("lost", "Lost") + "}")
        .reportedRemaining()
        .incomplete()).as("every place is among those that were kept").isFalse();
  }

  @Test
  void aRequestIsKeptWordForWordOrByItsHash() {
    TrustedServiceAccess object = yaml("");
    assertThat(ReconcileRequests.of(object)).isEmpty();
    object.getMetadata().setAnnotations(Map.of(Kinds.RECONCILE_ANNOTATION, "now"));
    assertThat(ReconcileRequests.of(object)).contains("now");
    object.getMetadata().setAnnotations(Map.of(Kinds.RECONCILE_ANNOTATION, "x".repeat(5_000)));
    assertThat(ReconcileRequests.of(object).orElseThrow()).startsWith("xxx").hasSizeLessThan(Limits.WORD);
  }

  @Test
  void whatOthersSpoiltIsForgottenOnTheSafeSide() {
    assertThat(remembered("{enabledBy: Me, enabledTime: '2026-02-01T00:00:00Z'}").enabledBy())
        .contains(EnabledBy.OTHER);
    assertThat(remembered("{enabledBy: Me}").enabledBy()).isEmpty();
    assertThat(remembered("{enabledBy: Operator, enabledTime: yesterday}").enabledTime()).isEmpty();
    assertThat(remembered("{ownedResources: [{kind: administrator}, {id: x}, {}]}").owned()).isEmpty();
    assertThat(remembered("{lastChange: {time: never, action: Enable}}").lastChange()).isEmpty();
    assertThat(remembered("{lastChange: {time: '2026-02-01T00:00:00Z', action: Explode}}").lastChange()).isEmpty();
    assertThat(remembered("{lastChange: {time: '2026-02-01T00:00:00Z', action: Enable, refused: Why, attempt: -3}}")
        .lastChange()).hasValueSatisfying(change -> {
          assertThat(change.attempt()).isEqualTo(1);
          assertThat(change.refused()).isEmpty();
        });
    assertThat(remembered("{lastChange: {time: '2026-02-01T00:00:00Z', action: Enable}}").lastChange()
        .map(Change::attempt)).contains(1);
    assertThat(
        remembered("{lastChange: {time: '2026-02-01T00:00:00Z', action: Enable, firstTime: '2027-01-01T00:00:00Z'}}")
            .lastChange()
            .map(Change::since))
        .contains(Instant.parse(THEN));
    assertThat(remembered("{corrections: [never, '2026-02-01T00:00:00Z']}").corrections()).hasSize(1);
  }

  @Test
  void timesFarBeyondAnyCalendarAreNone() {
    assertThat(remembered("{enabledTime: '+1000000000-12-31T23:59:59Z'}").enabledTime()).isEmpty();
    assertThat(remembered("{enabledTime: '-1000000000-01-01T00:00:00Z'}").enabledTime()).isEmpty();
  }

  private static ServiceConfirmation confirmation(@Nullable ServiceConfirmationSpec spec) {
    ServiceConfirmation object = new ServiceConfirmation();
    object.setSpec(spec);
    return object;
  }

  @Test
  void aConfirmationIsReadWordByWord() {
    ServiceConfirmationSpec both = new ServiceConfirmationSpec(
        new ServiceConfirmationSpec.Initialized("uid", THEN), new ServiceConfirmationSpec.CleanedUp("uid", THEN));
    Confirmation.ConfirmedMoment word = new Confirmation.ConfirmedMoment("uid", Instant.parse(THEN));
    assertThat(DeclarationReader.confirmation(confirmation(both)))
        .isEqualTo(new Confirmation(Optional.of(word), Optional.of(word)));
    assertThat(DeclarationReader.confirmation(confirmation(new ServiceConfirmationSpec(null, null))))
        .isEqualTo(Confirmation.NONE);
  }

  @Test
  void aConfirmationThatIsAbsentGoingOrSpoiltIsNone() {
    ServiceConfirmationSpec spec = new ServiceConfirmationSpec(
        null, new ServiceConfirmationSpec.CleanedUp("uid", THEN));
    ServiceConfirmation going = confirmation(spec);
    going.getMetadata().setDeletionTimestamp(THEN);
    assertThat(Arrays.asList(null, going, confirmation(null),
        confirmation(new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp(null, THEN))),
        confirmation(new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp("uid", "soon")))))
        .allSatisfy(object -> assertThat(DeclarationReader.confirmation(object)).isEqualTo(Confirmation.NONE));
  }
}
