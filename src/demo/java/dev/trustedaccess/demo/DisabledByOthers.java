package dev.trustedaccess.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.LastChangeByOthers;
import dev.trustedaccess.simulator.SdkClients;
import dev.trustedaccess.simulator.world.Account;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Drift: what somebody disables is enabled again within one organization snapshot, and CloudTrail shows who it was. */
final class DisabledByOthers implements Story.Scene {
  private static final String ROLE = "Admin";
  static final String PERSON = "anna";
  private static final String SINGLE_SIGN_ON = ServiceAdministratorSteps.SINGLE_SIGN_ON;

  @Override
  public String title() {
    return "At night somebody disables single sign-on";
  }

  @Override
  public void play(Story story) {
    story.tell("This demo's connection has cloudTrail: Read, so the operator asks CloudTrail who it was.");
    story.gap();
    int before = story.cluster().events(SINGLE_SIGN_ON).size();
    story.others("aws organizations disable-aws-service-access --service-principal " + SINGLE_SIGN_ON,
        () -> disable(story));
    Instant off = story.aws().world().now();
    story.await("single sign-on is enabled again", SINGLE_SIGN_ON,
        () -> story.organization().isEnabled(SINGLE_SIGN_ON));
    Duration away = Duration.between(off, story.organization().enabledSince(SINGLE_SIGN_ON).orElseThrow());
    story.await("the correction is recorded", SINGLE_SIGN_ON,
        () -> story.cluster().status(SINGLE_SIGN_ON).filter(status -> status.corrections() != null).isPresent());
    story.awaitReady(SINGLE_SIGN_ON);
    story.await("CloudTrail names who it was", SINGLE_SIGN_ON, () -> caller(story).isPresent());
    story.await("an Event names who it was", SINGLE_SIGN_ON, () -> story.cluster()
        .events(SINGLE_SIGN_ON)
        .stream()
        .skip(before)
        .anyMatch(event -> event.getMessage().contains(caller(story).orElseThrow())));
    story.check("the caller is the person who did it", SINGLE_SIGN_ON,
        caller(story).orElseThrow().endsWith(":assumed-role/" + ROLE + "/" + PERSON));
    story.gap();
    story.events(SINGLE_SIGN_ON, before);
    story.seen("Enabled again %d.%d s later, as soon as the operator read the organization again."
        .formatted(away.toSeconds(), away.toMillisPart() / 100));
  }

  /** A person at night, in the session of a role: CloudTrail records calls, so the demo makes one. */
  private static void disable(Story story) {
    Account management = story.organization().management().role(ROLE);
    try (OrganizationsClient organizations = SdkClients.of(story.aws(), management)
        .assuming(management.id(), ROLE, request -> request.roleSessionName(PERSON))
        .organizations()) {
      organizations.disableAWSServiceAccess(request -> request.servicePrincipal(SINGLE_SIGN_ON));
    }
  }

  private static Optional<String> caller(Story story) {
    return story.cluster()
        .status(SINGLE_SIGN_ON)
        .map(TrustedServiceAccessStatus::lastChangeByOthers)
        .map(LastChangeByOthers::principalArn);
  }
}
