package dev.trustedaccess.demo;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.simulator.world.FirewallManager;

/** Changes by others that the operator only reports: another administrator, a service that nobody declares. */
final class ChangedByOthers implements Story.Scene {
  static final String INTRUDER = "detective.amazonaws.com";
  private static final String FIREWALL_MANAGER = FirstDeclarations.FIREWALL_MANAGER;

  @Override
  public String title() {
    return "Other changes by others are reported, and not reverted";
  }

  @Override
  public void play(Story story) {
    int undeclared = undeclared(story);
    String other = story.organization().accounts().firstKey();
    story.others("aws organizations enable-aws-service-access --service-principal " + INTRUDER,
        () -> story.organization().enableAccess(INTRUDER));
    story.others("aws fms disassociate-admin-account; aws fms associate-admin-account --admin-account " + other,
        () -> administrator(story, DemoEnvironment.SECURITY, other));
    story.await("the connection counts the undeclared service", "", () -> undeclared(story) == undeclared + 1);
    story.awaitReason(FIREWALL_MANAGER, "AdministratorMismatch");
    story.await("status no longer lists the administrator as the operator's own", FIREWALL_MANAGER,
        () -> ownsNothing(story));
    story.gap();
    story.connection();
    story.gap();
    story.tell("UNDECLARED was " + undeclared + " before. The connection's status.enabledPrincipals names " + INTRUDER
        + ", which stays enabled.");
    story.gap();
    story.quote(FIREWALL_MANAGER);
    story.gap();
    story.tell("The security team decides for the declared administrator and appoints it again:");
    story.others(
        "aws fms disassociate-admin-account; aws fms associate-admin-account --admin-account "
            + DemoEnvironment.SECURITY,
        () -> administrator(story, other, DemoEnvironment.SECURITY));
    story.awaitReady(FIREWALL_MANAGER);
    story.check("what nobody declares is left enabled", "", story.organization().isEnabled(INTRUDER)
        && story.aws().calls().about(INTRUDER).isEmpty());
    story.check("what people appointed does not count as the operator's own", FIREWALL_MANAGER, ownsNothing(story));
    story.seen("Firewall Manager is ready again, and no call was made for " + INTRUDER + ".");
    story.tell("People appointed the administrator this time, so the operator will not remove it.");
  }

  private static boolean ownsNothing(Story story) {
    List<OwnedResource> owned = Optional.ofNullable(
        story.cluster().status(FIREWALL_MANAGER).orElseThrow().ownedResources()).orElse(List.of());
    return owned.stream().allMatch(resource -> Boolean.TRUE.equals(resource.removedByOthers()));
  }

  private static int undeclared(Story story) {
    return Objects.requireNonNull(story.cluster().connectionStatus().orElseThrow().undeclaredCount());
  }

  /** One administrator leaves, which takes its time, and another comes. */
  private static void administrator(Story story, String leaves, String comes) {
    FirewallManager manager = story.organization().firewallManager();
    manager.disassociate(leaves, story.aws().world().now());
    story.await(leaves + " has left", FIREWALL_MANAGER,
        () -> !manager.administrators(story.aws().world().now()).containsKey(leaves));
    manager.administrator(comes);
  }
}
