package dev.trustedaccess.demo;

import java.util.Objects;

/** Declared services are enabled; Firewall Manager is initialized, and its roles appear account by account. */
final class FirstDeclarations implements Story.Scene {
  static final String FIREWALL_MANAGER = "fms.amazonaws.com";
  static final String DIRECTORY_SERVICE = "ds.amazonaws.com";
  static final String CONFIG_RULES = "config-multiaccountsetup.amazonaws.com";

  @Override
  public String title() {
    return "Six services are declared, and Firewall Manager is enabled";
  }

  @Override
  public void play(Story story) {
    story.kubectl().apply("examples/");
    story.gap();
    String everywhere = DemoEnvironment.ACCOUNTS + "/" + DemoEnvironment.ACCOUNTS;
    story.watch(FIREWALL_MANAGER, "Firewall Manager is ready, with its role in " + everywhere + " accounts",
        now -> Cluster.ready(now)
            && everywhere.equals(Objects.requireNonNull(now.getStatus()).roles()));
    story.gap();
    story.quote(FIREWALL_MANAGER, "Initialized");
    boolean administrator = story.organization()
        .firewallManager()
        .defaultAdministrator(story.aws().world().now())
        .filter(found -> found.accountId().equals(DemoEnvironment.SECURITY))
        .isPresent();
    story.check("the declared administrator is Firewall Manager's", FIREWALL_MANAGER, administrator);
    story.awaitReady(CONFIG_RULES, DIRECTORY_SERVICE);
    story.check("Directory Service was enabled by others", DIRECTORY_SERVICE,
        story.cluster().status(DIRECTORY_SERVICE).filter(status -> "Other".equals(status.enabledBy())).isPresent());
    story.check("AWS is not called for a service that is already enabled", DIRECTORY_SERVICE,
        story.aws().calls().changes().stream().noneMatch(call -> call.parameters().containsValue(DIRECTORY_SERVICE)));
    story.seen("Directory Service was enabled before: enabledBy is Other, and nothing was changed for it.");
  }
}
