package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(RefusedWrite.departure(DECLARED, forbidden).text()).contains(
        ": no. Grant the operator update on organizationconnections/status. To accept the log line alone: ");
    assertThat(RefusedWrite.departure(DECLARED, invalid).text()).contains(
        ": spec: too long. Correct the cause. To accept the log line alone: ");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of(), invalid).text()).doesNotContain("Grant");
  }

  @Test
  void whatTheApiServerDropsNeedsTheCrdsOfThisVersion() {
    assertThat(RefusedWrite.departure(DECLARED, RefusedWrite.ServerAnswer.DROPPED).text())
        .contains(
            "the API server drops them, because the CRD is older than the operator. Apply the CRDs of this version. To")
        .doesNotContain("Grant", "Correct");
  }

  @Test
  void noPermissionHelpsAgainstAWebhook() {
    var denied = new RefusedWrite.ServerAnswer(true, "admission webhook \"x.example\" denied the request: no owner");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of(), denied).text()).contains("no owner. Correct the cause. ");
  }

  @Test
  void anAnswerIsOneLineAndOneSentence() {
    var answer = new RefusedWrite.ServerAnswer(false, "denied:\n\tthe label owner\n  is missing.\n");
    assertThat(RefusedWrite.departure(DECLARED, answer).text())
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
    assertThat(RefusedWrite.finalizer(directories, List.of(), answer).text())
        .contains(": " + why + ". Correct the cause. To");
  }

  @Test
  void theFinalizersOfOthersStay() {
    var answer = new RefusedWrite.ServerAnswer(true, "no");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of("a.example/one", "b.example/two"), answer).text())
        .endsWith("kubectl patch tsa mail --type merge -p '{\"metadata\":{\"finalizers\":"
            + "[\"a.example/one\",\"b.example/two\"]}}'");
    assertThat(RefusedWrite.finalizer(DECLARED, List.of("a".repeat(250) + "/keep"), answer).text())
        .endsWith("To remove it by hand: kubectl edit tsa mail")
        .hasSizeLessThan(Messages.MOST);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "request 6f1c2a90b4 at 10:04:31Z: no owner | request 90ab17c2d8 at 10:15:02Z: no owner",
      "request 0f8fad5b-d9cb-469f-a165-70867728950e: no | request deadbeef-cafe-babe-feed-facefeedbeef: no",
      "since 2026-03-01T12:00:00Z, for 9m30s: no | since 2026-03-01T12:10:00.5Z, for 19m31s: no",
      "took 0.9ms (attempt 3): no | took 12ms (attempt 4): no",
      "count=3 | count=4",
  })
  void aMessageStaysWhileOnlyIdsTimesAndNumbersOfTheAnswerDiffer(String before, String now) {
    String first = message(before, "The declaration is ready.");
    assertThat(first).contains(before);
    assertThat(message(now, first)).isEqualTo(first);
    assertThat(message(now + " team", first)).contains(now + " team");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "webhook \"policy-a1.example\" denied | webhook \"policy-b2.example\" denied",
      "webhook a1 denied | webhook a2 denied",
      "policies/v1 denied | policies/v2 denied",
      "image policy:12 denied | image policy:13 denied",
      "needs 1.34.1 | needs 1.34.2",
      "status.departures[0].evidence.remaining[2].id: Too long | status.departures[0].principal: Too long",
  })
  void aNameWithADigitIsNoId(String before, String now) {
    assertThat(message(now, message(before, ""))).contains(now);
  }

  @Test
  void aMessageThatIsShortenedStaysToo() {
    String why = ": " + "everybody must set the label team before they write anything here, ".repeat(5);
    String first = message("webhook denied the request after 9ms" + why, "");
    assertThat(first).contains("…").hasSizeLessThan(Messages.MOST);
    assertThat(message("webhook denied the request after 12ms" + why, first)).isEqualTo(first);
    assertThat(message("webhook denied the request after 12s, said c3" + why, first)).contains("c3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anIdThatIsCutInTwoIsStillAnId(int more) {
    String words = "x".repeat(roomForTheAnswer() - 11 + more);
    String first = message(words + " 6f1c2a90b4 denied it: no owner", "");
    assertThat(first).contains("…");
    assertThat(message(words + " 90ab17c2d8 denied it: no owner", first)).isEqualTo(first);
  }

  @Test
  void aNameThatIsCutInTwoIsStillAName() {
    String words = "x".repeat(roomForTheAnswer() - 10);
    String first = message(words + " policy-a1.example denied it", "");
    assertThat(first).contains("policy-a1…");
    assertThat(message(words + " policy-b2.example denied it", first)).contains("policy-b2…");
  }

  /** How many characters of a long answer a message has. */
  private static int roomForTheAnswer() {
    String shortened = message("y".repeat(Messages.MOST), "");
    return shortened.substring(shortened.indexOf("yy")).indexOf('…');
  }

  /** A command that lists a finalizer that is gone would put it back, which the API server forbids. */
  @Test
  void theCommandIsNeverOutdated() {
    String first = removing("denied request 1", List.of("a.example/v1", "b.example/v2"), "");
    assertThat(first).endsWith("[\"a.example/v1\",\"b.example/v2\"]}}'");
    assertThat(removing("denied request 2", List.of("b.example/v2"), first)).endsWith(":[\"b.example/v2\"]}}'");
    assertThat(removing("denied request 2", List.of("a.example/v1", "b.example/v2"), first)).isEqualTo(first);
  }

  private static String removing(String answer, List<String> others, String before) {
    return RefusedWrite.ofFinalizer(
        FailedPass.unreadable(DECLARED, Recorded.NOTHING, Optional.empty(), true, "problem"), DECLARED, others,
        new RefusedWrite.ServerAnswer(true, answer), Optional.of(before)).ready().message();
  }

  @Test
  void theNextAttemptFollowsInTenMinutesOrLittleMore() {
    assertThat(reported(new RefusedWrite.ServerAnswer(true, "no"), Optional.empty()).next())
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }
}
