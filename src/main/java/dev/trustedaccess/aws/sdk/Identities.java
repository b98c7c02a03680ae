package dev.trustedaccess.aws.sdk;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleRef;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/**
 * The identities that act in one organization, and where. The pod assumes the organizations role and the service role;
 * the organizations role assumes the roles in members. One rule applies to all: reads for the disable preconditions,
 * and changes, are made only in an account that the organization itself names as its own, and by the service role in
 * the management account. A role that the connection does not name is an {@link AwsFailure} of kind {@code
 * NO_IDENTITY}.
 */
public final class Identities {
  private static final Identity POD = new Identity.Pod();
  private static final SessionPolicy ORGANIZATION_READS = SessionPolicy.ofReads(List.of(
      "organizations:DescribeOrganization",
      "organizations:DescribeAccount",
      "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListAccounts",
      "organizations:ListDelegatedAdministrators",
      "organizations:ListRoots",
      "iam:ListRoles",
      "iam:GetRole"));
  private static final SessionPolicy TRAIL_READS = SessionPolicy.ofReads(List.of("cloudtrail:LookupEvents"));
  private static final SessionPolicy ROLE_READS = SessionPolicy.ofReads(List.of("iam:ListRoles", "iam:GetRole"));

  private final ConnectionSettings settings;
  private final Sessions sessions;
  private final OwnOrganization own;

  public Identities(ConnectionSettings settings, RequestSender sender, Sessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
    this.own = new OwnOrganization(
        settings.organizationId(),
        ServiceClient.of(
            sender, sessions, this::describing, RequestSender.GLOBAL, OrganizationsClient.class,
            OrganizationsClient::builder));
  }

  /** The organization whose accounts these identities act in. */
  public OwnOrganization own() {
    return own;
  }

  /** Finds out which organization the identity reaches, whichever that is. */
  public Actor describing() {
    return new Actor(organizationsIdentity(), Optional.empty(), ORGANIZATION_READS);
  }

  /** Reads the declared organization; a delegated administrator's account may do so too. */
  public Actor organizations() {
    own.managementAccountId();
    return describing();
  }

  /** Enables and disables access, from the management account. */
  public Actor switching() {
    return new Actor(
        organizationsIdentity(),
        Optional.of(management(Failure.Kind.NOT_MANAGEMENT_ACCOUNT, "spec.organizationsRole")),
        ORGANIZATION_READS);
  }

  /** Reads the event history of the management account. */
  public Actor trail() {
    return new Actor(
        organizationsIdentity(),
        Optional.of(management(Failure.Kind.NOT_MANAGEMENT_ACCOUNT, "spec.organizationsRole")),
        TRAIL_READS);
  }

  /** Initializes a service and reads what remains of it, in the management account. */
  public Actor service(SessionPolicy reads) {
    Identity identity = serviceIdentity()
        .orElseThrow(() -> none("the service administrator (spec.serviceRole)"));
    return new Actor(
        identity,
        Optional.of(management(Failure.Kind.SERVICE_ELSEWHERE, "spec.serviceRole")),
        reads);
  }

  /**
   * The account in which the service role acts, whether or not it is the right one; empty if the connection has no
   * service role. No role is assumed to find out: a role acts in the account that its ARN names.
   */
  public Optional<String> serviceAccountId() {
    return serviceIdentity().map(identity -> switch (identity) {
      case Identity.Pod pod -> sessions.open(new Actor(pod, Optional.empty(), ORGANIZATION_READS)).accountId();
      case Identity.Role role -> role.role().accountId();
    });
  }

  /** Lists the roles of an account. */
  public Actor rolesReader(String accountId) {
    Actor organizations = organizations();
    if (sessions.open(organizations).accountId().equals(accountId)) {
      // The account is checked again when the call is made: the pod's credentials may change in between.
      return new Actor(
          organizations.identity(),
          Optional.of(new Actor.RequiredAccount(
              accountId, Failure.Kind.FOREIGN_ACCOUNT, "the organizations identity", "asked for")),
          organizations.reads());
    }
    Identity identity = inMember(accountId, settings.memberReadRole(), "spec.memberRoles.read");
    return new Actor(identity, Optional.of(member(accountId)), ROLE_READS);
  }

  /** Manages a service in the account that administers it, which must be one of the organization's. */
  public Actor administrator(String accountId, SessionPolicy reads) {
    if (own.managementAccountId().equals(accountId)) {
      return service(reads);
    }
    Identity identity = inMember(accountId, settings.memberServiceRole(), "spec.memberRoles.service");
    own.requireAccount(accountId);
    own.closed(accountId).ifPresent(state -> {
      throw closed(roleArn(settings.homeRegion(), accountId, settings.memberServiceRole().orElseThrow()), state);
    });
    return new Actor(identity, Optional.of(member(accountId)), reads);
  }

  /**
   * Reads a service in any account that the organization lists: in the management account with the service role, elsewhere
   * with the role in members that the connection names.
   */
  public Actor reader(String accountId, SessionPolicy reads) {
    if (own.managementAccountId().equals(accountId)) {
      return service(reads);
    }
    Optional<String> role = settings.memberReadRole().or(settings::memberServiceRole);
    return new Actor(
        inMember(accountId, role, "spec.memberRoles.read"), Optional.of(member(accountId)), reads);
  }

  private Actor.RequiredAccount management(Failure.Kind otherwise, String who) {
    return new Actor.RequiredAccount(own.managementAccountId(), otherwise, who, "management");
  }

  private static Actor.RequiredAccount member(String accountId) {
    return new Actor.RequiredAccount(accountId, Failure.Kind.FOREIGN_ACCOUNT, "a role in a member", "asked for");
  }

  private Identity organizationsIdentity() {
    return fromPod(settings.organizationsRole());
  }

  private Optional<Identity> serviceIdentity() {
    return settings.serviceRole().map(serviceRole -> fromPod(serviceRole.role()));
  }

  /** The name of the home Region's partition: {@code aws}, {@code aws-cn}. */
  public static String partition(String homeRegion) {
    return PartitionMetadata.of(Region.of(homeRegion)).id();
  }

  static String roleArn(String homeRegion, String accountId, String roleName) {
    return "arn:" + partition(homeRegion) + ":iam::" + accountId + ":role/" + roleName;
  }

  private static Identity fromPod(Optional<RoleRef> role) {
    return role.<Identity>map(reference -> new Identity.Role(reference, POD)).orElse(POD);
  }

  private Identity inMember(String accountId, Optional<String> roleName, String field) {
    String name = roleName.orElseThrow(() -> none("account " + accountId + " (" + field + ")"));
    String arn = roleArn(settings.homeRegion(), accountId, name);
    return new Identity.Role(new RoleRef(arn, Optional.empty()), organizationsIdentity());
  }

  /** Reported here, because STS would report only a denial. */
  private static AwsFailure closed(String roleArn, String state) {
    return new AwsFailure(new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.ACCOUNT_CLOSED,
        "sts:AssumeRole of " + roleArn + " (account " + state + ")"));
  }

  private static AwsFailure none(String what) {
    return new AwsFailure(new Failure(Failure.Kind.NO_IDENTITY, "no identity for " + what));
  }
}
