package dev.trustedaccess.api.v1alpha1;

import java.util.Set;

/** Names that are part of the API: stored in objects, granted in RBAC, typed by people. Never change them. */
public final class Kinds {
  public static final String GROUP = "trustedaccess.dev";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;
  public static final String CATEGORY = "trustedaccess";

  /** The organization that is meant when a declaration names none. */
  public static final String DEFAULT_ORGANIZATION = "default";

  /** Holds a declaration until the exit table lets it go. */
  public static final String ACCESS_FINALIZER = GROUP + "/access";
  /** Holds a connection while a declaration carries {@link #ACCESS_FINALIZER}. */
  public static final String IN_USE_FINALIZER = GROUP + "/in-use";

  /** {@code "true"}: nothing is changed for this object until the annotation goes. */
  public static final String PAUSED_ANNOTATION = GROUP + "/paused";
  /** Any new value asks for a pass at once. */
  public static final String RECONCILE_ANNOTATION = GROUP + "/reconcile-requested-at";
  /** Any value but {@code "false"}: the admission policies let nobody delete the object until the annotation goes. */
  public static final String PROTECTED_ANNOTATION = GROUP + "/protected";

  private static final Set<String> ENDS_OF_PRINCIPALS = Set.of("com", "cn");

  private Kinds() {}

  /**
   * The one name that a declaration can have; the schema holds it.
   *
   * @param servicePrincipal such as {@code config.amazonaws.com}
   * @param organization name of the connection
   */
  public static String declarationName(String servicePrincipal, String organization) {
    return organization.equals(DEFAULT_ORGANIZATION) ? servicePrincipal : servicePrincipal + "." + organization;
  }

  /** The principal of which {@link #declarationName} made this name. */
  public static String principalOf(String declarationName) {
    String organization = organizationOf(declarationName);
    return organization.equals(DEFAULT_ORGANIZATION)
        ? declarationName
        : declarationName.substring(0, declarationName.length() - organization.length() - 1);
  }

  /** The organization of which {@link #declarationName} made this name: none is called as the end of a principal. */
  public static String organizationOf(String declarationName) {
    String last = declarationName.substring(declarationName.lastIndexOf('.') + 1);
    return ENDS_OF_PRINCIPALS.contains(last) || last.equals(declarationName) ? DEFAULT_ORGANIZATION : last;
  }
}
