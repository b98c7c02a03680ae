package dev.trustedaccess.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.preflight.PreflightKinds.Seen;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Reads the operator's kinds: as this build defines them, and as a cluster stores them. */
final class KindReader {
  /** Full names of the CRDs. */
  static final List<String> NAMES = List.of(
      CustomResource.getCRDName(OrganizationConnection.class),
      CustomResource.getCRDName(TrustedServiceAccess.class),
      CustomResource.getCRDName(ServiceConfirmation.class));

  private static final int NO_PERMISSION = 403;

  private KindReader() {}

  /** The schema that this build ships. */
  static Set<String> known(String crd) {
    return schema(KindSchema.definition(crd)).orElseThrow();
  }

  /** The kind in the cluster. Throws KubernetesClientException if the API server does not respond. */
  static Seen seen(KubernetesClient client, String crd) {
    try {
      CustomResourceDefinition found = client.apiextensions().v1().customResourceDefinitions().withName(crd).get();
      return found == null
          ? new Seen.Absent()
          : new Seen.Present(established(found), found.getMetadata().getDeletionTimestamp() != null, schema(found));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == NO_PERMISSION) {
        return new Seen.Unreadable("Forbidden");
      }
      throw refused;
    }
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd.getStatus() != null && crd.getStatus()
        .getConditions()
        .stream()
        .anyMatch(condition -> condition.getType().equals("Established") && condition.getStatus().equals("True"));
  }

  private static Optional<Set<String>> schema(CustomResourceDefinition crd) {
    return crd.getSpec()
        .getVersions()
        .stream()
        .filter(version -> version.getName().equals(Kinds.VERSION) && version.getServed())
        .map(CustomResourceDefinitionVersion::getSchema)
        .<Set<String>>map(schema -> {
          Set<String> lines = new TreeSet<>();
          collect("", schema.getOpenAPIV3Schema(), lines);
          return lines;
        })
        .findFirst();
  }

  /**
   * The parts of a schema that decide which objects are accepted and which fields are kept. Without descriptions and
   * bounds.
   */
  private static void collect(String path, JSONSchemaProps schema, Set<String> lines) {
    String field = path.isEmpty() ? "metadata" : path;
    lines.add(field + " is " + schema.getType());
    schema.getEnum().forEach(value -> lines.add(field + " takes " + value.asText()));
    schema.getXKubernetesValidations().forEach(rule -> lines.add(field + " holds " + rule.getRule()));
    schema.getProperties()
        .forEach((name, property) -> collect(path.isEmpty() ? name : path + "." + name, property, lines));
    if (schema.getItems() != null) {
      collect(path + "[]", schema.getItems().getSchema(), lines);
    }
  }
}
