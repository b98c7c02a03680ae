package dev.trustedaccess.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.mapping.DeclarationReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/** The objects of a bench: what people apply, patch, confirm and delete, and what they read of it or wait for. */
abstract class BenchObjects {
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  static final ServiceCatalog CATALOG = CatalogFile.load();
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  /** A client to the API server, as a person has it. */
  public abstract KubernetesClient cluster();

  /** Every name of what was declared here. */
  Set<String> everDeclared() {
    return declared;
  }

  /** Applies the connection of {@code examples/}, with short intervals and this hold. */
  public void connect(String hold) {
    connect(spec -> spec.put("deletionHold", hold));
  }

  /** Applies the connection of {@code examples/}, with short intervals, no hold and these changes to its spec. */
  public void connect(Consumer<Map<String, Object>> changes) {
    connect("default", changes);
  }

  /** The same under another name. */
  public void connect(String name, Consumer<Map<String, Object>> changes) {
    GenericKubernetesResource connection = connectionOfTheExamples();
    connection.getMetadata().setName(name);
    Map<String, Object> spec = connection.get("spec");
    spec.putAll(Map.of("observeInterval", "2s", "roleInventoryInterval", "1h", "deletionHold", "0s"));
    changes.accept(spec);
    raw(connection).create();
  }

