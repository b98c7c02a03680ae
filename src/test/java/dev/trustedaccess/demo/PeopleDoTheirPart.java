package dev.trustedaccess.demo;

/** What the operator may not make is awaited: a Config aggregator, the instance of IAM Identity Center. */
final class PeopleDoTheirPart implements Story.Scene {
  static final String CONFIG = "config.amazonaws.com";
  static final String SINGLE_SIGN_ON = "sso.amazonaws.com";
  static final String AGGREGATOR = "organization-aggregator";

  @Override
  public String title() {
    return "What only people can make is awaited";
  }

  @Override
  public void play(Story story) {
    story.awaitReason(CONFIG, "AwaitingServiceAdministrator");
    story.awaitReason(SINGLE_SIGN_ON, "AwaitingServiceAdministrator");
    story.quote(CONFIG);
    story.quote(SINGLE_SIGN_ON);
    story.gap();
    story.tell("So they do, in AWS:");
    String role = "arn:aws:iam::" + story.organization().management().id() + ":role/AWSConfigRoleForOrganizations";
    story.others(
        "aws configservice put-configuration-aggregator --configuration-aggregator-name " + AGGREGATOR + " ...",
        () -> story.organization().management().config("eu-west-1").organizationAggregator(AGGREGATOR, role));
    story.others("# IAM Identity Center's console: Enable",
        () -> story.organization().management().identityCenter("us-east-1").active());
    story.gap();
    story.awaitReady(CONFIG, SINGLE_SIGN_ON);
    story.list();
  }
}
