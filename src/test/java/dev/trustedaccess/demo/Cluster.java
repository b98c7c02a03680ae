package dev.trustedaccess.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the objects say now, read without a word. */
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

  List<Condition> conditions(String name) {
    return status(name).map(TrustedServiceAccessStatus::conditions).orElse(List.of());
  }

  Optional<Condition> condition(String name, String type) {
    return find(conditions(name), type);
  }

  static Optional<Condition> find(Optional<List<Condition>> conditions, String type) {
    return find(conditions.orElse(List.of()), type);
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  /** Whether Ready is True. */
  boolean ready(String name) {
    return condition(name, "Ready").filter(ready -> "True".equals(ready.status())).isPresent();
  }

  /** Whether Ready gives this reason. */
  boolean because(String name, String reason) {
    return condition(name, "Ready").filter(ready -> reason.equals(ready.reason())).isPresent();
  }

  /** Whether Ready gives this reason with words that contain all of these. */
  boolean because(String name, String reason, String... words) {
    String message = condition(name, "Ready").map(Condition::message).orElse("");
    return because(name, reason) && List.of(words).stream().allMatch(message::contains);
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
