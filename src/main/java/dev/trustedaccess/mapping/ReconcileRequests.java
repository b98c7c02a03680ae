package dev.trustedaccess.mapping;

import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.Limits;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The requests that people make with the annotation {@link Kinds#RECONCILE_ANNOTATION}. */
public final class ReconcileRequests {
  private static final int KEPT_LENGTH = 100;

  private ReconcileRequests() {}

  /**
   * The request on an object, as status keeps it once it is served. A text that is longer than status allows is
   * replaced by its beginning and a hash. Empty if there is no request.
   */
  public static Optional<String> of(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Kinds.RECONCILE_ANNOTATION))
        .flatMap(Fields::text)
        .map(text -> text.length() <= Limits.WORD
            ? text
            : text.substring(0, KEPT_LENGTH) + "... " + Integer.toHexString(text.hashCode()));
  }
}
