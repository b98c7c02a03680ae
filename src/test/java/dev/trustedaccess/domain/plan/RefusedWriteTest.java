package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a deletion says that the API server does not let end. */
class RefusedWriteTest {
  private static final Declared DECLARED = new Declared(
      "mail", Given.UID, 1, Given.NOW, Optional.of(Given.NOW), true);

  private static Decision.Conclude reported(RefusedWrite.ServerAnswer answer, Optional<String> before) {
    Decision.Conclude planned = FailedPass.unreadable(DECLARED, Recorded.NOTHING, Optional.empty(), true, "problem");
    return RefusedWrite.ofDeparture(planned, DECLARED, answer, before);
  }

  private static String message(String answer, String before) {
    return reported(new RefusedWrite.ServerAnswer(false, answer), Optional.of(before)).ready().message();
  }

  @Test
  void onlyAPermissionThatIsMissingIsToBeGranted() {
    var forbidden = new RefusedWrite.ServerAnswer(true, "no");
    var invalid = new RefusedWrite.ServerAnswer(false, "spec: too long");
    assertThat(RefusedWrite.departure(DECLARED, forbidden)).contains(
        ": no. Grant the operator update on organizationconnections/status. To accept the log line alone: ");
    assertThat(RefusedWrite.departure(DECLARED, invalid)).contains(
        ": spec: too long. Correct the cause. To accept the log line alone: ");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of(), invalid)).doesNotContain("Grant");
  }

  @Test
  void noPermissionHelpsAgainstAWebhook() {
    var denied = new RefusedWrite.ServerAnswer(true, "admission webhook \"x.example\" denied the request: no owner");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of(), denied)).contains("no owner. Correct the cause. ");
  }

  @Test
  void anAnswerIsOneLineAndOneSentence() {
    var answer = new RefusedWrite.ServerAnswer(false, "denied:\n\tthe label owner\n  is missing.\n");
    assertThat(RefusedWrite.departure(DECLARED, answer))
        .contains("cannot be written: denied: the label owner is missing. Correct");
  }

  @Test
  void thePolicyAndItsReasonHaveRoom() {
    String why = "ValidatingAdmissionPolicy 'audit-before-removal' with binding 'audit-before-removal' denied request: "
        + "The audit has not seen it yet";
    var answer = new RefusedWrite.ServerAnswer(
        false, "trustedserviceaccesses.trustedaccess.dev \"ds.amazonaws.com\" is forbidden: " + why + ".");
    var directories = new Declared(
        "ds.amazonaws.com", Given.UID, 1, Given.NOW, Optional.of(Given.NOW), true);
    assertThat(RefusedWrite.finalizer(directories, List.of(), answer)).contains(": " + why + ". Correct the cause. To");
  }

  @Test
  void theFinalizersOfOthersStay() {
    var answer = new RefusedWrite.ServerAnswer(true, "no");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of("a.example/one", "b.example/two"), answer))
        .endsWith("kubectl patch tsa mail --type merge -p '{\"metadata\":{\"finalizers\":"
            + "[\"a.example/one\",\"b.example/two\"]}}'");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of("a".repeat(250) + "/keep"), answer))
        .endsWith("To remove it by hand: kubectl edit tsa mail")
        .hasSizeLessThan(Messages.MOST);
  }

  @Test
  void aMessageStaysWhileOnlyIdsAndTimesOfTheAnswerDiffer() {
    String first = message("webhook denied request 6f1c-22 at 10:04:31Z: no owner", "The declaration is ready.");
    assertThat(first).contains("6f1c-22");
    assertThat(message("webhook denied request 90ab-17 at 10:15:02Z: no owner", first)).isEqualTo(first);
    assertThat(message("webhook denied request 90ab-17 at 10:15:02Z: no team", first)).contains("no team");
  }

  @Test
  void theNextAttemptFollowsInTenMinutesOrLittleMore() {
    assertThat(reported(new RefusedWrite.ServerAnswer(true, "no"), Optional.empty()).next())
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }
}
