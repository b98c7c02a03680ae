package dev.trustedaccess.e2e;

import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every rule of the admission policies, refused and allowed. Plain RBAC lets all these people do everything; a user named
 * after a verb has that verb on fms.amazonaws.com, "both" has enable and disable, "nobody" has none.
 */
class AdmissionIT {
  private static final String ALLOWED = "allowed";
  private static final String DS = "ds.amazonaws.com";
  /** What {@code -f -} reads. */
  private static final String CONFIRMATION = """
      apiVersion: trustedaccess.dev/v1alpha1
      kind: ServiceConfirmation
      metadata: {name: fms.amazonaws.com}
      spec:
        initialized: {accessUid: 00000000-0000-4000-8000-000000000000, enabledTime: "2026-01-31T08:00:00Z"}
      """;

  @SuppressWarnings("NullAway.Init")
  private static GuardedCluster cluster;

  @BeforeAll
  static void start() {
    cluster = GuardedCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void clear() {
    cluster.clear();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          enable  | create -f examples/10-firewall-manager.yaml              | allowed
          enable  | apply --server-side -f examples/10-firewall-manager.yaml | allowed
          enable  | create -f examples/30-directory-service.yaml             | enable may not create ds.amazonaws.com, because
          enable  | apply --server-side -f examples/30-directory-service.yaml | enable may not create ds.amazonaws.com, because
          disable | create -f examples/10-firewall-manager.yaml              | disable may not create fms.amazonaws.com, because
          release | create -f examples/10-firewall-manager.yaml              | release may not create fms.amazonaws.com, because
          nobody  | create -f examples/10-firewall-manager.yaml              | resourceNames: [fms.amazonaws.com], verbs: [enable]
          enable  | create -f src/e2e/resources/admission/disable.yaml      | would then disable more than what the operator enabled
          disable | create -f src/e2e/resources/admission/disable.yaml      | disable may not create fms.amazonaws.com, because
          both    | create -f src/e2e/resources/admission/disable.yaml      | allowed
          """)
  void creatingNeedsEnable(String user, String command, String answer) {
    answers(user, command, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          Restore | enable  | {"spec":{"mode":"Observe"}}            | allowed
          Restore | disable | {"spec":{"mode":"Observe"}}            | disable may not change the spec of fms.amazonaws.com, because it decides
          Restore | release | {"spec":{"mode":"Observe"}}            | release may not change the spec of fms.amazonaws.com, because it decides
          Restore | nobody  | {"spec":{"mode":"Observe"}}            | resourceNames: [fms.amazonaws.com], verbs: [enable]
          Restore | nobody  | {"spec":{"mode":"Manage"}}             | allowed
          Restore | enable  | {"spec":{"deletionPolicy":"Retain"}}   | allowed
          Disable | enable  | {"spec":{"deletionPolicy":"Retain"}}   | allowed
          Disable | enable  | {"spec":{"deletionPolicy":"Restore"}}  | allowed
          Restore | enable  | {"spec":{"deletionPolicy":"Disable"}}  | may not give fms.amazonaws.com mode: Manage with deletionPolicy: Disable, because
          Retain  | enable  | {"spec":{"deletionPolicy":"Restore"}}  | disable more than nothing
          Retain  | enable  | {"spec":{"deletionPolicy":"Disable"}}  | disable more than nothing
          Retain  | enable  | {"spec":{"deletionPolicy":null}}       | disable more than nothing
          Retain  | enable  | {"spec":{"deletionPolicy":"Disable"}}  | resourceNames: [fms.amazonaws.com], verbs: [disable]
          Retain  | disable | {"spec":{"deletionPolicy":"Disable"}}  | disable may not change the spec of fms.amazonaws.com, because
          Retain  | both    | {"spec":{"deletionPolicy":"Restore"}}  | allowed
          Restore | both    | {"spec":{"deletionPolicy":"Disable"}}  | allowed
          """)
  void aChangeOfSpecNeedsEnableAndOneThatClosesMoreDisableToo(String policy, String user, String patch, String answer) {
    declared(policy);

    answers(user, "patch tsa fms.amazonaws.com --type=merge -p " + patch, answer);
  }

  /** A deletion of what only observes closes nothing, whatever its deletionPolicy. */
  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          Restore | enable  | {"spec":{"mode":"Manage"}}                              | enable may not give fms.amazonaws.com mode: Manage with deletionPolicy: Restore, because
          Disable | enable  | {"spec":{"mode":"Manage"}}                              | disable more than nothing
          Restore | enable  | {"spec":{"mode":null}}                                  | resourceNames: [fms.amazonaws.com], verbs: [disable]
          Restore | disable | {"spec":{"mode":"Manage"}}                              | disable may not change the spec of fms.amazonaws.com, because it decides
          Restore | both    | {"spec":{"mode":"Manage"}}                              | allowed
          Retain  | enable  | {"spec":{"mode":"Manage"}}                              | allowed
          Restore | enable  | {"spec":{"mode":"Manage","deletionPolicy":"Retain"}}    | allowed
          Retain  | enable  | {"spec":{"mode":"Manage","deletionPolicy":"Disable"}}   | disable more than nothing
          Restore | enable  | {"spec":{"deletionPolicy":"Disable"}}                   | allowed
          """)
  void fromObserveToManageADeletionDisablesMore(String policy, String user, String patch, String answer) {
    declared(policy);
    as(RealApiServer.ADMIN, "patch tsa fms.amazonaws.com --type=merge -p {\"spec\":{\"mode\":\"Observe\"}}");

    answers(user, "patch tsa fms.amazonaws.com --type=merge -p " + patch, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          true | nobody  | trustedaccess.dev/paused-                   | nobody may not remove the annotation trustedaccess.dev/paused from fms.amazonaws.com, because
          yes  | nobody  | trustedaccess.dev/paused-                   | nobody may not remove the annotation trustedaccess.dev/paused from fms.amazonaws.com, because
          true | enable  | trustedaccess.dev/paused=false --overwrite  | resourceNames: [fms.amazonaws.com], verbs: [disable]
          true | nobody  | trustedaccess.dev/paused=yes --overwrite    | allowed
          true | disable | trustedaccess.dev/paused-                   | allowed
          true | nobody  | example.com/note=asked                      | allowed
          """)
  void aPausedDeletionGoesOnByDisableAlone(String pause, String user, String change, String answer) {
    declared("Restore");
    as(RealApiServer.ADMIN, "annotate tsa fms.amazonaws.com trustedaccess.dev/paused=" + pause);
    answers("nobody", "annotate tsa fms.amazonaws.com trustedaccess.dev/paused=true --overwrite", ALLOWED);
    as(RealApiServer.ADMIN, "delete tsa fms.amazonaws.com --wait=false");

    answers(user, "annotate tsa fms.amazonaws.com " + change, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          disable | delete tsa fms.amazonaws.com --wait=false | allowed
          disable | delete tsa ds.amazonaws.com --wait=false  | disable may not delete ds.amazonaws.com, because
          enable  | delete tsa fms.amazonaws.com --wait=false | enable may not delete fms.amazonaws.com, because
          release | delete tsa fms.amazonaws.com --wait=false | release may not delete fms.amazonaws.com, because
          nobody  | delete tsa fms.amazonaws.com --wait=false | resourceNames: [fms.amazonaws.com], verbs: [disable]
          enable  | delete --raw /apis/trustedaccess.dev/v1alpha1/trustedserviceaccesses | enable may not delete
          disable | delete --raw /apis/trustedaccess.dev/v1alpha1/trustedserviceaccesses | disable may not delete ds.amazonaws.com, because
          disable | delete --raw /apis/trustedaccess.dev/v1alpha1/trustedserviceaccesses?fieldSelector=metadata.name=fms.amazonaws.com | allowed
          """)
  void deletingNeedsDisableAloneAndInACollection(String user, String command, String answer) {
    declared("Restore");

    answers(user, command, answer);

    assertThat(cluster.server().kubectl("get", "tsa", DS, "-o", "jsonpath={.metadata.deletionTimestamp}").orFail())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          disable | {"spec":{"deletionPolicy":"Retain"}}  | allowed
          disable | {"spec":{"deletionPolicy":"Disable"}} | allowed
          enable  | {"spec":{"deletionPolicy":"Retain"}}  | enable may not change the spec of fms.amazonaws.com, because it is being deleted
          enable  | {"spec":{"deletionPolicy":"Disable"}} | because it is being deleted
          release | {"spec":{"deletionPolicy":"Disable"}} | release may not change the spec of fms.amazonaws.com, because it is being deleted
          nobody  | {"spec":{"mode":"Observe"}}           | resourceNames: [fms.amazonaws.com], verbs: [disable]
          nobody  | {"metadata":{"annotations":{"trustedaccess.dev/paused":"true"}}} | allowed
          disable | {"metadata":{"finalizers":null}}      | allowed
          release | {"metadata":{"finalizers":null}}      | allowed
          enable  | {"metadata":{"finalizers":null}}      | enable may not remove the finalizer trustedaccess.dev/access from fms.amazonaws.com, because
          nobody  | {"metadata":{"finalizers":[]}}        | Check: kubectl describe tsa fms.amazonaws.com
          """)
  void whileBeingDeletedItIsDisablesTurn(String user, String patch, String answer) {
    declared("Restore");
    cluster.server().kubectl("delete", "tsa", GuardedCluster.FMS, "--wait=false").orFail();

    answers(user, "patch tsa fms.amazonaws.com --type=merge -p " + patch, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          annotate tsa fms.amazonaws.com trustedaccess.dev/reconcile-requested-at=now | allowed
          label tsa fms.amazonaws.com team=security                                   | allowed
          annotate tsa ds.amazonaws.com trustedaccess.dev/paused-                     | allowed
          patch tsa fms.amazonaws.com --type=merge -p {"metadata":{"finalizers":["trustedaccess.dev/access","example.com/other"]}} | allowed
          patch tsa ds.amazonaws.com --type=merge -p {"metadata":{"finalizers":["trustedaccess.dev/access"]}} | allowed
          patch tsa fms.amazonaws.com --type=merge -p {"metadata":{"finalizers":null}} | nobody may not remove the finalizer
          replace -f examples/10-firewall-manager.yaml                                | kubectl apply does, replace does not
          """)
  void otherMetadataNeedsNothing(String command, String answer) {
    declared("Restore");

    answers("nobody", command, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          true  | disable | tsa fms.amazonaws.com | kubectl annotate tsa fms.amazonaws.com trustedaccess.dev/protected-
          yes   | disable | tsa fms.amazonaws.com | fms.amazonaws.com was not deleted, because its annotation trustedaccess.dev/protected
          true  | admin   | tsa fms.amazonaws.com | fms.amazonaws.com was not deleted, because its annotation trustedaccess.dev/protected
          false | disable | tsa fms.amazonaws.com | allowed
          true  | admin   | orgconn default       | kubectl annotate orgconn default trustedaccess.dev/protected-
          true  | nobody  | orgconn default       | default was not deleted, because its annotation trustedaccess.dev/protected
          false | nobody  | orgconn default       | allowed
          """)
  void theProtectedAreNotDeleted(String value, String user, String object, String answer) {
    declared("Restore");
    connected();
    as(RealApiServer.ADMIN, "annotate " + object + " trustedaccess.dev/protected=" + value);

    answers(user, "delete " + object + " --wait=false", answer);
    if (!answer.equals(ALLOWED)) {
      as(user, "annotate " + object + " trustedaccess.dev/protected-");
      answers(user, "delete " + object + " --wait=false", ALLOWED);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          nobody    | {"spec":{"deletionHold":"1h"}}    | allowed
          connector | {"spec":{"deletionHold":"1h"}}    | allowed
          connector | {"metadata":{"finalizers":null}}  | allowed
          disable   | {"metadata":{"finalizers":null}}  | disable may not remove the finalizer trustedaccess.dev/in-use from default, because
          nobody    | {"metadata":{"finalizers":null}}  | resources: [organizationconnections], resourceNames: [default], verbs: [disable]
          """)
  void aConnectionInUseIsHeld(String user, String patch, String answer) {
    connected();

    answers(user, "patch orgconn default --type=merge -p " + patch, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          confirm | create -f -                                          | allowed
          confirm | apply --server-side -f -                             | allowed
          confirm | create -f examples/confirmation/initialized.yaml     | confirm may not confirm for config.amazonaws.com, because
          enable  | create -f -                                          | enable may not confirm for fms.amazonaws.com, because
          disable | create -f -                                          | disable may not confirm for fms.amazonaws.com, because
          nobody  | create -f -                                          | resourceNames: [fms.amazonaws.com], verbs: [confirm]
          """)
  void confirmingNeedsConfirm(String user, String command, String answer) {
    answers(user, command, answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          confirm | patch svcconf fms.amazonaws.com --type=merge -p {"spec":{"initialized":{"enabledTime":"2026-02-01T08:00:00Z"}}} | allowed
          nobody  | patch svcconf fms.amazonaws.com --type=merge -p {"spec":{"initialized":{"enabledTime":"2026-02-01T08:00:00Z"}}} | nobody may not confirm for
          nobody  | label svcconf fms.amazonaws.com team=security | allowed
          nobody  | delete svcconf fms.amazonaws.com              | allowed
          """)
  void soDoesAnotherConfirmation(String user, String command, String answer) {
    as(RealApiServer.ADMIN, "create -f -");

    answers(user, command, answer);
  }

  /** Two declarations that nobody reconciles: Firewall Manager with this policy and our finalizer, and another. */
  private static void declared(String deletionPolicy) {
    as(RealApiServer.ADMIN, "create -f examples/10-firewall-manager.yaml -f examples/30-directory-service.yaml");
    as(RealApiServer.ADMIN, "annotate tsa ds.amazonaws.com trustedaccess.dev/paused=true");
    as(RealApiServer.ADMIN, "patch tsa fms.amazonaws.com --type=merge -p {\"metadata\":{\"finalizers\":"
        + "[\"trustedaccess.dev/access\"]},\"spec\":{\"deletionPolicy\":\"" + deletionPolicy + "\"}}");
  }

  private static void connected() {
    as(RealApiServer.ADMIN, "create -f examples/00-connection.yaml");
    as(RealApiServer.ADMIN,
        "patch orgconn default --type=merge -p {\"metadata\":{\"finalizers\":[\"trustedaccess.dev/in-use\"]}}");
  }

  private static void as(String user, String command) {
    cluster.as(user, CONFIRMATION, command.split(" +")).orFail();
  }

  private static void answers(String user, String command, String answer) {
    var result = cluster.as(user, CONFIRMATION, command.split(" +"));

    if (answer.equals(ALLOWED)) {
      assertThat(result.exitCode()).as(result.stderr()).isZero();
    } else {
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stderr()).contains("denied request: ").contains(answer);
    }
  }
}
