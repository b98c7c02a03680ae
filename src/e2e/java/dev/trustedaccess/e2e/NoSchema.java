package dev.trustedaccess.e2e;

import java.util.List;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;

/** While it is open, our kinds take whatever is written, and keep it. */
final class NoSchema implements AutoCloseable {
  private static final List<String> KINDS = List.of("trustedserviceaccesses", "organizationconnections");
  /** One of each kind that the schema refuses. */
  private static final List<String> REFUSED = List.of("""
      apiVersion: trustedaccess.dev/v1alpha1
      kind: TrustedServiceAccess
      metadata: {name: probe.amazonaws.com}
      spec: everything
      """, """
      apiVersion: trustedaccess.dev/v1alpha1
      kind: OrganizationConnection
      metadata: {name: probe}
      spec: everything
      """);

  private final Live live;

  NoSchema(Live live) {
    this.live = live;
    for (var kind : KINDS) {
      live.cluster()
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(kind + ".trustedaccess.dev")
          .edit(crd -> {
            var version = crd.getSpec().getVersions().getFirst();
            version.setSelectableFields(List.of());
            version.getSchema()
                .setOpenAPIV3Schema(
                    new JSONSchemaPropsBuilder().withType("object").withXKubernetesPreserveUnknownFields(true).build());
            return crd;
          });
    }
    Live.await("no schema").until(() -> REFUSED.stream().allMatch(this::isTaken));
  }

  @Override
  public void close() {
    live.kubectl("apply", "--server-side", "--force-conflicts", "-f", SharedCluster.CRDS.toString());
    Live.await("the schema").until(() -> REFUSED.stream().noneMatch(this::isTaken));
  }

  private boolean isTaken(String yaml) {
    return live.ask(yaml, "create", "--dry-run=server", "--validate=false", "-f", "-").exitCode() == 0;
  }
}
