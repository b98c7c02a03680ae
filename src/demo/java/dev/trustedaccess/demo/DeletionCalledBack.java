package dev.trustedaccess.demo;

import java.time.Instant;

/** A mistaken delete is called back during the hold; access was never disabled. */
final class DeletionCalledBack implements Story.Scene {
  private static final String SINGLE_SIGN_ON = ServiceAdministratorSteps.SINGLE_SIGN_ON;

  @Override
  public String title() {
    return "A deletion is called back in time";
  }

  @Override
  public void play(Story story) {
    Instant since = story.organization().enabledSince(SINGLE_SIGN_ON).orElseThrow();
    story.kubectl().delete(SINGLE_SIGN_ON);
    story.awaitReason(SINGLE_SIGN_ON, "DeletionHeld");
    story.quote(SINGLE_SIGN_ON);
    story.gap();
    story.tell("Without this access, nobody can sign in to any account. So:");
    story.kubectl().retain(SINGLE_SIGN_ON);
    story.awaitGone(SINGLE_SIGN_ON);
    story.check("access was never disabled", "",
        story.organization().enabledSince(SINGLE_SIGN_ON).filter(since::equals).isPresent());
    story.seen("The declaration is deleted, and access was never disabled.");
    story.gap();
    story.kubectl().apply("examples/40-single-sign-on.yaml");
    story.awaitReady(SINGLE_SIGN_ON);
    story.check("a new declaration finds access enabled", SINGLE_SIGN_ON,
        story.cluster().status(SINGLE_SIGN_ON).filter(status -> "Other".equals(status.enabledBy())).isPresent());
    story.seen(
        "The new declaration finds access enabled: enabledBy is Other, so deletionPolicy Restore will leave it enabled.");
  }
}
