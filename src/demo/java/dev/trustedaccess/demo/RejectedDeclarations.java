package dev.trustedaccess.demo;

import dev.trustedaccess.component.WithoutIntegration;

/** Two common mistakes: the message names the right principal or the place in the console, and AWS is not called. */
final class RejectedDeclarations implements Story.Scene {
  private static final String NO_PRINCIPAL = "macie2.amazonaws.com";
  private static final String IN_ITS_CONSOLE = WithoutIntegration.Q_DEVELOPER;

  @Override
  public String title() {
    return "Two mistakes are named before any call is made";
  }

  @Override
  public void play(Story story) {
    story.kubectl().applyTyped(declaration(NO_PRINCIPAL));
    story.kubectl().applyTyped(declaration(IN_ITS_CONSOLE));
    story.awaitReason(NO_PRINCIPAL, "UnrecognizedPrincipal", "declare macie.amazonaws.com");
    story.awaitReason(IN_ITS_CONSOLE, "ServiceApiRequired", "Amazon Q Developer console, Settings");
    story.gap();
    story.quote(NO_PRINCIPAL);
    story.quote(IN_ITS_CONSOLE);
    story.gap();
    story.tell(
        "The first name is wrong. The second is right, but only a console can enable it, so a declaration alone does"
            + " nothing.");
    story.gap();
    story.kubectl().delete(NO_PRINCIPAL, IN_ITS_CONSOLE);
    story.awaitGone(NO_PRINCIPAL, IN_ITS_CONSOLE);
    story.check("AWS was not called for them", "", story.aws().calls().about(NO_PRINCIPAL).isEmpty()
        && story.aws().calls().about(IN_ITS_CONSOLE).isEmpty());
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
