package dev.trustedaccess.api.v1alpha1;

import java.util.Set;

/** Names that are part of the API: stored in objects, granted in RBAC, typed by people. Never change them. */
public final class Kinds {
  public static final String GROUP = "trustedaccess.dev";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;
  public static final String CATEGORY = "trustedaccess";

  /** The organization of a declaration that names none. */
  public static final String DEFAULT_ORGANIZATION = "default";

  /** Keeps a declaration until the deletion rules allow its removal. */
  public static final String ACCESS_FINALIZER = GROUP + "/access";
  /** Keeps a connection while a declaration has {@link #ACCESS_FINALIZER}. */
  public static final String IN_USE_FINALIZER = GROUP + "/in-use";

  /** Any value except {@code "false"}: the operator makes no change for this object until the annotation is removed. */
  public static final String PAUSED_ANNOTATION = GROUP + "/paused";
  /** Any new value requests an immediate pass. */
  public static final String RECONCILE_ANNOTATION = GROUP + "/reconcile-requested-at";
  /** Any value except {@code "false"}: the admission policies prevent deletion until the annotation is removed. */
  public static final String PROTECTED_ANNOTATION = GROUP + "/protected";

  private static final Set<String> ENDS_OF_PRINCIPALS = Set.of("com", "cn");

  private Kinds() {}

  /**
   * The only valid name of a declaration; the schema enforces it.
   *
   * @param servicePrincipal such as {@code config.amazonaws.com}
   * @param organization name of the connection
   */
  public static String declarationName(String servicePrincipal, String organization) {
    return organization.equals(DEFAULT_ORGANIZATION) ? servicePrincipal : servicePrincipal + "." + organization;
  }

  /** The principal from which {@link #declarationName} built this name. */
  public static String principalOf(String declarationName) {
    String organization = organizationOf(declarationName);
    return organization.equals(DEFAULT_ORGANIZATION)
        ? declarationName
        : declarationName.substring(0, declarationName.length() - organization.length() - 1);
  }

  /**
   * The organization from which {@link #declarationName} built this name; none has the name of a principal's ending.
   */
  public static String organizationOf(String declarationName) {
    String last = declarationName.substring(declarationName.lastIndexOf('.') + 1);
    return ENDS_OF_PRINCIPALS.contains(last) || last.equals(declarationName) ? DEFAULT_ORGANIZATION : last;
  }
}
