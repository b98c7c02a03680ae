package dev.trustedaccess.demo;

import java.time.Instant;

/** A mistaken delete is called back during the hold; access was never off. */
final class CalledBack implements Story.Scene {
  private static final String SINGLE_SIGN_ON = PeopleDoTheirPart.SINGLE_SIGN_ON;

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
    story.tell("Without it nobody signs in to any account. So:");
    story.kubectl().retain(SINGLE_SIGN_ON);
    story.awaitGone(SINGLE_SIGN_ON);
    story.check("access was never off", "",
        story.organization().enabledSince(SINGLE_SIGN_ON).filter(since::equals).isPresent());
    story.seen("The declaration is gone, access was never off.");
    story.gap();
    story.kubectl().apply("examples/40-single-sign-on.yaml");
    story.awaitReady(SINGLE_SIGN_ON);
    story.check("a declaration made anew finds access on", SINGLE_SIGN_ON,
        story.cluster().status(SINGLE_SIGN_ON).filter(status -> "Other".equals(status.enabledBy())).isPresent());
    story.seen("Declared anew it is found on: enabledBy Other, so deletionPolicy Restore leaves it on from now on.");
  }
}
