package dev.trustedaccess.e2e;

import java.util.Map;

import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.states.State;
import dev.trustedaccess.states.State.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;

/** States of what is being deleted. */
class DeletionStatesIT extends StateScenes {
  /** People keep the declaration until their audit has seen it. */
  private static final String AUDIT = """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: audit-before-removal}
      spec:
        matchConstraints:
          resourceRules:
            - {apiGroups: [trustedaccess.dev], apiVersions: [v1alpha1], operations: [UPDATE], resources: [trustedserviceaccesses]}
        matchConditions:
          - {name: declaration, expression: "request.name == '%s' && request.userInfo.username == '%s'"}
        validations:
          - {expression: has(object.metadata.finalizers), message: The audit has not seen it yet.}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: audit-before-removal}
      spec: {policyName: audit-before-removal, validationActions: [Deny]}
      """
      .formatted(DIRECTORIES, SharedCluster.OPERATOR);

  @Test
  void leaving() {
    var unreadable = WithoutIntegration.AGENT;
    var delegated = "guardduty.amazonaws.com";
    var governed = "securityhub.amazonaws.com";
    var paused = "backup.amazonaws.com";
    var observed = "macie.amazonaws.com";
    var held = "ssm.amazonaws.com";
    live.everythingToWaitForIsThere();
    live.organization()
        .enabled(LONG_AGO, unreadable, delegated, governed, paused, observed, held, SIGN_ON, CONFIG, CONFIG_RULES)
        .delegate(delegated, SECURITY)
        .policyType("SECURITYHUB_POLICY");
    live.organization()
        .management()
        .things("eu-west-1")
        .put("shared-directory", "d-4455556666", share -> share.inAccount(SECURITY));
    live.startOperator().connect("0s");
    for (var service : new String[]{unreadable, delegated, governed, paused, held}) {
      declare(service, NOTHING_TO_SET_UP, SWITCH_OFF);
    }
    declare(SIGN_ON, SWITCH_OFF);
    declare(CONFIG, SWITCH_OFF);
    declare(CONFIG_RULES, SWITCH_OFF);
    declare(FMS, ADMINISTRATOR);
    declare(DIRECTORIES);
    live.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s, finalizers: [example.com/audit]}
        spec: {servicePrincipal: %1$s, mode: Observe, initialization: {mode: None}}
        """.formatted(observed));
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
    live.organization().firewallManager().policy(SECURITY, "eu-west-1", "block-bad-bots");
    live.kubectl("annotate", "tsa", paused, "trustedaccess.dev/paused=true");
    live.awaitReady(paused, "Unknown Paused");
    live.awaitAnotherSnapshot();
    keepForAudit();

    recorder.seeWhile(DISABLE, State.DISABLING, DIRECTORIES);
    live.delete(unreadable, delegated, governed, paused, observed, SIGN_ON, CONFIG, FMS, DIRECTORIES);
    live.awaitReady(FMS, "False CleanupPending");
    live.awaitReady(CONFIG, "False CleanupPending");
    live.awaitReady(observed, "False Retained");
    recorder.saw(State.DISABLING);
    recorder.see(Map.of(
        State.CLEANUP_PENDING, FMS,
        State.CLEANUP_BLOCKED, CONFIG,
        State.DELEGATED_ADMINISTRATORS_REGISTERED, delegated,
        State.POLICY_TYPE_ENABLED, governed,
        State.CLEANUP_NOT_VERIFIABLE, unreadable,
        State.IMPACT_NOT_CONFIRMED, SIGN_ON,
        State.DELETION_PAUSED, paused,
        State.RETAINED, observed,
        State.WRITE_REFUSED, DIRECTORIES));

    recorder.seeWhile(DISABLE, State.DISABLING_CONFIRMED, SIGN_ON);
    live.confirmCleanedUp(live.get(SIGN_ON));
    recorder.saw(State.DISABLING_CONFIRMED);
    patchConnection("{\"memberRoles\":{\"service\":null}}");
    live.confirmCleanedUp(live.get(FMS));
    live.awaitReady(FMS, "False NoIdentity");
    recorder.see(State.NO_IDENTITY, FMS);
    patchConnection("{\"deletionHold\":\"1h\"}");
    live.delete(held);
    live.awaitReady(held, "False DeletionHeld");
    recorder.see(State.DELETION_HELD, held);
    recorder.sawAllOf(Group.DELETIONS);
  }

  /** The next class may get the same API server. */
  @AfterEach
  void endAudit() {
    live.ask(AUDIT, "delete", "--ignore-not-found", "-f", "-").orFail();
  }

  private void keepForAudit() {
    live.apply(AUDIT);
    Live.await("the policy's effect")
        .until(() -> live.ask("", "patch", "tsa", DIRECTORIES, "--as=" + SharedCluster.OPERATOR, "--dry-run=server",
            "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}").stderr().contains("audit has not seen it"));
  }
}
