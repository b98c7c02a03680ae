package dev.trustedaccess.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/** Everything is deleted in a mixed order; each service is held by what remains, confirmed, and withdrawn in order. */
final class Withdrawn implements Story.Scene {
  private static final String FIREWALL_MANAGER = ComingOn.FIREWALL_MANAGER;
  private static final String CONFIG = PeopleDoTheirPart.CONFIG;
  private static final String CONFIG_RULES = ComingOn.CONFIG_RULES;
  private static final String ARTIFACT = PeopleDoTheirPart.ARTIFACT;
  private static final String SINGLE_SIGN_ON = PeopleDoTheirPart.SINGLE_SIGN_ON;
  private static final String DIRECTORY_SERVICE = ComingOn.DIRECTORY_SERVICE;
  private static final String RULE = "encrypted-volumes";

  @Override
  public String title() {
    return "A year later everything is deleted, in a mixed order";
  }

  @Override
  public void play(Story story) {
    aYearGoesBy(story.organization());
    Set<String> on = new TreeSet<>(story.organization().enabledPrincipals().keySet());
    story.kubectl().deleteConnection();
    story.kubectl().delete(CONFIG, FIREWALL_MANAGER, SINGLE_SIGN_ON, CONFIG_RULES, DIRECTORY_SERVICE, ARTIFACT);
    story.gap();
    foundOn(story);
    held(story);
    featuresFirst(story);
    whatPeopleSetGoesByThem(story);
    confirmed(story);
    inOrder(story);
    on.removeAll(Set.of(CONFIG, CONFIG_RULES, FIREWALL_MANAGER, ARTIFACT));
    story.gap();
    story.kubectl().getAll();
    story.check("on is what was not opened by the operator: " + on, "",
        story.organization().enabledPrincipals().keySet().equals(on));
    story.seen(
        "Off is what the operator had opened; on are " + on.size() + " services that it had not.");
  }

  /** What people built on the services meanwhile. */
  private static void aYearGoesBy(Organization organization) {
    Account management = organization.management();
    organization.firewallManager()
        .policy(Stage.SECURITY, "us-east-1", "waf-baseline")
        .policy(Stage.SECURITY, "eu-west-1", "waf-baseline-eu");
    organization.delegate(CONFIG, Stage.SECURITY);
    management.config("eu-west-1").organizationRule(RULE);
    management.agreements().acceptedForOrganization("AWS Organizations Business Associate Addendum");
  }

  private static void foundOn(Story story) {
    story.awaitGone(SINGLE_SIGN_ON, DIRECTORY_SERVICE);
    story.seen(SINGLE_SIGN_ON + " and " + DIRECTORY_SERVICE + " go at once and stay on: others had opened them.");
    story.gap();
  }

  private static void held(Story story) {
    story.awaitReason(CONFIG, "CleanupPending", "declaration " + CONFIG_RULES, "delegated-administrator");
    story.awaitReason(CONFIG_RULES, "CleanupPending", RULE);
    story.awaitReason(FIREWALL_MANAGER, "CleanupPending", "administrator " + Stage.SECURITY);
    story.awaitReason(ARTIFACT, "ImpactNotConfirmed");
    List.of(CONFIG, CONFIG_RULES, FIREWALL_MANAGER, ARTIFACT).forEach(story::quote);
    story.gap();
  }

  private static void featuresFirst(Story story) {
    story.tell(
        "Rule and delegated administrator are removed. The feature then goes first, and Config says what is left:");
    story.others("aws configservice delete-organization-config-rule --organization-config-rule-name " + RULE,
        () -> story.organization().management().config("eu-west-1").organizationRules().remove(RULE));
    story.others("aws organizations deregister-delegated-administrator --service-principal " + CONFIG
        + " --account-id " + Stage.SECURITY,
        () -> story.organization().endDelegation(CONFIG, Stage.SECURITY));
    story.awaitGone(CONFIG_RULES);
    story.awaitReason(CONFIG, "CleanupPending", PeopleDoTheirPart.AGGREGATOR);
    story.quote(CONFIG);
    story.gap();
  }

  private static void whatPeopleSetGoesByThem(Story story) {
    story.tell("People had set Firewall Manager's administrator last, so they remove it, from its own account; its"
        + " policies go with it:");
    story.others("aws fms disassociate-admin-account",
        () -> story.organization().firewallManager().disassociate(Stage.SECURITY, story.aws().world().now()));
    story.awaitReason(FIREWALL_MANAGER, "ImpactNotConfirmed");
    story.quote(FIREWALL_MANAGER);
    story.gap();
  }

  private static void confirmed(Story story) {
    story.tell("Config's aggregator is given up knowingly, and Firewall Manager and Artifact may go:");
    for (String name : List.of(CONFIG, FIREWALL_MANAGER, ARTIFACT)) {
      story.kubectl().confirmCleanedUp(name);
    }
    story.awaitGone(CONFIG, FIREWALL_MANAGER, ARTIFACT);
    story.await("the connection goes after the last declaration", "",
        () -> story.cluster().connection().isEmpty());
  }

  private static void inOrder(Story story) {
    long rules = closed(story, CONFIG_RULES);
    story.check("Config's feature is closed before Config", "", rules < closed(story, CONFIG));
    story.check("what people set is not removed by the operator", "",
        story.aws().calls().of("fms:DisassociateAdminAccount").isEmpty());
  }

  private static long closed(Story story, String principal) {
    return story.aws()
        .calls()
        .of("organizations:DisableAWSServiceAccess")
        .stream()
        .filter(call -> call.principal().filter(principal::equals).isPresent())
        .mapToLong(Call::ordinal)
        .findFirst()
        .orElseThrow(() -> new Missed("access is closed for " + principal, principal));
  }
}