  private GenericKubernetesResource connectionOfTheExamples() {
    try (InputStream in = Files.newInputStream(Path.of("examples/00-connection.yaml"))) {
      return cluster().getKubernetesSerialization().unmarshal(in, GenericKubernetesResource.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies a declaration of this service, with more lines of its spec. */
  public void declareService(String principal, String... spec) {
    declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s}
        spec:
          servicePrincipal: %1$s
        """.formatted(principal) + Arrays.stream(spec).map(line -> "  " + line + "\n").collect(joining()));
  }

  /** Applies an object of ours as it is written, whatever its content. */
  public void apply(String yaml) {
    raw(cluster().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class)).create();
  }

  private Resource<GenericKubernetesResource> raw(GenericKubernetesResource object) {
    return cluster().genericKubernetesResources(new ResourceDefinitionContext.Builder()
        .withGroup(Kinds.GROUP)
        .withVersion(Kinds.VERSION)
        .withKind(object.getKind())
        .withPlural(object.getKind().toLowerCase(Locale.ROOT) + (object.getKind().endsWith("s") ? "es" : "s"))
        .withNamespaced(false)
        .build()).resource(object);
  }

  /** Applies a declaration as its author would write it. */
  public void declare(String yaml) {
    TrustedServiceAccess object = cluster().getKubernetesSerialization().unmarshal(yaml, TrustedServiceAccess.class);
    String principal = DeclarationReader.principalOf(object);
    declared.add(principal);
    declared.addAll(CATALOG.otherNames(principal));
    cluster().resource(object).create();
  }

  public Optional<TrustedServiceAccess> declaration(String name) {
    return Optional.ofNullable(cluster().resources(TrustedServiceAccess.class).withName(name).get());
  }

  public void delete(String name) {
    cluster().resources(TrustedServiceAccess.class).withName(name).delete();
  }

  /** Patches the declaration by a merge patch. */
  public void patch(String name, String merge) {
    cluster().resources(TrustedServiceAccess.class)
        .withName(name)
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), merge);
  }

  /** Patches a declaration's status by a merge patch. */
  public void patchStatus(String name, String merge) {
    cluster().resources(TrustedServiceAccess.class)
        .withName(name)
        .subresource("status")
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), merge);
  }

  /** Patches a connection by a merge patch. */
  public void patchConnection(String name, String merge) {
    cluster().resources(OrganizationConnection.class)
        .withName(name)
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), merge);
  }

  /** The Events about a declaration, as {@code type reason: message}. */
  public List<String> events(String name) {
    return cluster().v1()
        .events()
        .inNamespace("default")
        .list()
        .getItems()
        .stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
        .toList();
  }

  public void confirm(ServiceConfirmation confirmation) {
    cluster().resource(confirmation).createOr(NonDeletingOperation::update);
  }

  /** The service administrator's word that the declaration, which is being deleted, is cleaned up. */
  public void confirmCleanedUp(String name) {
    ObjectMeta about = declaration(name).orElseThrow().getMetadata();
    confirmCleanedUp(name, about.getUid(), about.getDeletionTimestamp());
  }

  /** That word about whatever life and deletion. */
  public void confirmCleanedUp(String name, String uid, String deletionTimestamp) {
    say(name, new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp(uid, deletionTimestamp)));
  }

  /** The service administrator's word that the declaration's service is set up. */
  public void confirmInitialized(String name) {
    TrustedServiceAccess about = declaration(name).orElseThrow();
    say(name, new ServiceConfirmationSpec(
        new ServiceConfirmationSpec.Initialized(about.getMetadata().getUid(), status(name).enabledTime()), null));
  }

  private void say(String name, ServiceConfirmationSpec words) {
    ServiceConfirmation confirmation = new ServiceConfirmation();
    confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
    confirmation.setSpec(words);
    confirm(confirmation);
  }

  public Optional<OrganizationConnection> connection(String name) {
    return Optional.ofNullable(cluster().resources(OrganizationConnection.class).withName(name).get());
  }

  /** What the status of the connection {@code default} says, once it has one. */
  public Optional<OrganizationConnectionStatus> connectionStatus() {
    return connection("default").map(OrganizationConnection::getStatus);
  }

  /**
   * The status of the connection {@code default}, once it is as wanted. It is written by a pass of its own: a declaration
   * may tell the same of itself before it.
   */
  public OrganizationConnectionStatus awaitConnectionStatus(
      String what, Predicate<OrganizationConnectionStatus> wanted) {
    return Awaitility.await(what + " in the connection's status")
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(this::connectionStatus, status -> status.filter(wanted).isPresent())
        .orElseThrow();
  }

  /** The departures that the connection {@code default} keeps. */
  public List<OrganizationConnectionStatus.Departure> departures() {
    return connectionStatus().map(OrganizationConnectionStatus::departures)
        .orElse(List.of());
  }

  /** What the declaration's status says; there must be one. */
  public TrustedServiceAccessStatus status(String name) {
    return requireNonNull(declaration(name).orElseThrow().getStatus(), "the status of " + name);
  }

  /** The message of a condition, or nothing. */
  public String message(String name, String type) {
    return condition(name, type).map(Condition::message).orElse("");
  }

  /** Waits until the declaration is as wanted. */
  public void await(String name, Predicate<TrustedServiceAccess> wanted) {
    Awaitility.await("the declaration " + name)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).filter(wanted).isPresent());
  }

  /** Waits until the declaration is gone. */
  public void awaitGone(String name) {
    Awaitility.await("the end of " + name)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).isEmpty());
  }

  /** Waits until Ready says this. */
  public void awaitReady(String name, String status, String reason) {
    awaitCondition(name, "Ready", status, reason);
  }

  /** Waits until a condition says this. */
  public void awaitCondition(String name, String type, String status, String reason) {
    Awaitility.await(type + " of " + name + " to be " + status + " " + reason)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> condition(name, type).map(c -> c.status() + " " + c.reason()).orElse("none"),
            (status + " " + reason)::equals);
  }

  /** Waits until this holds. */
  public void await(String what, BooleanSupplier holds) {
    Awaitility.await(what).atMost(LONGEST_WAIT).pollInterval(Duration.ofMillis(100)).until(holds::getAsBoolean);
  }

  public Optional<Condition> condition(String name, String type) {
    return declaration(name).map(TrustedServiceAccess::getStatus).flatMap(status -> among(status.conditions(), type));
  }

  public Optional<Condition> connectionCondition(String name, String type) {
    return connection(name).map(OrganizationConnection::getStatus).flatMap(status -> among(status.conditions(), type));
  }

  private static Optional<Condition> among(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  /** Waits until a condition of a connection says this. */
  public void awaitConnection(String name, String type, String status, String reason) {
    await(type + " of connection " + name + " to be " + status + " " + reason,
        () -> connectionCondition(name, type)
            .filter(condition -> status.equals(condition.status()) && reason.equals(condition.reason()))
            .isPresent());
  }

  /** What remains, as the declaration's status lists it. */
  public List<TrustedServiceAccessStatus.Remaining> remaining(String name) {
    return Optional.ofNullable(status(name).cleanup())
        .map(TrustedServiceAccessStatus.Cleanup::remaining)
        .orElse(List.of());
  }
}
