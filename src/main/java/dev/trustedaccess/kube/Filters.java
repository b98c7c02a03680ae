package dev.trustedaccess.kube;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Decides which updates need a pass: not updates of our own status. */
public final class Filters {
  private Filters() {}

  /** Whether generation, deletion, one of our annotations or our finalizers changed, or a new object has the name. */
  public static boolean isRelevantChange(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(now.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp())
        || !annotation(now, Kinds.PAUSED_ANNOTATION).equals(annotation(before, Kinds.PAUSED_ANNOTATION))
        || !annotation(now, Kinds.RECONCILE_ANNOTATION).equals(annotation(before, Kinds.RECONCILE_ANNOTATION))
        || now.hasFinalizer(Kinds.ACCESS_FINALIZER) != before.hasFinalizer(Kinds.ACCESS_FINALIZER)
        || now.hasFinalizer(Kinds.IN_USE_FINALIZER) != before.hasFinalizer(Kinds.IN_USE_FINALIZER);
  }

  private static String annotation(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()).getOrDefault(name, "");
  }
}
