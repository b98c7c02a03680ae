package dev.trustedaccess.demo;

/** What only people can create is awaited: Config's aggregator, Identity Center's instance, Artifact's role. */
final class ServiceAdministratorSteps implements Story.Scene {
  static final String CONFIG = "config.amazonaws.com";
  static final String SINGLE_SIGN_ON = "sso.amazonaws.com";
  static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  static final String AGGREGATOR = "organization";

  @Override
  public String title() {
    return "The operator waits for what only people can create";
  }

  @Override
  public void play(Story story) {
    story.awaitReason(CONFIG, "AwaitingServiceAdministrator");
    story.awaitReason(SINGLE_SIGN_ON, "AwaitingServiceAdministrator");
    story.awaitReason(ARTIFACT, "AwaitingServiceAdministrator");
    story.quote(CONFIG);
    story.quote(SINGLE_SIGN_ON);
    story.quote(ARTIFACT);
    story.gap();
    story.tell("So people create the aggregator and the role:");
    story.others(
        "aws configservice put-configuration-aggregator --configuration-aggregator-name " + AGGREGATOR + " ...",
        () -> story.organization().management().things("eu-west-1").put("organization-aggregator", AGGREGATOR));
    story.others("aws iam create-service-linked-role --aws-service-name artifact.amazonaws.com",
        () -> story.organization()
            .management()
            .role("AWSServiceRoleForArtifact", "/aws-service-role/artifact.amazonaws.com/"));
    story.tell("In the console of IAM Identity Center they choose Enable.");
    story.organization().management().things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    story.gap();
    story.awaitReady(CONFIG, SINGLE_SIGN_ON, ARTIFACT);
    story.awaitRoles(SINGLE_SIGN_ON, DemoEnvironment.ACCOUNTS + "/" + DemoEnvironment.ACCOUNTS);
    story.awaitRoles(ARTIFACT, "1/1");
    story.list();
    story.gap();
    story.tell(
        CONFIG + " is Ready although some accounts lack its role: Config makes that role only where it is needed.");
  }
}
