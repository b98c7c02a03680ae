package dev.trustedaccess.desired;

import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.Limits;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** What people ask for by the annotation {@link Kinds#RECONCILE_ANNOTATION}. */
public final class Requests {
  private static final int BEGIN = 100;

  private Requests() {}

  /**
   * The request that an object carries, as status keeps it once it is served: word for word, or, where it is longer than
   * status takes, its begin and a hash.
   */
  public static Optional<String> of(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(all -> all.get(Kinds.RECONCILE_ANNOTATION))
        .flatMap(Fields::text)
        .map(text -> text.length() <= Limits.WORD
            ? text
            : text.substring(0, BEGIN) + "... " + Integer.toHexString(text.hashCode()));
  }
}
