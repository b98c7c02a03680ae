package dev.trustedaccess.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/** Everything is deleted in a mixed order; each service waits for what remains, is confirmed, and is disabled in order. */
final class EverythingDeleted implements Story.Scene {
  private static final String FIREWALL_MANAGER = FirstDeclarations.FIREWALL_MANAGER;
  private static final String CONFIG = ServiceAdministratorSteps.CONFIG;
  private static final String CONFIG_RULES = FirstDeclarations.CONFIG_RULES;
  private static final String ARTIFACT = ServiceAdministratorSteps.ARTIFACT;
  private static final String SINGLE_SIGN_ON = ServiceAdministratorSteps.SINGLE_SIGN_ON;
  private static final String DIRECTORY_SERVICE = FirstDeclarations.DIRECTORY_SERVICE;
  private static final String RULE = "encrypted-volumes";

  @Override
  public String title() {
    return "A year later everything is deleted, in a mixed order";
  }

  @Override
  public void play(Story story) {
    aYearPasses(story.organization());
    Set<String> stillEnabled = new TreeSet<>(story.organization().enabledPrincipals().keySet());
    story.tell("During the year, people have created the organization rule " + RULE + " with AWS Config, registered a"
        + " delegated administrator for it, written policies of Firewall Manager, and accepted an agreement in Artifact.");
    story.gap();
    story.kubectl().deleteConnection();
    story.kubectl().delete(CONFIG, FIREWALL_MANAGER, SINGLE_SIGN_ON, CONFIG_RULES, DIRECTORY_SERVICE, ARTIFACT);
    story.gap();
    story.tell("The connection stays until the last declaration that uses it is deleted.");
    enabledByOthers(story);
    waiting(story);
    featuresFirst(story);
    peopleRemoveWhatTheyAppointed(story);
    confirmed(story);
    inOrder(story);
    stillEnabled.removeAll(Set.of(CONFIG, CONFIG_RULES, FIREWALL_MANAGER, ARTIFACT));
    story.gap();
    story.kubectl().getAll();
    story.check("only what the operator had not enabled is still enabled: " + stillEnabled, "",
        story.organization().enabledPrincipals().keySet().equals(stillEnabled));
    story.seen(
        "Everything that the operator enabled is disabled. The other " + stillEnabled.size()
            + " services are still enabled.");
  }

  /** What people built on the services meanwhile. */
  private static void aYearPasses(Organization organization) {
    Account management = organization.management();
    organization.firewallManager()
        .policy(DemoEnvironment.SECURITY, "us-east-1", "waf-baseline")
        .policy(DemoEnvironment.SECURITY, "eu-west-1", "waf-baseline-eu");
    organization.delegate(CONFIG, DemoEnvironment.SECURITY);
    management.things("eu-west-1").put("organization-rule", RULE);
    management.things("us-east-1").put("agreement", "AWS Organizations Business Associate Addendum");
  }

  private static void enabledByOthers(Story story) {
    story.awaitGone(SINGLE_SIGN_ON, DIRECTORY_SERVICE);
    story.seen(SINGLE_SIGN_ON + " and " + DIRECTORY_SERVICE
        + " are deleted at once, and their access stays enabled: others had enabled it.");
    story.gap();
  }

  private static void waiting(Story story) {
    story.awaitReason(CONFIG, "CleanupPending", "declaration " + CONFIG_RULES, "delegated-administrator");
    story.awaitReason(CONFIG_RULES, "CleanupPending", RULE);
    story.awaitReason(FIREWALL_MANAGER, "CleanupPending", "administrator " + DemoEnvironment.SECURITY);
    story.awaitReason(ARTIFACT, "ImpactNotConfirmed");
    List.of(CONFIG, CONFIG_RULES, FIREWALL_MANAGER, ARTIFACT).forEach(story::quote);
    story.gap();
    story.tell(
        "Firewall Manager's administrator is named twice: appointed by the service's own call, and registered with"
            + " Organizations.");
    story.tell("The people who made these things remove them, as below. The declaration " + CONFIG_RULES
        + " is being deleted already: it is gone once its own cleanup is done.");
    story.gap();
  }

  private static void featuresFirst(Story story) {
    story.tell(
        "People remove the rule and the delegated administrator. Access of " + CONFIG_RULES
            + " is then disabled first, and the message for Config names what remains:");
    story.others("aws configservice delete-organization-config-rule --organization-config-rule-name " + RULE,
        () -> story.organization().management().things("eu-west-1").remove("organization-rule", RULE));
    story.others("aws organizations deregister-delegated-administrator --service-principal " + CONFIG
        + " --account-id " + DemoEnvironment.SECURITY,
        () -> story.organization().endDelegation(CONFIG, DemoEnvironment.SECURITY));
    story.awaitGone(CONFIG_RULES);
    story.awaitReason(CONFIG, "CleanupPending", ServiceAdministratorSteps.AGGREGATOR);
    story.quote(CONFIG);
    story.gap();
  }

  private static void peopleRemoveWhatTheyAppointed(Story story) {
    story.tell(
        "People had appointed Firewall Manager's administrator last, so they remove it, from its own account. That"
            + " deletes its policies:");
    story.others("aws fms disassociate-admin-account",
        () -> story.organization().firewallManager().disassociate(DemoEnvironment.SECURITY, story.aws().world().now()));
    story.awaitReason(FIREWALL_MANAGER, "ImpactNotConfirmed");
    story.quote(FIREWALL_MANAGER);
    story.gap();
  }

  private static void confirmed(Story story) {
    story.tell(
        "The loss of Config's aggregator is confirmed, and so is the impact of disabling Firewall Manager and Artifact:");
    story.kubectl().confirmCleanedUp(CONFIG);
    story.kubectl().confirmCleanedUp(FIREWALL_MANAGER);
    story.gap();
    story.tell(
        "Each message also ends in a command for somebody who has kubectl alone. It confirms this deletion only:");
    story.kubectl().confirm(story.kubectlConfirmation(ARTIFACT));
    story.awaitGone(CONFIG, FIREWALL_MANAGER, ARTIFACT);
    story.await("the connection is deleted after the last declaration", "",
        () -> story.cluster().connection().isEmpty());
  }

  private static void inOrder(Story story) {
    long rules = disabled(story, CONFIG_RULES);
    story.check("access for Config's feature is disabled before Config's", "", rules < disabled(story, CONFIG));
    story.check("the operator does not remove what people appointed", "",
        story.aws().calls().of("fms:DisassociateAdminAccount").isEmpty());
  }

  private static long disabled(Story story, String principal) {
    return story.aws()
        .calls()
        .of("organizations:DisableAWSServiceAccess")
        .stream()
        .filter(call -> call.principal().filter(principal::equals).isPresent())
        .mapToLong(Call::ordinal)
        .findFirst()
        .orElseThrow(() -> new ExpectationFailed("access is disabled for " + principal, principal));
  }
}
