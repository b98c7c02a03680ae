package dev.trustedaccess.api.v1alpha1;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * What the operator last observed and did for a declaration. It contains everything that a later pass needs and that
 * AWS does not return. All times are RFC 3339; lists are limited by {@link Limits}.
 *
 * @param observedGeneration -1 by the schema's default until the first visit
 * @param uid of the object that it was written for; a status of another object says nothing about this one
 * @param enabledBy {@code Operator} or {@code Other}; null until decided
 * @param enabledTime as AWS returns it
 * @param reenabledTime the enabledTime at which access was enabled again after it was disabled
 * @param integration its id; null if there is none
 * @param impact of disabling, from the catalog
 * @param ownedResources resources that this operator created, and removes before access is disabled
 * @param roles present of expected, such as {@code 812/1000}, for the column
 * @param administratorAccounts declared or registered as the service's administrator in any pass, and not read for the
 *     deletion since; sorted
 * @param managedRegions Regions to check for the service, from any pass since the first record of our own; sorted
 * @param deletionSeenTime by AWS's clock; null while it is not being deleted
 * @param lastChange the newest change at AWS, stored as an intent before it is sent
 * @param lastChangeByOthers null if none was noticed, or if the connection does not read CloudTrail
 * @param lastHandledReconcileAt of the annotation {@link Kinds#RECONCILE_ANNOTATION} that was served last
 * @param corrections times of the newest corrections of drift
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("What the operator last observed and did.")
public record TrustedServiceAccessStatus(
    @JsonPropertyDescription("The newest generation that the operator has acted on; -1: none yet.")
    @Nullable Long observedGeneration,
    @JsonPropertyDescription("metadata.uid of the object that this was written for. A status with another one, or with "
        + "none, came from elsewhere, such as a backup, and is ignored.")
    @Size(max = Limits.WORD)
    @Nullable String uid,
    @JsonPropertyDescription("The organization that this declaration was bound to.")
    @Size(max = Limits.WORD)
    @Nullable String organizationId,
    @JsonPropertyDescription("Who enabled the current access: Operator or Other. deletionPolicy Restore disables "
        + "only access that Operator enabled.")
    @SchemaFrom(type = Choice.EnabledBy.class)
    @Nullable String enabledBy,
    @JsonPropertyDescription("When access was enabled, as AWS returns it.")
    @Nullable String enabledTime,
    @JsonPropertyDescription("The enabledTime at which access was enabled again after it was disabled; absent if it was never "
        + "disabled.")
    @Nullable String reenabledTime,
    @JsonPropertyDescription("The integration that knows this service's own API.")
    @Size(max = Limits.WORD)
    @Nullable String integration,
    @JsonPropertyDescription("What disabling does, from the catalog.")
    @Size(max = Limits.WORD)
    @Nullable String impact,
    @JsonPropertyDescription("The resources that the operator created during initialization. It removes them before access is disabled.")
    @Size(max = Limits.OWNED_RESOURCES)
    @Nullable List<OwnedResource> ownedResources,
    @JsonPropertyDescription("Roles present, out of roles expected.")
    @Size(max = Limits.WORD)
    @Nullable String roles,
    @JsonPropertyDescription("The service's roles in the organization's accounts.")
    @Size(max = Limits.ROLES)
    @Nullable List<RoleCoverage> serviceLinkedRoles,
    @JsonPropertyDescription("What remains to be cleaned up before access can be disabled.")
    @Nullable Cleanup cleanup,
    @JsonPropertyDescription("Regions to check for the service during this declaration's life. Before access is disabled, "
        + "a Region that is no longer managed, and so is not read, needs a confirmation.")
    @Size(max = Limits.REGIONS)
    @Nullable List<@Size(max = Limits.WORD) String> managedRegions,
    @JsonPropertyDescription("Accounts that were declared or registered as the service's administrator in this "
        + "declaration's life, and that no read for its deletion has covered since. Before access is disabled, an account that is "
        + "no longer read needs a confirmation.")
    @Size(max = Limits.ADMINISTRATORS)
    @Nullable List<@Size(max = Limits.WORD) String> administratorAccounts,
    @JsonPropertyDescription("AWS's time of the first organization snapshot for this deletion. The "
        + "connection's deletionHold starts no earlier than this time.")
    @Nullable String deletionSeenTime,
    @JsonPropertyDescription("The newest change at AWS, or the intent to make it.")
    @Nullable LastChange lastChange,
    @JsonPropertyDescription("The newest change at AWS that others made, and who it was according to CloudTrail; only if the "
        + "connection's spec.cloudTrail is Read.")
    @Nullable LastChangeByOthers lastChangeByOthers,
    @JsonPropertyDescription("The newest value of the annotation trustedaccess.dev/reconcile-requested-at that a pass has "
        + "served: it read AWS and took the required action.")
    @Size(max = Limits.WORD)
    @Nullable String lastHandledReconcileAt,
    @JsonPropertyDescription("When drift was last corrected.")
    @Size(max = Limits.CORRECTIONS)
    @Nullable List<String> corrections,
    @JsonPropertyDescription("AccessEnabled, Initialized, RolesPresent, CleanedUp, Ready; Stalled and Reconciling "
        + "only while True.")
    @Size(max = Limits.CONDITIONS)
    @Nullable List<Condition> conditions) {
  public TrustedServiceAccessStatus {
    ownedResources = Elements.of(ownedResources);
    serviceLinkedRoles = Elements.of(serviceLinkedRoles);
    managedRegions = Elements.of(managedRegions);
    administratorAccounts = Elements.of(administratorAccounts);
    corrections = Elements.of(corrections);
    conditions = Elements.of(conditions);
  }

  /**
   * A resource that this operator created.
   *
   * @param kind such as {@code administrator}
   * @param id at AWS, such as an account id
   * @param accountId the account that it is in
   * @param region its Region, or {@code global}
   * @param removedByOthers null unless others removed it; it is then no longer the operator's
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OwnedResource(
      @JsonPropertyDescription("What it is.")
      @Required @Size(max = Limits.WORD)
      @Nullable String kind,
      @JsonPropertyDescription("Its identifier at AWS.")
      @Required @Size(max = Limits.IDENTIFIER)
      @Nullable String id,
      @JsonPropertyDescription("The account that it is in.")
      @Size(max = Limits.WORD)
      @Nullable String accountId,
      @JsonPropertyDescription("Its Region, or global.")
      @Required @Size(max = Limits.WORD)
      @Nullable String region,
      @JsonPropertyDescription("Others removed it. The operator does not create it again, and would not remove another "
          + "in its place.")
      @Nullable Boolean removedByOthers) {}

  /**
   * The presence of one role in the accounts in which it is expected.
   *
   * @param absentAccounts the first of them by account id
   * @param observedTime time of the oldest of the underlying reads
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RoleCoverage(
      @JsonPropertyDescription("The role.")
      @Required @Size(max = Limits.WORD)
      @Nullable String roleName,
      @JsonPropertyDescription("Number of accounts in which it is expected.")
      @Nullable Integer expected,
      @JsonPropertyDescription("Number of accounts that have it.")
      @Nullable Integer present,
      @JsonPropertyDescription("Number of accounts that were read and do not have it.")
      @Nullable Integer absent,
      @JsonPropertyDescription("Number of accounts that could not be read sufficiently.")
      @Nullable Integer unknown,
      @JsonPropertyDescription("Number of accounts without it that joined within a day. They do not count as expected yet.")
      @Nullable Integer tooYoung,
      @JsonPropertyDescription("Some of the accounts that do not have it.")
      @Size(max = Limits.ABSENT_ACCOUNTS)
      @Nullable List<@Size(max = Limits.WORD) String> absentAccounts,
      @JsonPropertyDescription("When the accounts were read.")
      @Nullable String observedTime) {
    public RoleCoverage {
      absentAccounts = Elements.of(absentAccounts);
    }
  }

  /**
   * What remains, as read for this deletion.
   *
   * @param remainingCount number of all remaining resources, including those that {@code remaining} omits
   * @param placesLeftOut whether {@code remaining} omits all resources of some account and Region; null if it is
   * complete
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cleanup(
      @JsonPropertyDescription("How many resources remain.")
      @Nullable Integer remainingCount,
      @JsonPropertyDescription("Some of them, the most severe first; at least one of each account and Region if there is "
          + "room. Each counts until a read of its own place shows that it was removed.")
      @Size(max = Limits.REMAINING)
      @Nullable List<Remaining> remaining,
      @JsonPropertyDescription("Whether resources remain in accounts or Regions that the list has no room for. Then only "
          + "a confirmation can state that they were removed.")
      @Nullable Boolean placesLeftOut) {
    public Cleanup {
      remaining = Elements.of(remaining);
    }
  }

  /**
   * One remaining resource.
   *
   * @param account owner, 12 digits; null if irrelevant
   * @param region null for a global resource
   * @param effect {@code Blocks}, {@code Lost} or {@code Survives}
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Remaining(
      @JsonPropertyDescription("What it is.")
      @Required @Size(max = Limits.WORD)
      @Nullable String kind,
      @JsonPropertyDescription("Its identifier at AWS.")
      @Required @Size(max = Limits.IDENTIFIER)
      @Nullable String id,
      @JsonPropertyDescription("The account that owns it.")
      @Size(max = Limits.WORD)
      @Nullable String account,
      @JsonPropertyDescription("Its Region.")
      @Size(max = Limits.WORD)
      @Nullable String region,
      @JsonPropertyDescription("Blocks: must be removed first. Lost: deleted or inaccessible once access is disabled. Survives: "
          + "remains.")
      @Required @SchemaFrom(type = Choice.Effect.class)
      @Nullable String effect) {}

  /**
   * A change at AWS that others made.
   *
   * @param account the administrator's; null for a change of access
   * @param region the administrator's; null for a change of access
   * @param earliestTime it was made at or after this time, by AWS's clock
   * @param observedTime when the operator noticed it, by AWS's clock
   * @param searchEnded null while CloudTrail may still be asked
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastChangeByOthers(
      @JsonPropertyDescription("What changed: Enable, Disable, AppointAdministrator or DismissAdministrator.")
      @Size(max = Limits.WORD)
      @Nullable String action,
      @JsonPropertyDescription("The administrator's account; absent for a change of access.")
      @Size(max = Limits.WORD)
      @Nullable String account,
      @JsonPropertyDescription("The administrator's Region; absent for a change of access.")
      @Size(max = Limits.WORD)
      @Nullable String region,
      @JsonPropertyDescription("The change was made at or after this time, by AWS's clock.")
      @Nullable String earliestTime,
      @JsonPropertyDescription("When the operator noticed the change, by AWS's clock.")
      @Nullable String observedTime,
      @JsonPropertyDescription("When the change was made, according to CloudTrail; absent while CloudTrail does not show it.")
      @Nullable String time,
      @JsonPropertyDescription("Who made the change: the ARN in CloudTrail, or the name of an AWS service.")
      @Size(max = Limits.IDENTIFIER)
      @Nullable String principalArn,
      @JsonPropertyDescription("The id of the event in CloudTrail.")
      @Size(max = Limits.WORD)
      @Nullable String eventId,
      @JsonPropertyDescription("Whether CloudTrail is not asked any more.")
      @Nullable Boolean searchEnded) {}

  /**
   * A change at AWS.
   *
   * @param time by AWS's clock
   * @param subject such as an account id; null if it is the principal
   * @param requestId AWS's; null while only intended
   * @param evidence null unless access was disabled
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastChange(
      @JsonPropertyDescription("When, by AWS's clock.")
      @Nullable String time,
      @JsonPropertyDescription("What was done, such as Enable.")
      @Size(max = Limits.WORD)
      @Nullable String action,
      @JsonPropertyDescription("The subject if it is not the principal, such as an account id.")
      @Size(max = Limits.WORD)
      @Nullable String subject,
      @JsonPropertyDescription("AWS's request id, for a search in CloudTrail.")
      @Size(max = Limits.WORD)
      @Nullable String requestId,
      @JsonPropertyDescription("Why it definitely did not take place; absent if it did, or may have.")
      @Size(max = Limits.WORD)
      @Nullable String refused,
      @JsonPropertyDescription("The cause that AWS gave, such as PERMISSIONS_BOUNDARY; absent if it gave none.")
      @Size(max = Limits.WORD)
      @Nullable String cause,
      @JsonPropertyDescription("What was refused and where, with AWS's error code.")
      @Size(max = Limits.IDENTIFIER)
      @Nullable String detail,
      @JsonPropertyDescription("Number of consecutive attempts at the same change.")
      @Nullable Integer attempt,
      @JsonPropertyDescription("When the first of these attempts was made, by AWS's clock; absent for the first one.")
      @Nullable String firstTime,
      @JsonPropertyDescription("Whether its effect has been observed since.")
      @Nullable Boolean seen,
      @JsonPropertyDescription("Generations of the declaration, its connection and its confirmation under which it was "
          + "tried. When one of them changes, a refused change is retried at once.")
      @Size(max = Limits.WORD)
      @Nullable String circumstances,
      @JsonPropertyDescription("What was read before access was disabled. The connection's status.departures keeps it.")
      @Nullable DepartureEvidence evidence) {}
}
