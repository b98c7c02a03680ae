package dev.trustedaccess.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * One thing that RBAC can allow.
 *
 * @param group API group, empty for the core
 * @param resource with its subresource: {@code organizationconnections/status}
 * @param name the object's, where the right is for that one; else empty
 * @param namespace where the right holds; empty for the whole cluster
 */
record Right(String verb, String group, String resource, String name, String namespace) implements Comparable<Right> {
  /** All that the bindings of a service account in this cluster give it. */
  static Set<Right> granted(KubernetesClient cluster, String serviceAccount) {
    Set<Right> rights = new TreeSet<>();
    for (ClusterRoleBinding binding : cluster.rbac().clusterRoleBindings().list().getItems()) {
      if (binds(binding.getSubjects(), serviceAccount)) {
        rules(cluster, binding.getRoleRef(), "").forEach(rule -> rights.addAll(of(rule, "")));
      }
    }
    for (RoleBinding binding : cluster.rbac().roleBindings().inAnyNamespace().list().getItems()) {
      String namespace = binding.getMetadata().getNamespace();
      if (binds(binding.getSubjects(), serviceAccount)) {
        rules(cluster, binding.getRoleRef(), namespace).forEach(rule -> rights.addAll(of(rule, namespace)));
      }
    }
    return rights;
  }

  private static boolean binds(@Nullable List<Subject> subjects, String serviceAccount) {
    return subjects != null && subjects.stream()
        .anyMatch(subject -> subject.getKind().equals("ServiceAccount")
            && serviceAccount.equals("system:serviceaccount:" + subject.getNamespace() + ":" + subject.getName()));
  }

  private static List<PolicyRule> rules(KubernetesClient cluster, RoleRef role, String namespace) {
    return role.getKind().equals("ClusterRole")
        ? cluster.rbac().clusterRoles().withName(role.getName()).require().getRules()
        : cluster.rbac().roles().inNamespace(namespace).withName(role.getName()).require().getRules();
  }

  private static List<Right> of(PolicyRule rule, String namespace) {
    List<Right> rights = new ArrayList<>();
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        for (String verb : rule.getVerbs()) {
          (rule.getResourceNames().isEmpty() ? Stream.of("") : rule.getResourceNames().stream())
              .forEach(name -> rights.add(new Right(verb, group, resource, name, namespace)));
        }
      }
    }
    return rights;
  }

  /**
   * The right that an audited request used, as narrow as one of {@code granted} has it; empty for a request that is not about
   * a resource.
   */
  static Optional<Right> used(JsonNode event, Set<Right> granted) {
    JsonNode about = event.path("objectRef");
    if (about.isMissingNode()) {
      return Optional.empty();
    }
    String subresource = about.path("subresource").asText();
    Right exact = new Right(
        event.path("verb").asText(), about.path("apiGroup").asText(),
        about.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource), about.path("name").asText(),
        about.path("namespace").asText());
    Right anyName = exact.with("", exact.namespace);
    // A right for the whole cluster holds in every namespace; a Namespace object is logged as in itself.
    return Stream.of(exact, anyName, exact.with(exact.name, ""), exact.with("", ""))
        .filter(granted::contains)
        .findFirst()
        .or(() -> Optional.of(anyName));
  }

  private Right with(String otherName, String otherNamespace) {
    return new Right(verb, group, resource, otherName, otherNamespace);
  }

  @Override
  public int compareTo(Right other) {
    return toString().compareTo(other.toString());
  }
}
