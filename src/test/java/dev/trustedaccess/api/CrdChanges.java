package dev.trustedaccess.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import org.jspecify.annotations.Nullable;

/** What an upgrade of a kind takes away from those who use it as it was. */
final class CrdChanges {
  private CrdChanges() {}

  /** One line for each, with the version and the path; empty where the upgrade strands nobody. */
  static List<String> between(CustomResourceDefinition before, CustomResourceDefinition after) {
    List<String> found = new ArrayList<>();
    var was = before.getSpec();
    var is = after.getSpec();
    fixed(found, "group", was.getGroup(), is.getGroup());
    fixed(found, "scope", was.getScope(), is.getScope());
    fixed(found, "kind", was.getNames().getKind(), is.getNames().getKind());
    fixed(found, "plural", was.getNames().getPlural(), is.getNames().getPlural());
    fixed(found, "singular", was.getNames().getSingular(), is.getNames().getSingular());
    gone(found, "short name", was.getNames().getShortNames(), is.getNames().getShortNames());
    gone(found, "category", was.getNames().getCategories(), is.getNames().getCategories());
    for (var version : was.getVersions()) {
      compare(found, version, version(after, version.getName()));
    }
    return List.copyOf(found);
  }

  private static void compare(List<String> found, CustomResourceDefinitionVersion before,
      Optional<CustomResourceDefinitionVersion> now) {
    var name = before.getName();
    if (now.isEmpty()) {
      found.add(name + " is gone");
      return;
    }
    var after = now.get();
    if (before.getServed() && !after.getServed()) {
      found.add(name + " is not served any more");
    }
    if (hasStatus(before) != hasStatus(after)) {
      found.add(name + " has the subresource status in one of the two only");
    }
    gone(found, name + " selectable field", paths(before), paths(after));
    SchemaChanges.between(before.getSchema().getOpenAPIV3Schema(), after.getSchema().getOpenAPIV3Schema())
        .forEach(change -> found.add(name + " " + change));
  }

  private static void fixed(List<String> found, String what, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      found.add(what + " was " + before + ", is " + after);
    }
  }

  private static void gone(List<String> found, String what, Collection<String> before, Collection<String> after) {
    before.stream().filter(each -> !after.contains(each)).forEach(each -> found.add(what + " " + each + " is gone"));
  }

  private static Optional<CustomResourceDefinitionVersion> version(CustomResourceDefinition crd, String name) {
    return crd.getSpec().getVersions().stream().filter(each -> each.getName().equals(name)).findFirst();
  }

  private static boolean hasStatus(CustomResourceDefinitionVersion version) {
    return version.getSubresources() != null && version.getSubresources().getStatus() != null;
  }

  private static List<String> paths(CustomResourceDefinitionVersion version) {
    return version.getSelectableFields().stream().map(SelectableField::getJsonPath).toList();
  }
}
