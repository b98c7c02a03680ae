package dev.trustedaccess.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.Desired.Pause;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The annotations with which people direct the operator. A misspelled one would be ignored just when somebody wants a change
 * to stop, so an unclear value pauses, and an object with an unknown key counts as unreadable.
 */
public final class Annotations {
  private static final Set<String> OF_CONNECTIONS = Set.of(Kinds.PROTECTED_ANNOTATION, Kinds.RECONCILE_ANNOTATION);
  private static final Set<String> OF_DECLARATIONS = Set.of(
      Kinds.PAUSED_ANNOTATION, Kinds.PROTECTED_ANNOTATION, Kinds.RECONCILE_ANNOTATION);

  private Annotations() {}

  /** The annotations of the operator's group, known or not. */
  public static Map<String, String> of(HasMetadata object) {
    Map<String, String> ours = new TreeMap<>(
        Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
    ours.keySet().removeIf(key -> !key.startsWith(Kinds.GROUP + "/"));
    return ours;
  }

  /** Whether the operator makes no change for this declaration, even if the rest of it cannot be read. */
  public static boolean paused(TrustedServiceAccess object) {
    return pause(object) != Pause.NONE;
  }

  static Pause pause(TrustedServiceAccess object) {
    return Optional.ofNullable(of(object).get(Kinds.PAUSED_ANNOTATION)).map(value -> switch (value) {
      case "true" -> Pause.REQUESTED;
      case "false" -> Pause.NONE;
      default -> Pause.UNCLEAR;
    }).orElse(Pause.NONE);
  }

  /** Throws a {@link Rejection} if the declaration has an annotation of the operator's group that is unknown. */
  static void requireKnown(TrustedServiceAccess object) {
    requireKnown(object, OF_DECLARATIONS, "");
  }

  /** As for a declaration. Somebody who pauses a connection is told what stops the changes of all its declarations. */
  static void requireKnown(OrganizationConnection object) {
    requireKnown(object, OF_CONNECTIONS, " To change nothing in this organization, set spec.mode to Observe.");
  }

  private static void requireKnown(HasMetadata object, Set<String> known, String advice) {
    of(object).keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
      throw new Rejection("The annotation " + key + " is unknown. Correct or remove it. Known for "
          + object.getKind() + ": " + String.join(", ", new TreeSet<>(known)) + "." + advice);
    });
  }
}
