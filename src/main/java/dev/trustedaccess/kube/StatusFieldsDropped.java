package dev.trustedaccess.kube;

/**
 * Thrown when the API server has stored a status without what the operator must remember about a change: it drops
 * fields that the installed kinds do not have. Status is the operator's only memory, so no change may be made.
 */
final class StatusFieldsDropped extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StatusFieldsDropped() {
    super(
        "The kinds in the cluster are older than this operator: the API server drops status fields"
            + " that a change needs, so nothing is changed at AWS. Apply this version's kinds:"
            + " kubectl apply --server-side -f crds/");
  }
}
