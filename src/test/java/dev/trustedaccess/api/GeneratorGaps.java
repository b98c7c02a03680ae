package dev.trustedaccess.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

/** Adds to a CRD what Fabric8's generator cannot express, and removes what it writes twice. */
final class GeneratorGaps implements CRDPostProcessor {
  /** Lists of objects, and the keys that no two elements share. */
  private static final Map<String, List<String>> KEYED_LISTS = Map.of(
      "conditions", List.of("type"),
      "serviceLinkedRoles", List.of("roleName"),
      "ownedResources", List.of("kind", "id", "region"),
      "enabledPrincipals", List.of("servicePrincipal"));
  /** Lists of words in which each stands once. */
  private static final Set<String> SETS = Set.of(
      "allowedServicePrincipals", "allowedAdministratorAccounts", "managed", "absentAccounts");
  /** Characters of an RFC 3339 time, with room. */
  private static final long TIME_LENGTH = 64;

  private final Map<String, Class<? extends HasMetadata>> kinds;

  GeneratorGaps(List<Class<? extends HasMetadata>> kinds) {
    this.kinds = kinds.stream().collect(toMap(HasMetadata::getFullResourceName, identity()));
  }

  @Override
  public HasMetadata process(HasMetadata generated, String crdVersion) {
    CustomResourceDefinition crd = (CustomResourceDefinition) generated;
    Class<? extends HasMetadata> kind = requireNonNull(kinds.get(crd.getMetadata().getName()));
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version.setAdditionalPrinterColumns(inOrder(version.getAdditionalPrinterColumns(), kind));
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setRequired(List.of("spec"));
      root.setDescription(description(kind));
      if (version.getSubresources() == null) {
        root.getProperties().remove("status"); // What the generator makes of Void.
      }
      root.getProperties().forEach((name, part) -> part.setDescription(description(typeOf(kind, name))));
      JSONSchemaProps status = root.getProperties().get("status");
      if (status != null) {
        // Without it, an object that no controller has seen yet counts as current for kstatus.
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
      }
      close("", root, false);
    }
    return crd;
  }

  /** The generator sorts columns by path; people read them in the order of the annotations. */
  private static List<CustomResourceColumnDefinition> inOrder(List<CustomResourceColumnDefinition> columns,
      Class<?> kind) {
    List<String> order = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
        .map(AdditionalPrinterColumn::name)
        .toList();
    return columns.stream().sorted(Comparator.comparingInt(column -> order.indexOf(column.getName()))).toList();
  }

  private static Class<?> typeOf(Class<?> kind, String part) {
    try {
      return kind.getMethod(part.equals("spec") ? "getSpec" : "getStatus").getReturnType();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(kind + " overrides its accessors with the type they return", e);
    }
  }

  private static String description(Class<?> type) {
    return type.getAnnotation(JsonClassDescription.class).value();
  }

  private static void close(String name, JSONSchemaProps schema, boolean inStatus) {
    // A rule on a record component is found on its field and again on its accessor.
    schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    switch (schema.getType()) {
      case "integer" -> closeInteger(name, schema);
      case "string" -> {
        if (inStatus && isTime(name)) {
          schema.setFormat("date-time");
          schema.setMaxLength(TIME_LENGTH);
        }
      }
      case "array" -> closeList(name, schema, inStatus);
      default ->
        schema.getProperties().forEach((child, property) -> close(child, property, inStatus || child.equals("status")));
    }
  }

  private static void closeInteger(String name, JSONSchemaProps schema) {
    if (name.equals("observedGeneration")) {
      schema.setFormat("int64");
    } else {
      schema.setFormat("int32");
      schema.setMinimum(0.0);
    }
  }

  private static void closeList(String name, JSONSchemaProps list, boolean inStatus) {
    close(name, list.getItems().getSchema(), inStatus);
    List<String> keys = KEYED_LISTS.get(name);
    if (keys != null) {
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(keys);
    } else {
      list.setXKubernetesListType(SETS.contains(name) ? "set" : "atomic");
    }
  }

  private static boolean isTime(String name) {
    return name.endsWith("Time") || name.equals("time") || name.equals("corrections");
  }
}
