package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** An API server of its own with the kinds, the installation, the roles that the documentation shows, and the policies. */
final class GuardedCluster implements AutoCloseable {
  /** May do everything with our kinds as far as plain RBAC goes. */
  static final String PEOPLE = "people";
  static final String FMS = "fms.amazonaws.com";
  /** Bound to the sample roles of the documentation, and known by tokens. */
  static final String ORGANIZATIONS_ADMINISTRATOR = "olga";
  static final String SERVICE_ADMINISTRATOR = "sam";

  private static final Path DOCUMENTATION = Path.of("docs/admission.md");
  private static final String OPENING = "```yaml\n";

  private final RealApiServer server;

  private GuardedCluster(RealApiServer server) {
    this.server = server;
  }

  static GuardedCluster start() {
    return start(RealApiServer.builder());
  }

  /** With every request of this user written down. */
  static GuardedCluster startAuditing(String user) {
    return start(RealApiServer.builder().auditPolicy("""
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
        - {level: Metadata, users: ["%s"]}
        - {level: None}
        """.formatted(user)));
  }

  private static GuardedCluster start(RealApiServer.Builder builder) {
    var server = builder
        .user(SharedCluster.OPERATOR, "system:serviceaccounts")
        .user(ORGANIZATIONS_ADMINISTRATOR)
        .user(SERVICE_ADMINISTRATOR)
        .start();
    var cluster = new GuardedCluster(server);
    try {
      server.applyCrds(SharedCluster.CRDS);
      server.kubectl("apply", "-f", SharedCluster.INSTALLATION).orFail();
      cluster.grantRoles();
      server.shell(DocumentedCommand.APPLY_POLICIES.text()).orFail();
      cluster.awaitPolicies();
      return cluster;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  RealApiServer server() {
    return server;
  }

  /** kubectl as one of {@link #PEOPLE}, or as the administrator. */
  Command.Result as(String user, String input, String... command) {
    var impersonated = user.equals(RealApiServer.ADMIN)
        ? Stream.of(command)
        : Stream.concat(Stream.of(command), Stream.of("--as=" + user, "--as-group=" + PEOPLE));
    return server.endpoint()
        .kubectl(RealApiServer.ADMIN)
        .runWithInput(input, impersonated.toArray(String[]::new));
  }

  /** Removes every object of our kinds, whatever holds or guards it. */
  void clear() {
    remove(TrustedServiceAccess.class);
    remove(ServiceConfirmation.class);
    remove(OrganizationConnection.class);
  }

  @Override
  public void close() {
    server.close();
  }

  private <T extends HasMetadata> void remove(Class<T> kind) {
    server.client().resources(kind).list().getItems().forEach(object -> {
      var one = server.client().resources(kind).withName(object.getMetadata().getName());
      one.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null,\"annotations\":null}}");
      one.withGracePeriod(0).delete();
    });
  }

  private void grantRoles() {
    var samples = read(DOCUMENTATION);
    var from = samples.indexOf(OPENING) + OPENING.length();
    apply(samples.substring(from, samples.indexOf("```", from)));
    bind("trusted-access-security-services", "--user=" + ORGANIZATIONS_ADMINISTRATOR);
    bind("trusted-access-security-confirmations", "--user=" + SERVICE_ADMINISTRATOR);
    bind("trusted-access-connections", "--user=connector");

    role(PEOPLE, "get, list, watch, create, update, patch, delete, deletecollection",
        "resources: [trustedserviceaccesses, organizationconnections, serviceconfirmations]");
    bind(PEOPLE, "--group=" + PEOPLE);
    // A user for each verb, with the verb's name, who has it on one principal; and one who has two.
    for (var verb : List.of("enable", "disable", "confirm", "release")) {
      role(verb, verb, "resources: [trustedserviceaccesses], resourceNames: [" + FMS + "]");
      bind(verb, "--user=" + verb);
    }
    role("both", "enable, disable", "resources: [trustedserviceaccesses], resourceNames: [" + FMS + "]");
    bind("both", "--user=both");
    for (var user : List.of("enable", "disable", "confirm", "release")) {
      Live.await("the grant of " + user)
          .until(() -> as(user, "", "auth", "can-i", user, "trustedserviceaccesses.trustedaccess.dev/" + FMS)
              .exitCode() == 0);
    }
  }

  private void role(String name, String verbs, String rule) {
    apply("""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: %s}
        rules: [{apiGroups: [trustedaccess.dev], verbs: [%s], %s}]
        """.formatted(name, verbs, rule));
  }

  private void bind(String role, String subject) {
    server.kubectl("create", "clusterrolebinding", role, "--clusterrole=" + role, subject).orFail();
  }

  private void apply(String yaml) {
    as(RealApiServer.ADMIN, yaml, "apply", "-f", "-").orFail();
  }

  /** A policy takes a moment to take effect. Dry runs, so that what comes too early leaves nothing. */
  private void awaitPolicies() {
    server.kubectl("apply", "-f", "examples/00-connection.yaml").orFail();
    server.kubectl("annotate", "orgconn", "default", "trustedaccess.dev/protected=true").orFail();
    awaitDenial("declarations", "nobody", "create", "-f", "examples/10-firewall-manager.yaml", "--dry-run=server");
    awaitDenial("confirmations", "nobody", "create", "-f", "examples/confirmation/", "--dry-run=server");
    awaitDenial("connections", RealApiServer.ADMIN, "delete", "orgconn", "default", "--dry-run=server");
    awaitDenial("definitions", RealApiServer.ADMIN, "delete", "crd", "trustedserviceaccesses.trustedaccess.dev",
        "--dry-run=server");
    clear();
  }

  private void awaitDenial(String policy, String user, String... command) {
    Live.await(policy)
        .until(() -> as(user, "", command).stderr().contains("ValidatingAdmissionPolicy 'trusted-access-" + policy));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
