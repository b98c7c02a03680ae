package dev.trustedaccess.page;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything that the page shows. What is unknown or absent is an empty text or list, or 0.
 *
 * @param time when it was made, RFC 3339
 * @param version of the operator
 * @param leading whether this pod works; otherwise it holds nothing, and the page names the pod that works
 * @param leader the pod that leads; empty if it is unknown, or if this one leads
 * @param forward the command that forwards a port to the page of that pod; empty without one
 */
public record Page(
    String time, String version, boolean leading, String leader, String forward, List<OrganizationRow> connections,
    List<DeclarationRow> services) {
  /** The leader is part of a command that people copy, and whoever may write the Lease can put anything there. */
  private static final Pattern POD = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  public Page {
    connections = List.copyOf(connections);
    services = List.copyOf(services);
  }

  /**
   * The page of a pod on standby.
   *
   * @param leader the pod that leads; empty if it is unknown; what is no name of a pod is not shown
   * @param port the port of the page, which every pod of the operator has in common
   */
  public static Page standby(Instant now, String version, String leader, int port) {
    String shown = POD.matcher(leader).matches() ? leader : "";
    String forward = shown.isEmpty() ? "" : "kubectl port-forward --namespace NAMESPACE pod/" + shown + " " + port;
    return new Page(now.toString(), version, false, shown, forward, List.of(), List.of());
  }
}
