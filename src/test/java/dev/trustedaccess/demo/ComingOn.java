package dev.trustedaccess.demo;

/** Declared services come on; Firewall Manager is set up, and its roles appear account by account. */
final class ComingOn implements Story.Scene {
  static final String FIREWALL_MANAGER = "fms.amazonaws.com";
  static final String DIRECTORY_SERVICE = "ds.amazonaws.com";
  static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  static final String CONFIG_RULES = "config-multiaccountsetup.amazonaws.com";

  @Override
  public String title() {
    return "Six services are declared, and Firewall Manager comes on";
  }

  @Override
  public void play(Story story) {
    story.kubectl().apply("examples/");
    story.gap();
    String everywhere = Stage.ACCOUNTS + "/" + Stage.ACCOUNTS;
    story.watch(FIREWALL_MANAGER, "Firewall Manager is ready, with its role in " + everywhere + " accounts",
        status -> everywhere.equals(status.roles()) && story.cluster().ready(FIREWALL_MANAGER));
    story.gap();
    story.quote(FIREWALL_MANAGER, "Initialized");
    boolean administrator = story.organization()
        .firewallManager()
        .defaultAdministrator(story.aws().world().now())
        .filter(found -> found.accountId().equals(Stage.SECURITY))
        .isPresent();
    story.check("the declared administrator is Firewall Manager's", FIREWALL_MANAGER, administrator);
    story.awaitReady(DIRECTORY_SERVICE, ARTIFACT, CONFIG_RULES);
    story.check("Directory Service, found on, is Other's", DIRECTORY_SERVICE,
        story.cluster().status(DIRECTORY_SERVICE).filter(status -> "Other".equals(status.openedBy())).isPresent());
    story.seen("Four more are on. Directory Service was on before: openedBy Other, and not a call was made for it.");
  }
}
