package dev.trustedaccess.demo;

import java.util.Objects;

import dev.trustedaccess.simulator.world.FirewallManager;

/** What others change and the operator may not is reported: another administrator, a service that nobody declares. */
final class ChangedByOthers implements Story.Scene {
  static final String INTRUDER = "detective.amazonaws.com";
  private static final String FIREWALL_MANAGER = ComingOn.FIREWALL_MANAGER;

  @Override
  public String title() {
    return "Others change things; that is reported, and not fought over";
  }

  @Override
  public void play(Story story) {
    int undeclared = undeclared(story);
    String other = story.organization().accounts().firstKey();
    story.others("aws organizations enable-aws-service-access --service-principal " + INTRUDER,
        () -> story.organization().enableAccess(INTRUDER));
    story.others("aws fms disassociate-admin-account; aws fms associate-admin-account --admin-account " + other,
        () -> administrator(story, Stage.SECURITY, other));
    story.await("the connection counts the undeclared service", "", () -> undeclared(story) == undeclared + 1);
    story.awaitReason(FIREWALL_MANAGER, "AdministratorMismatch");
    story.await("the administrator that the operator set is known to be gone", FIREWALL_MANAGER,
        () -> story.cluster().status(FIREWALL_MANAGER).filter(status -> status.ownedResources() == null).isPresent());
    story.gap();
    story.connection();
    story.gap();
    story.quote(FIREWALL_MANAGER);
    story.gap();
    story.tell("The security team agrees on the declared administrator and sets it again:");
    story.others(
        "aws fms disassociate-admin-account; aws fms associate-admin-account --admin-account " + Stage.SECURITY,
        () -> administrator(story, other, Stage.SECURITY));
    story.awaitReady(FIREWALL_MANAGER);
    story.check("what nobody declares is left on", "", story.organization().isEnabled(INTRUDER)
        && story.aws().calls().about(INTRUDER).isEmpty());
    story.check("what people set is not taken for the operator's own", FIREWALL_MANAGER,
        story.cluster().status(FIREWALL_MANAGER).filter(status -> status.ownedResources() == null).isPresent());
    story.seen("Firewall Manager is ready again, and no call was made for " + INTRUDER + ".");
    story.tell("Its administrator is theirs now, set by people: the operator will not remove it.");
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
