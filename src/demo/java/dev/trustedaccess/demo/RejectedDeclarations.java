package dev.trustedaccess.demo;

/** Two common mistakes: the message names the right principal or the right call, and AWS is not called. */
final class RejectedDeclarations implements Story.Scene {
  private static final String NO_PRINCIPAL = "macie2.amazonaws.com";
  private static final String OWN_METHOD = "member.org.stacksets.cloudformation.amazonaws.com";

  @Override
  public String title() {
    return "Two mistakes are rejected, and the message names the right call";
  }

  @Override
  public void play(Story story) {
    story.kubectl().applyTyped(declaration(NO_PRINCIPAL));
    story.kubectl().applyTyped(declaration(OWN_METHOD));
    story.awaitReason(NO_PRINCIPAL, "UnrecognizedPrincipal", "declare macie.amazonaws.com");
    story.awaitReason(OWN_METHOD, "ServiceApiRequired", "cloudformation:ActivateOrganizationsAccess");
    story.gap();
    story.quote(NO_PRINCIPAL);
    story.quote(OWN_METHOD);
    story.gap();
    story.kubectl().delete(NO_PRINCIPAL, OWN_METHOD);
    story.awaitGone(NO_PRINCIPAL, OWN_METHOD);
    story.check("AWS was not called for them", "", story.aws().calls().about(NO_PRINCIPAL).isEmpty()
        && story.aws().calls().about(OWN_METHOD).isEmpty());
    story.seen("AWS was not called for either. Both declarations are deleted at once.");
  }

  private static String declaration(String principal) {
    return """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s}
        spec: {servicePrincipal: %1$s}
        """.formatted(principal);
  }
}
