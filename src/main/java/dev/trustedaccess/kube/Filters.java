package dev.trustedaccess.kube;

import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.mapping.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Decides which updates need a pass: not updates of our own status. */
public final class Filters {
  private Filters() {}

  /** Whether generation, deletion, one of our annotations or our finalizers changed, or a new object has the name. */
  public static boolean isRelevantChange(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(now.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp())
        || !Annotations.of(now).equals(Annotations.of(before))
        || now.hasFinalizer(Kinds.ACCESS_FINALIZER) != before.hasFinalizer(Kinds.ACCESS_FINALIZER)
        || now.hasFinalizer(Kinds.IN_USE_FINALIZER) != before.hasFinalizer(Kinds.IN_USE_FINALIZER);
  }
}
