package dev.trustedaccess.aws.sdk;

import java.util.Optional;

import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.RoleRef;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Who does what in one organization: the pod takes on the organizations role and the service role, the organizations role
 * takes on the roles in members. A duty that the connection gives nobody is an {@link AwsFailure} of kind
 * {@code NO_IDENTITY}.
 */
public final class Identities {
  private static final Identity POD = new Identity.Pod();

  private final ConnectionSettings settings;
  private final Sessions sessions;

  public Identities(ConnectionSettings settings, Sessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  /** Switches access and reads the organization. */
  public Identity organizations() {
    return fromPod(settings.organizationsRole());
  }

  /** Initializes a service and reads what remains of it, in the management account. */
  public Identity service() {
    return fromPod(settings.serviceDuty()
        .orElseThrow(() -> none("the service administrator's duty (spec.serviceRole)"))
        .role());
  }

  /** Lists the roles of an account. */
  public Identity rolesReader(String accountId) {
    return isOwn(accountId, organizations())
        ? organizations()
        : inMember(accountId, settings.memberReadRole(), "spec.memberRoles.read");
  }

  /** Manages a service in the account that administers it. */
  public Identity administrator(String accountId) {
    return isOwn(accountId, service())
        ? service()
        : inMember(accountId, settings.memberServiceRole(), "spec.memberRoles.service");
  }

  /** The name of the partition, from the home Region: {@code aws}, {@code aws-cn}. */
  public static String partition(String homeRegion) {
    return PartitionMetadata.of(Region.of(homeRegion)).id();
  }

  static String roleArn(String homeRegion, String accountId, String roleName) {
    return "arn:" + partition(homeRegion) + ":iam::" + accountId + ":role/" + roleName;
  }

  private static Identity fromPod(Optional<RoleRef> role) {
    return role.<Identity>map(reference -> new Identity.Role(reference, POD)).orElse(POD);
  }

  private boolean isOwn(String accountId, Identity identity) {
    return sessions.open(identity).accountId().equals(accountId);
  }

  private Identity inMember(String accountId, Optional<String> roleName, String field) {
    String name = roleName.orElseThrow(() -> none("account " + accountId + " (" + field + ")"));
    String arn = roleArn(settings.homeRegion(), accountId, name);
    return new Identity.Role(new RoleRef(arn, Optional.empty()), organizations());
  }

  private static AwsFailure none(String what) {
    return new AwsFailure(new Failure(Failure.Kind.NO_IDENTITY, "no identity for " + what));
  }
}
