package dev.trustedaccess.e2e;

import java.time.Instant;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.trustedaccess.component.Bench.SECURITY;

/**
 * Runs through all states, with the operator as a process between a real API server and the simulator. Each state is as it is
 * kept in {@code src/e2e/resources/states}; keep them anew with {@code -Dit.test=*StatesIT -Dstates.write=true}.
 */
@ExtendWith(SharedCluster.class)
abstract class StateScenes {
  static final String DIRECTORIES = "ds.amazonaws.com";
  static final String FMS = "fms.amazonaws.com";
  static final String CONFIG = "config.amazonaws.com";
  static final String CONFIG_RULES = "config-multiaccountsetup.amazonaws.com";
  static final String SIGN_ON = "sso.amazonaws.com";
  static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  static final String ENABLE = "organizations:EnableAWSServiceAccess";
  static final String DISABLE = "organizations:DisableAWSServiceAccess";
  static final String NOTHING_TO_SET_UP = "initialization: {mode: None}";
  static final String ADMINISTRATOR = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  static final String OBSERVE = "mode: Observe";
  static final String SWITCH_OFF = "deletionPolicy: Disable";
  static final String EVERY_ACCOUNT = "serviceLinkedRoles: {expectation: EveryAccount}";
  static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");

  @SuppressWarnings("NullAway.Init")
  Live live;
  @SuppressWarnings("NullAway.Init")
  StateRecorder recorder;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server);
    recorder = new StateRecorder(live);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  void declare(String principal, String... spec) {
    declareFor("default", principal, spec);
  }

  void declareFor(String organization, String principal, String... spec) {
    live.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec:
          servicePrincipal: %s
          organizationRef: {name: %s}
          %s
        """.formatted(organization.equals("default") ? principal : principal + "." + organization, principal,
        organization, String.join("\n  ", spec)));
  }

  void patchConnection(String spec) {
    live.patch(OrganizationConnection.class, "default", "{\"spec\":" + spec + "}");
  }
}
