package dev.trustedaccess.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/** Reads the objects in the cluster, and prints nothing. */
record Cluster(KubernetesClient client) {
  List<TrustedServiceAccess> declarations() {
    return client.resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(each -> each.getMetadata().getName()))
        .toList();
  }

  Optional<TrustedServiceAccess> declaration(String name) {
    return Optional.ofNullable(client.resources(TrustedServiceAccess.class).withName(name).get());
  }

  Optional<TrustedServiceAccessStatus> status(String name) {
    return declaration(name).map(TrustedServiceAccess::getStatus);
  }

  boolean gone(String name) {
    return declaration(name).isEmpty();
  }

  Optional<OrganizationConnection> connection() {
    return Optional.ofNullable(client.resources(OrganizationConnection.class).withName("default").get());
  }

  Optional<OrganizationConnectionStatus> connectionStatus() {
    return connection().map(OrganizationConnection::getStatus);
  }

  Optional<Condition> condition(String name, String type) {
    return declaration(name).flatMap(each -> condition(each, type));
  }

  static Optional<Condition> condition(TrustedServiceAccess declaration, String type) {
    return find(conditions(declaration), type);
  }

  static List<Condition> conditions(TrustedServiceAccess declaration) {
    return Optional.ofNullable(declaration.getStatus()).map(TrustedServiceAccessStatus::conditions).orElse(List.of());
  }

  static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return Optional.ofNullable(conditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> type.equals(condition.type()))
        .findFirst();
  }

  /** Whether Ready is True. */
  boolean ready(String name) {
    return declaration(name).filter(Cluster::ready).isPresent();
  }

  /** Whether Ready was True when this was read. */
  static boolean ready(TrustedServiceAccess read) {
    return condition(read, "Ready").filter(ready -> "True".equals(ready.status())).isPresent();
  }

  /** Whether Ready gives this reason with words that contain all of these. */
  boolean because(String name, String reason, String... words) {
    return condition(name, "Ready").filter(ready -> reason.equals(ready.reason()))
        .map(Condition::message)
        .filter(message -> Stream.of(words).allMatch(message::contains))
        .isPresent();
  }

  /** The Events about an object, in the order in which they were written. */
  List<Event> events(String name) {
    return client.v1()
        .events()
        .inNamespace("default")
        .list()
        .getItems()
        .stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .sorted(Comparator.comparingLong(event -> Long.parseLong(event.getMetadata().getResourceVersion())))
        .toList();
  }
}
