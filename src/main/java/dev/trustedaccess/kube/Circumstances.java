package dev.trustedaccess.kube;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.domain.Confirmation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What in the cluster could cure a refused change, in one word that differs as soon as one of it does: the declaration's own
 * generation, and which connection and confirmation there are, at which generation.
 */
final class Circumstances {
  private Circumstances() {}

  static String of(
      TrustedServiceAccess object, @Nullable HasMetadata connection, @Nullable ServiceConfirmation confirmation) {
    boolean says = !DeclarationReader.confirmation(confirmation).equals(Confirmation.NONE);
    return object.getMetadata().getGeneration() + " " + word(connection) + " " + word(says ? confirmation : null);
  }

  private static String word(@Nullable HasMetadata object) {
    return object == null ? "none" : object.getMetadata().getUid() + "/" + object.getMetadata().getGeneration();
  }
}
