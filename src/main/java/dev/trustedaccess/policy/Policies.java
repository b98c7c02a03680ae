package dev.trustedaccess.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.policy.RolePolicy.Purpose;
import dev.trustedaccess.policy.RolePolicy.Trust;
import dev.trustedaccess.port.ServiceActions;

/**
 * The least-privilege policies for one connection and its declarations.
 *
 * @param settings the connection
 * @param declared its declarations
 * @param catalog the service catalog
 * @param actions the IAM actions that the integration of a service principal needs
 * @param pod ARN of the identity that the operator runs as
 * @param partition partition of all ARNs, such as {@code aws-cn}
 * @param observeOnly leaves out every action that changes something
 */
public record Policies(
    ConnectionSettings settings,
    List<Desired> declared,
    ServiceCatalog catalog,
    Function<String, ServiceActions> actions,
    String pod,
    String partition,
    boolean observeOnly) {
  static final String SERVICE_PRINCIPAL = "organizations:ServicePrincipal";

  public Policies {
    declared = List.copyOf(declared);
  }

  /** The roles that the connection names, the organizations role first, and the pod's role if it assumes others. */
  public List<RolePolicy> roles() {
    List<RolePolicy> roles = new ArrayList<>();
    roles.add(fromPod(Purpose.ORGANIZATIONS, settings.organizationsRole(), organizations()));
    settings.serviceRole().ifPresent(named -> roles.add(fromPod(Purpose.SERVICE, named.role(), service())));
    Trust organizations = new Trust(settings.organizationsRole().map(RoleRef::arn).orElse(pod), Optional.empty());
    settings.memberReadRole()
        .ifPresent(name -> roles.add(new RolePolicy(
            Purpose.MEMBER_READ, Optional.of(name), Optional.of(organizations),
            memberRead())));
    settings.memberServiceRole()
        .ifPresent(name -> roles.add(new RolePolicy(
            Purpose.MEMBER_SERVICE, Optional.of(name), Optional.of(organizations), administrator(false))));
    List<String> assumed = Stream.of(
        settings.organizationsRole(), settings.serviceRole().flatMap(ConnectionSettings.ServiceRole::role))
        .flatMap(Optional::stream)
        .map(RoleRef::arn)
        .toList();
    if (!assumed.isEmpty()) {
      roles.add(new RolePolicy(
          Purpose.POD, Optional.of(lastPart(pod)), Optional.empty(),
          List.of(Statement.on("AssumeRoles", List.of("sts:AssumeRole"), assumed))));
    }
    return List.copyOf(roles);
  }

  private List<Statement> memberRead() {
    List<Statement> statements = new ArrayList<>(List.of(Statement.any("ReadRoles", List.of("iam:ListRoles"))));
    List<String> reads = inEveryAccount();
    if (!reads.isEmpty()) {
      statements.add(Statement.any("ReadRemaining", reads));
    }
    return statements;
  }

  /** What is read in every account: with the role that reads roles there, else with the one that manages services. */
  private List<String> inEveryAccount() {
    return declared.stream()
        .flatMap(desired -> actions.apply(desired.principal()).inEveryAccount().stream())
        .distinct()
        .toList();
  }

  private RolePolicy fromPod(Purpose purpose, Optional<RoleRef> role, List<Statement> permissions) {
    return new RolePolicy(
        purpose,
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
    if (entries(managed()).anyMatch(entry -> !entry.service().policyTypes().isEmpty())) {
      reads.add("organizations:ListRoots");
    }
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.any("ReadOrganization", reads));
    if (settings.readsCloudTrail()) {
      // Supports no resource (Service Authorization Reference, "AWS CloudTrail").
      statements.add(Statement.any("ReadCloudTrail", List.of("cloudtrail:LookupEvents")));
    }
    // An account is looked up before it is appointed or dismissed.
    if (reachesAdministrators() || !administrators().ofOrganizations(manageable()).isEmpty()
        || !administrators().appointing(manageable()).isEmpty()) {
      // An administrator must be one of the organization's accounts before any change is made there.
      reads(statements, "", List.of("organizations:DescribeAccount"));
    }
    List<String> enabled = manageable().stream()
        .filter(desired -> method(desired, PrincipalFacts::enableMethod))
        .map(Desired::principal)
        .toList();
    List<String> disabled = manageable().stream()
        .filter(desired -> method(desired, PrincipalFacts::disableMethod))
        .flatMap(desired -> Stream.concat(
            Stream.of(desired.principal()), catalog.otherNames(desired.principal()).stream()))
        .toList();
    onPrincipals(statements, "EnableAccess", "organizations:EnableAWSServiceAccess", enabled);
    onPrincipals(statements, "DisableAccess", "organizations:DisableAWSServiceAccess", disabled);
    statements.addAll(administrators().ofOrganizations(manageable()));
    statements.add(Statement.any("ListManagementAccountRoles", List.of("iam:ListRoles")));
    if (settings.memberReadRole().isPresent()) {
      // The role inventory scan serves all declarations, including future ones.
      getRoles(statements, catalog.ordinaryRoles().stream().map(RoleId::name));
    }
    List<String> members = Stream.of(
        settings.memberReadRole(), settings.memberServiceRole().filter(_ -> reachesAdministrators()))
        .flatMap(Optional::stream)
        .map(name -> "arn:" + partition + ":iam::*:role/" + name)
        .toList();
    if (!members.isEmpty()) {
      statements.add(Statement.when("AssumeMemberRoles", List.of("sts:AssumeRole"), members,
          "aws:ResourceOrgID", List.of(settings.organizationId())));
    }
    return statements;
  }

  /** For the management account, and for an administrator's account if that is the management account itself. */
  private List<Statement> service() {
    List<Statement> statements = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    declared.forEach(desired -> reads.addAll(actions.apply(desired.principal()).inManagement()));
    if (!reads.isEmpty()) {
      reads(statements, "ReadServiceState", reads);
    }
    getRoles(
        statements,
        declared.stream().flatMap(desired -> actions.apply(desired.principal()).roles().stream()));
    for (Desired desired : administrators().appointing(manageable())) {
      ServiceActions.AdministratorActions by = actions.apply(desired.principal()).administrator();
      statements.add(Statement.any("SetAdministrator", by.appoint()));
      if (!by.appointForwarded().isEmpty()) {
        reads(statements, "ForwardReads", by.appointForwarded());
      }
      statements.addAll(administrators().forwarded(desired, by));
    }
    if (settings.mayInitialize()) {
      statements.addAll(new OwnCallStatements(catalog, actions, partition).of(manageable()));
    }
    statements.addAll(administrator(true));
    return statements;
  }

  private List<Statement> administrator(boolean inManagement) {
    List<Statement> statements = new ArrayList<>();
    List<String> reads = declared.stream()
        .filter(desired -> !inManagement || administrators().isAdministeredFromManagement(desired))
        .flatMap(desired -> actions.apply(desired.principal()).inAdministrator().stream())
        .collect(Collectors.toCollection(ArrayList::new));
    if (!inManagement && settings.memberReadRole().isEmpty()) {
      reads.addAll(inEveryAccount());
    }
    if (!reads.isEmpty()) {
      statements.add(Statement.any(inManagement ? "ReadRemainingAsAdministrator" : "ReadRemaining", reads));
    }
    statements.addAll(administrators().dismissals(manageable(), inManagement));
    return statements;
  }

  private boolean reachesAdministrators() {
    return settings.memberServiceRole().isPresent() && !administrator(false).isEmpty();
  }

  private AdministratorStatements administrators() {
    return new AdministratorStatements(settings, catalog, actions, partition);
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
                action.replaceAll(".*:", "") + "Limited", List.of(action), List.of(resource)))));
  }

  /** The resource to which a read can be limited (Service Authorization Reference); most support only {@code *}. */
  private Optional<String> resourceOf(String action) {
    if (action.equals("organizations:DescribeAccount")) {
      return Optional.of(administrators().account("*"));
    }
    return declared.stream()
        .flatMap(desired -> Optional.ofNullable(actions.apply(desired.principal()).resources().get(action)).stream())
        .map(arn -> arn.replace("{partition}", partition))
        .findFirst();
  }

  /** Any path is allowed: IAM looks up a role that does not exist by its name alone, without a path. */
  private void getRoles(List<Statement> to, Stream<String> names) {
    List<String> roles = names.distinct().sorted().map(name -> "arn:" + partition + ":iam::*:role/*" + name).toList();
    if (!roles.isEmpty()) {
      to.add(Statement.on("FindRoles", List.of("iam:GetRole"), roles));
    }
  }

  private static void onPrincipals(List<Statement> to, String sid, String action, List<String> principals) {
    if (!principals.isEmpty()) {
      to.add(Statement.when(sid, List.of(action), List.of("*"), SERVICE_PRINCIPAL, principals));
    }
  }

  /**
   * Declarations whose access the operator may change: not observed only, not disallowed, not unknown without
   * acceptance.
   */
  private List<Desired> manageable() {
    return observeOnly ? List.of() : managed();
  }

  /** The same, also where only reads are granted: {@code plan} asks what precedes a change. */
  private List<Desired> managed() {
    return declared.stream()
        .filter(desired -> settings.mode() == Mode.MANAGE && desired.mode() == Mode.MANAGE)
        .filter(desired -> settings.allows(desired.principal()))
        .filter(desired -> catalog.rejected(desired.principal()).isEmpty())
        .filter(desired -> desired.acceptUnknownService() || catalog.find(desired.principal()).isPresent())
        .toList();
  }

  private boolean asksForDelegates(Desired desired) {
    Optional<AdministratorFacts> administrators = AdministratorStatements.of(catalog, desired);
    boolean byPreconditions = settings.mode() == Mode.MANAGE && administrators.isPresent();
    // Whoever only observes also compares the declared administrators with those that Organizations registered.
    boolean byDeclaration = !desired.administrators().isEmpty()
        && administrators.filter(AdministratorFacts::registered).isPresent();
    return byPreconditions || byDeclaration
        || (settings.serviceRole().isPresent() && actions.apply(desired.principal()).delegates());
  }

  private boolean method(Desired desired, Function<PrincipalFacts, AccessMethod> side) {
    return catalog.find(desired.principal())
        .map(entry -> side.apply(entry.principal()).by() == AccessMethod.By.ORGANIZATIONS)
        .orElse(true);
  }

  private Stream<ServiceCatalog.Entry> entries(List<Desired> some) {
    return some.stream().flatMap(desired -> catalog.find(desired.principal()).stream());
  }
}
