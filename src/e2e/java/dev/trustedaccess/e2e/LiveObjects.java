package dev.trustedaccess.e2e;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The cluster's objects as people see and change them, with kubectl, the client or the verbs of the jar. */
abstract class LiveObjects {
  static final String EXAMPLES = "examples/";
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Class<? extends HasMetadata>> KINDS = List.of(
      TrustedServiceAccess.class, ServiceConfirmation.class, OrganizationConnection.class);

  private final RealApiServer server;

  LiveObjects(RealApiServer server) {
    this.server = server;
  }

  abstract KubernetesClient cluster();

  String kubectl(String... arguments) {
    return server.kubectl(arguments).orFail();
  }

  /** One kubectl command that reads this; a refusal is a result. */
  Command.Result ask(String input, String... arguments) {
    return server.endpoint().kubectl(RealApiServer.ADMIN).runWithInput(input, arguments);
  }

  void apply(String yaml) {
    ask(yaml, "apply", "-f", "-").orFail();
  }

  /** Applies as another field manager does. */
  void applyServerSide(String manager, String yaml) {
    ask(yaml, "apply", "--server-side", "--field-manager=" + manager, "-f", "-").orFail();
  }

  /** The connection of the examples, with a short interval and this hold. */
  void connect(String hold) {
    kubectl("apply", "-f", EXAMPLES + "00-connection.yaml");
    hurry(hold);
  }

  /** Shortens the intervals of the examples' connection. */
  void hurry(String hold) {
    patch(OrganizationConnection.class, "default",
        "{\"spec\":{\"observeInterval\":\"2s\",\"roleInventoryInterval\":\"2s\",\"deletionHold\":\"" + hold + "\"}}");
  }

  /** Declares principals that need nothing but access. */
  void declare(String... principals) {
    apply(Arrays.stream(principals).map(LiveObjects::declaration).collect(Collectors.joining("---\n")));
  }

  static String declaration(String principal) {
    return """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s}
        spec:
          servicePrincipal: %1$s
          initialization: {mode: None}
        """.formatted(principal);
  }

  void delete(String... names) {
    Stream.of(names).forEach(name -> cluster().resources(TrustedServiceAccess.class).withName(name).delete());
  }

  void patch(String name, String merge) {
    patch(TrustedServiceAccess.class, name, merge);
  }

  <T extends HasMetadata> void patch(Class<T> kind, String name, String merge) {
    cluster().resources(kind).withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
  }

  /** The verb of the jar. */
  Command.Result confirm(String word, String name) {
    return OperatorProcess.verb(server.endpoint().kubeconfig(RealApiServer.ADMIN), Map.of(), "confirm", word, name);
  }

  /** The service administrator's word for the deletion that this object shows, given at once. */
  void confirmCleanedUp(TrustedServiceAccess object) {
    var meta = object.getMetadata();
    var word = new ServiceConfirmation();
    word.setMetadata(new ObjectMetaBuilder().withName(meta.getName()).build());
    word.setSpec(new ServiceConfirmationSpec(null,
        new ServiceConfirmationSpec.CleanedUp(meta.getUid(), meta.getDeletionTimestamp())));
    cluster().resource(word).createOr(existing -> existing.update());
  }

  Optional<TrustedServiceAccess> find(String name) {
    return Optional.ofNullable(cluster().resources(TrustedServiceAccess.class).withName(name).get());
  }

  TrustedServiceAccess get(String name) {
    return find(name).orElseThrow(() -> new AssertionError(name + " is gone"));
  }

  List<TrustedServiceAccess> all() {
    return cluster().resources(TrustedServiceAccess.class).list().getItems();
  }

  static Optional<Condition> condition(TrustedServiceAccess object, String type) {
    var status = object.getStatus();
    var conditions = status == null ? null : status.conditions();
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(each -> type.equals(each.type())).findFirst();
  }

  /** Ready, as status and reason; "gone" for a declaration that is not there. */
  String ready(String name) {
    return find(name)
        .map(object -> condition(object, "Ready").map(c -> c.status() + " " + c.reason()).orElse("unseen"))
        .orElse("gone");
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).pollDelay(Duration.ZERO);
  }

  void awaitReady(String name, String wanted) {
    await("Ready of " + name).until(() -> ready(name), wanted::equals);
  }

  void awaitGone(String... names) {
    await("the end of " + List.of(names))
        .until(() -> Stream.of(names).map(this::ready).distinct().toList(), List.of("gone")::equals);
  }

  /** Removes every object of ours, without waiting for anyone. */
  void removeAll() {
    KINDS.forEach(this::remove);
  }

  private <T extends HasMetadata> void remove(Class<T> kind) {
    cluster().resources(kind).list().getItems().forEach(object -> {
      var one = cluster().resources(kind).withName(object.getMetadata().getName());
      one.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
      one.withGracePeriod(0).delete();
    });
  }
}
