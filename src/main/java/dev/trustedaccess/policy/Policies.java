package dev.trustedaccess.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Door;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.PrincipalFacts;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.domain.RoleRef;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.policy.RolePolicy.Duty;
import dev.trustedaccess.policy.RolePolicy.Trust;

/**
 * The least policies for one connection and its declarations.
 *
 * @param settings the connection
 * @param declared its declarations
 * @param catalog what is known of services
 * @param pod ARN of the identity that the operator runs as
 * @param partition of all ARNs, such as {@code aws-cn}
 * @param observeOnly leaves out every action that changes something
 */
public record Policies(
    ConnectionSettings settings,
    List<Desired> declared,
    ServiceCatalog catalog,
    String pod,
    String partition,
    boolean observeOnly) {
  private static final String SERVICE_PRINCIPAL = "organizations:ServicePrincipal";

  public Policies {
    declared = List.copyOf(declared);
  }

  /** The roles that the connection names, the organizations duty first, and that of the pod where it assumes others. */
  public List<RolePolicy> roles() {
    List<RolePolicy> roles = new ArrayList<>();
    roles.add(fromPod(Duty.organizations, settings.organizationsRole(), organizations()));
    settings.serviceDuty().ifPresent(duty -> roles.add(fromPod(Duty.service, duty.role(), service())));
    Trust organizations = new Trust(settings.organizationsRole().map(RoleRef::arn).orElse(pod), Optional.empty());
    settings.memberReadRole()
        .ifPresent(name -> roles.add(new RolePolicy(
            Duty.memberRead, Optional.of(name), Optional.of(organizations),
            List.of(Statement.any("ReadRoles", List.of("iam:ListRoles"))))));
    settings.memberServiceRole()
        .ifPresent(name -> roles.add(new RolePolicy(
            Duty.memberService, Optional.of(name), Optional.of(organizations), administrator(false))));
    List<String> assumed = Stream.of(
        settings.organizationsRole(), settings.serviceDuty().flatMap(ConnectionSettings.ServiceDuty::role))
        .flatMap(Optional::stream)
        .map(RoleRef::arn)
        .toList();
    if (!assumed.isEmpty()) {
      roles.add(new RolePolicy(
          Duty.pod, Optional.of(lastPart(pod)), Optional.empty(),
          List.of(Statement.on("AssumeTheseRolesOnly", List.of("sts:AssumeRole"), assumed))));
    }
    return List.copyOf(roles);
  }

  private RolePolicy fromPod(Duty duty, Optional<RoleRef> role, List<Statement> permissions) {
    return new RolePolicy(
        duty,
        role.map(reference -> lastPart(reference.arn())),
        role.map(reference -> new Trust(pod, reference.externalId())),
        permissions);
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private List<Statement> organizations() {
    List<String> reads = new ArrayList<>(List.of(
        "organizations:DescribeOrganization",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts"));
    if (declared.stream().anyMatch(this::asksForDelegates)) {
      reads.add("organizations:ListDelegatedAdministrators");
    }
    if (entries(switched()).anyMatch(entry -> !entry.service().policyTypes().isEmpty())) {
      reads.add("organizations:ListRoots");
    }
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.any("ReadTheOrganization", reads));
    if (reachesAdministrators() || !initialized().isEmpty()) {
      // Whoever administers a service must be one of the organization's accounts before anything is done there.
      reads(statements, "", List.of("organizations:DescribeAccount"));
    }
    List<String> enabled = switched().stream()
        .filter(desired -> door(desired, PrincipalFacts::wayIn))
        .map(Desired::principal)
        .toList();
    List<String> disabled = switched().stream()
        .filter(desired -> door(desired, PrincipalFacts::wayOut))
        .flatMap(desired -> Stream.concat(
            Stream.of(desired.principal()), catalog.otherNames(desired.principal()).stream()))
        .toList();
    onPrincipals(statements, "EnableTheseServicesOnly", "organizations:EnableAWSServiceAccess", enabled);
    onPrincipals(statements, "DisableTheseServicesOnly", "organizations:DisableAWSServiceAccess", disabled);
    statements.add(Statement.any("ListRolesOfTheManagementAccount", List.of("iam:ListRoles")));
    if (settings.memberReadRole().isPresent()) {
      // The sweep over the accounts serves all declarations, and those to come.
      getRoles(statements, catalog.ordinaryRoles().stream().map(RoleId::name));
    }
    List<String> members = Stream.of(
        settings.memberReadRole(), settings.memberServiceRole().filter(_ -> reachesAdministrators()))
        .flatMap(Optional::stream)
        .map(name -> "arn:" + partition + ":iam::*:role/" + name)
        .toList();
    if (!members.isEmpty()) {
      statements.add(Statement.when("ReachMembers", List.of("sts:AssumeRole"), members,
          "aws:ResourceOrgID", List.of(settings.organizationId())));
    }
    return statements;
  }

  /** In the management account, and in an administrator's account where that is the management account itself. */
  private List<Statement> service() {
    List<Statement> statements = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    declared.forEach(desired -> reads.addAll(ServiceActions.of(desired.principal()).inManagement()));
    if (!reads.isEmpty()) {
      reads(statements, "SeeWhatIsSetUpAndWhatRemains", reads);
    }
    getRoles(
        statements,
        declared.stream().flatMap(desired -> ServiceActions.of(desired.principal()).roles().stream()));
    for (Desired desired : initialized()) {
      ServiceActions.Administrator actions = ServiceActions.of(desired.principal()).administrator();
      statements.add(Statement.any("AppointTheAdministrator", actions.appoint()));
      reads(statements, "WhatTheServiceReadsInTheCallersName", actions.appointInName());
      onPrincipals(
          statements, "WhatTheServiceSwitchesInTheCallersName", actions.appointOnPrincipal(), desired.principal());
      statements.add(Statement.when(
          "RegisterTheseAccountsOnly", List.of("organizations:RegisterDelegatedAdministrator"),
          List.of(account(desired.administrator().orElseThrow())), SERVICE_PRINCIPAL, List.of(desired.principal())));
      statements.add(Statement.when(
          "TheRoleThatTheServiceNeeds", List.of("iam:CreateServiceLinkedRole"),
          List.of("arn:" + partition + ":iam::*:role/aws-service-role/" + desired.principal() + "/*"),
          "iam:AWSServiceName", List.of(desired.principal())));
    }
    statements.addAll(administrator(true));
    return statements;
  }

  private List<Statement> administrator(boolean inManagement) {
    List<Statement> statements = new ArrayList<>();
    List<String> reads = declared.stream()
        .filter(desired -> !inManagement || administeredFromManagement(desired))
        .flatMap(desired -> ServiceActions.of(desired.principal()).inAdministrator().stream())
        .toList();
    if (!reads.isEmpty()) {
      statements.add(Statement.any(inManagement ? "SeeWhatRemainsAsAdministrator" : "SeeWhatRemains", reads));
    }
    for (Desired desired : initialized()) {
      if (administeredFromManagement(desired) == inManagement) {
        ServiceActions.Administrator actions = ServiceActions.of(desired.principal()).administrator();
        statements.add(Statement.any("StepDownAsAdministrator", actions.dismiss()));
        onPrincipals(statements, "WhatTheServiceSwitchesWhenOneStepsDown", actions.dismissOnPrincipal(),
            desired.principal());
      }
    }
    return statements;
  }

  private boolean reachesAdministrators() {
    return settings.memberServiceRole().isPresent() && !administrator(false).isEmpty();
  }

  private boolean administeredFromManagement(Desired desired) {
    Optional<String> management = settings.managementAccountId()
        .or(() -> settings.organizationsRole().map(RoleRef::accountId));
    return desired.administrator().isPresent() && desired.administrator().equals(management);
  }

  private void reads(List<Statement> to, String sid, List<String> actions) {
    List<String> any = actions.stream().filter(action -> resourceOf(action).isEmpty()).toList();
    if (!any.isEmpty()) {
      to.add(Statement.any(sid, any));
    }
    actions.stream()
        .distinct()
        .sorted()
        .forEach(action -> resourceOf(action).ifPresent(
            resource -> to.add(Statement.on(
                action.replaceAll(".*:", "") + "OfTheseOnly", List.of(action), List.of(resource)))));
  }

  private String account(String id) {
    return "arn:" + partition + ":organizations::*:account/" + settings.organizationId() + "/" + id;
  }

  /** What a read can be bounded to, by AWS's Service Authorization Reference; most that are made here take {@code *} alone. */
  private Optional<String> resourceOf(String action) {
    return switch (action) {
      case "ds:DescribeSharedDirectories" -> Optional.of("arn:" + partition + ":ds:*:*:directory/*");
      case "organizations:DescribeAccount" ->
        Optional.of(account("*"));
      default -> Optional.empty();
    };
  }

  /** The path is left open: a role that does not stand is asked for by its name alone, and gets no path from IAM. */
  private void getRoles(List<Statement> to, Stream<String> names) {
    List<String> roles = names.distinct().sorted().map(name -> "arn:" + partition + ":iam::*:role/*" + name).toList();
    if (!roles.isEmpty()) {
      to.add(Statement.on("FindTheseRolesOnly", List.of("iam:GetRole"), roles));
    }
  }

  private static void onPrincipals(List<Statement> to, String sid, String action, List<String> principals) {
    if (!principals.isEmpty()) {
      to.add(Statement.when(sid, List.of(action), List.of("*"), SERVICE_PRINCIPAL, principals));
    }
  }

  private static void onPrincipals(List<Statement> to, String sid, List<String> actions, String principal) {
    to.add(Statement.when(sid, actions, List.of("*"), SERVICE_PRINCIPAL, List.of(principal)));
  }

  /** What the operator may switch: not what is only observed, not allowed, or unknown and not accepted. */
  private List<Desired> switched() {
    return declared.stream()
        .filter(desired -> !observes() && desired.mode() == Mode.Manage)
        .filter(desired -> settings.allows(desired.principal()))
        .filter(desired -> catalog.trap(desired.principal()).isEmpty())
        .filter(desired -> desired.acceptUnknownService() || catalog.find(desired.principal()).isPresent())
        .toList();
  }

  /** Whose administrator the operator names and withdraws. */
  private List<Desired> initialized() {
    boolean duty = settings.mayInitialize();
    return switched().stream()
        .filter(desired -> duty && desired.initialization() == Desired.InitializationMode.Automatic)
        .filter(desired -> desired.administrator().isPresent())
        .filter(desired -> !ServiceActions.of(desired.principal()).administrator().appoint().isEmpty())
        .toList();
  }

  private boolean observes() {
    return observeOnly || settings.mode() == Mode.Observe;
  }

  private boolean asksForDelegates(Desired desired) {
    boolean byGate = !observes() && catalog.find(desired.principal())
        .map(entry -> entry.service().delegatedAdministrators())
        .orElse(true);
    return byGate || (settings.serviceDuty().isPresent() && ServiceActions.of(desired.principal()).delegates());
  }

  private boolean door(Desired desired, Function<PrincipalFacts, Door> way) {
    return catalog.find(desired.principal())
        .map(entry -> way.apply(entry.principal()).by() == Door.By.Organizations)
        .orElse(true);
  }

  private Stream<ServiceCatalog.Entry> entries(List<Desired> some) {
    return some.stream().flatMap(desired -> catalog.find(desired.principal()).stream());
  }
}
