package dev.trustedaccess.e2e;

import java.util.List;

/** While it is open, our kinds take any word for {@code spec.mode}, as those of another version might. */
final class LooseSchema implements AutoCloseable {
  private static final String ENUM = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/mode/enum";
  /** One of each kind that the schema refuses. */
  private static final List<String> REFUSED = List.of("""
      apiVersion: trustedaccess.dev/v1alpha1
      kind: TrustedServiceAccess
      metadata: {name: probe.amazonaws.com}
      spec: {servicePrincipal: probe.amazonaws.com, mode: Mange}
      """, """
      apiVersion: trustedaccess.dev/v1alpha1
      kind: OrganizationConnection
      metadata: {name: probe}
      spec: {organizationId: o-probe123456, mode: Mange}
      """);

  private final Live live;

  LooseSchema(Live live) {
    this.live = live;
    for (var kind : List.of("trustedserviceaccesses", "organizationconnections")) {
      live.kubectl("patch", "crd", kind + ".trustedaccess.dev", "--type=json",
          "-p", "[{\"op\":\"remove\",\"path\":\"" + ENUM + "\"}]");
    }
    Live.await("a loose schema").until(() -> REFUSED.stream().allMatch(this::isTaken));
  }

  @Override
  public void close() {
    live.kubectl("apply", "--server-side", "--force-conflicts", "-f", SharedCluster.CRDS.toString());
    Live.await("the schema").until(() -> REFUSED.stream().noneMatch(this::isTaken));
  }

  private boolean isTaken(String yaml) {
    return live.ask(yaml, "create", "--dry-run=server", "-f", "-").exitCode() == 0;
  }
}
