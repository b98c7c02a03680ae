package dev.trustedaccess.kube;

/**
 * The API server has stored a status without what the operator must remember of a change: it drops fields that the kinds do not
 * have. Status is all the memory there is, so no change may be made.
 */
final class NotKept extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NotKept() {
    super(
        "The kinds in the cluster are older than this operator: the API server drops what must be remembered of a change, so"
            + " nothing is changed at AWS. Apply this version's kinds: kubectl apply --server-side -f crds/");
  }
}
