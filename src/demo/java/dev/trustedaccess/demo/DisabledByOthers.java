package dev.trustedaccess.demo;

import java.time.Duration;
import java.time.Instant;

/** Drift: what somebody disables is enabled again within one organization snapshot. */
final class DisabledByOthers implements Story.Scene {
  private static final String SINGLE_SIGN_ON = ServiceAdministratorSteps.SINGLE_SIGN_ON;

  @Override
  public String title() {
    return "At night somebody disables single sign-on";
  }

  @Override
  public void play(Story story) {
    int before = story.cluster().events(SINGLE_SIGN_ON).size();
    story.others("aws organizations disable-aws-service-access --service-principal " + SINGLE_SIGN_ON,
        () -> story.organization().disableAccess(SINGLE_SIGN_ON));
    Instant off = story.aws().world().now();
    story.await("single sign-on is enabled again", SINGLE_SIGN_ON,
        () -> story.organization().isEnabled(SINGLE_SIGN_ON));
    Duration away = Duration.between(off, story.organization().enabledSince(SINGLE_SIGN_ON).orElseThrow());
    story.await("the correction is recorded", SINGLE_SIGN_ON,
        () -> story.cluster().status(SINGLE_SIGN_ON).filter(status -> status.corrections() != null).isPresent());
    story.awaitReady(SINGLE_SIGN_ON);
    story.gap();
    story.events(SINGLE_SIGN_ON, before);
    story.seen("Enabled again %d.%d s later, within one organization snapshot."
        .formatted(away.toSeconds(), away.toMillisPart() / 100));
  }
}
