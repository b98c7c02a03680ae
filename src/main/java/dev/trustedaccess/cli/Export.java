package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

/** Renders an organization as YAML that changes nothing when it is applied. Pure. */
final class Export {
  /** A file to write: its name and its text. */
  record File(String name, String text) {}

  private Export() {}

  /** The connection, then a declaration for each enabled service, sorted by name. */
  static List<File> of(ConnectionSettings settings, OrganizationSnapshot snapshot, ServiceCatalog catalog) {
    List<File> files = new ArrayList<>();
    files.add(new File("00-connection.yaml", connection(settings, snapshot)));
    TreeSet<String> done = new TreeSet<>();
    for (String principal : new TreeSet<>(snapshot.enabled().keySet())) {
      Optional<String> twin = catalog.otherNames(principal).stream().filter(done::contains).findFirst();
      String text = twin
          .map(other -> "# " + principal + " is enabled too: it is another name of " + other
              + " and is declared there.\n")
          .or(() -> catalog.rejected(principal)
              .map(rejected -> "# " + principal + " is enabled, but cannot be declared. "
                  + rejected.advice() + "\n"))
          .orElseGet(() -> declaration(principal, settings.name(), catalog.find(principal)));
      done.add(principal);
      files.add(new File(principal + ".yaml", text));
    }
    return List.copyOf(files);
  }

  private static String connection(ConnectionSettings settings, OrganizationSnapshot snapshot) {
    StringBuilder yaml = new StringBuilder("""
        # Observe changes nothing at AWS. When every declaration shows what you expect, change the mode to Manage.
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata:
          name: "%s"
        spec:
          organizationId: %s
          managementAccountId: "%s"
          mode: Observe
        """.formatted(settings.name(), snapshot.organization().id(), snapshot.organization().managementAccountId()));
    settings.organizationsRole().ifPresent(role -> {
      yaml.append("  organizationsRole:\n    arn: ").append(role.arn()).append('\n');
      role.externalId().ifPresent(id -> yaml.append("    externalId: \"").append(id).append("\"\n"));
    });
    return yaml
        .append(
            """
                  regions:
                    home: %1$s
                    # Organizations does not show where a service is used. List every Region in which one is, %1$s too: before access
                    # is disabled, the operator reads what remains in these Regions alone. Without the list, it reads only %1$s.
                    # managed: [%1$s]
                """
                .formatted(settings.homeRegion()))
        .toString();
  }

  private static String declaration(String principal, String connection, Optional<ServiceCatalog.Entry> entry) {
    boolean hurts = entry.map(known -> known.service().impact()).orElse(Impact.UNKNOWN).needsConfirmation();
    StringBuilder yaml = new StringBuilder(entry.map(known -> "# " + known.service().name() + "\n")
        .orElse("# NOT IN THE CATALOG: check what this is. Disabling it counts as destructive.\n"));
    yaml.append("apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccess\nmetadata:\n  name: ")
        .append(Kinds.declarationName(principal, connection))
        .append('\n');
    if (hurts) {
      yaml.append("  annotations:\n    ").append(Kinds.PROTECTED_ANNOTATION).append(": \"true\"\n");
    }
    yaml.append("spec:\n  servicePrincipal: ").append(principal).append('\n');
    if (!connection.equals(Kinds.DEFAULT_ORGANIZATION)) {
      yaml.append("  organizationRef:\n    name: \"").append(connection).append("\"\n");
    }
    if (entry.isEmpty()) {
      yaml.append("  acceptUnknownService: true\n");
    }
    return yaml.append("  initialization:\n    mode: None\n").toString();
  }
}
