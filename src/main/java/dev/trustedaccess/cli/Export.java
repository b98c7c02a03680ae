package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Impact;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.ServiceCatalog;

/** What an organization looks like as YAML that changes nothing when it is applied. Pure. */
final class Export {
  /** A file to write: its name, and its text. */
  record File(String name, String text) {}

  private Export() {}

  /** The connection, then a declaration for each service that is on, by name. */
  static List<File> of(ConnectionSettings settings, Look look, ServiceCatalog catalog) {
    List<File> files = new ArrayList<>();
    files.add(new File("00-connection.yaml", connection(settings, look)));
    TreeSet<String> done = new TreeSet<>();
    for (String principal : new TreeSet<>(look.enabled().keySet())) {
      Optional<String> twin = catalog.otherNames(principal).stream().filter(done::contains).findFirst();
      String text = twin.map(other -> "# " + principal + " is on too: another name of " + other + ", declared there.\n")
          .or(() -> catalog.trap(principal)
              .map(trap -> "# " + principal + " is on, but cannot be declared. "
                  + trap.advice() + "\n"))
          .orElseGet(() -> declaration(principal, settings.name(), catalog.find(principal)));
      done.add(principal);
      files.add(new File(principal + ".yaml", text));
    }
    return List.copyOf(files);
  }

  private static String connection(ConnectionSettings settings, Look look) {
    StringBuilder yaml = new StringBuilder("""
        # Observe changes nothing at AWS. When every declaration says what you expect, change it to Manage.
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata:
          name: %s
        spec:
          organizationId: %s
          managementAccountId: "%s"
          mode: Observe
        """.formatted(settings.name(), look.organization().id(), look.organization().managementAccountId()));
    settings.organizationsRole().ifPresent(role -> {
      yaml.append("  organizationsRole:\n    arn: ").append(role.arn()).append('\n');
      role.externalId().ifPresent(id -> yaml.append("    externalId: \"").append(id).append("\"\n"));
    });
    return yaml.append("  regions:\n    home: ").append(settings.homeRegion()).append('\n').toString();
  }

  private static String declaration(String principal, String connection, Optional<ServiceCatalog.Entry> entry) {
    boolean hurts = entry.map(known -> known.service().impact()).orElse(Impact.Unknown).needsConfirmation();
    StringBuilder yaml = new StringBuilder(entry.map(known -> "# " + known.service().name() + "\n")
        .orElse("# UNKNOWN to the catalog: check what it is; disabling it counts as destructive.\n"));
    yaml.append("apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccess\nmetadata:\n  name: ")
        .append(Kinds.declarationName(principal, connection))
        .append('\n');
    if (hurts) {
      yaml.append("  annotations:\n    ").append(Kinds.PROTECTED_ANNOTATION).append(": \"true\"\n");
    }
    yaml.append("spec:\n  servicePrincipal: ").append(principal).append('\n');
    if (!connection.equals(Kinds.DEFAULT_ORGANIZATION)) {
      yaml.append("  organizationRef:\n    name: ").append(connection).append('\n');
    }
    if (entry.isEmpty()) {
      yaml.append("  acceptUnknownService: true\n");
    }
    return yaml.append("  initialization:\n    mode: None\n").toString();
  }
}
