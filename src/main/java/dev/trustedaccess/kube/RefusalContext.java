package dev.trustedaccess.kube;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.mapping.DeclarationReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Everything in the cluster that could cure a refused change, as one string that changes with any part of it: the
 * declaration's own generation, and which connection and confirmation exist, at which generation.
 */
final class RefusalContext {
  private RefusalContext() {}

  static String of(
      TrustedServiceAccess object, @Nullable HasMetadata connection, @Nullable ServiceConfirmation confirmation) {
    boolean confirms = !DeclarationReader.confirmation(confirmation).equals(Confirmation.NONE);
    return object.getMetadata().getGeneration() + " " + word(connection) + " " + word(confirms ? confirmation : null);
  }

  private static String word(@Nullable HasMetadata object) {
    return object == null ? "none" : object.getMetadata().getUid() + "/" + object.getMetadata().getGeneration();
  }
}
