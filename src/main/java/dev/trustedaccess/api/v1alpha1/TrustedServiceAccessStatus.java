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
 * What the operator last saw and did for a declaration. Everything that a later pass needs and that AWS does not tell
 * stands here. All times are RFC 3339; lists keep to {@link Limits}.
 *
 * @param observedGeneration -1 by the schema's default until the first visit
 * @param uid of the object that it was written for; what was written for another one is nothing that this one did
 * @param openedBy {@code Operator} or {@code Other}; null until it was decided
 * @param enabledTime as AWS tells it
 * @param reopenedTime the enabledTime at which access came back after a time off
 * @param integration its id; null where there is none
 * @param impact of disabling, from the catalog
 * @param setUp what this operator made, and takes down before access goes off
 * @param roles present of expected, such as {@code 812/1000}, for the column
 * @param administratorAccounts declared or registered as the service's administrator in any pass, and not read for the
 *     deletion since; sorted
 * @param managedRegions in which the service was to be looked for, in any pass since anything of ours is known; sorted
 * @param deletionSeenTime by AWS's clock; null while it is not being deleted
 * @param lastChange the newest change at AWS, stored as an intent before it is sent
 * @param lastHandledReconcileAt of the annotation {@link Kinds#RECONCILE_ANNOTATION} that was served last
 * @param corrections times of the newest corrections of drift
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("What the operator last saw and did.")
public record TrustedServiceAccessStatus(
    @JsonPropertyDescription("The newest generation that the operator has acted on; -1: never seen.")
    @Nullable Long observedGeneration,
    @JsonPropertyDescription("metadata.uid of the object that this was written for. A status with another one, or with "
        + "none, came from elsewhere, such as a backup: nothing in it counts.")
    @Size(max = Limits.WORD)
    @Nullable String uid,
    @JsonPropertyDescription("The organization that this declaration was bound to.")
    @Size(max = Limits.WORD)
    @Nullable String organizationId,
    @JsonPropertyDescription("Who switched access on as it stands: Operator or Other. deletionPolicy Restore closes "
        + "only what Operator opened.")
    @SchemaFrom(type = Choice.OpenedBy.class)
    @Nullable String openedBy,
    @JsonPropertyDescription("When access was enabled, as AWS tells it.")
    @Nullable String enabledTime,
    @JsonPropertyDescription("The enabledTime at which access came back after a time off; absent while it never was "
        + "off.")
    @Nullable String reopenedTime,
    @JsonPropertyDescription("The integration that knows this service's own API.")
    @Size(max = Limits.WORD)
    @Nullable String integration,
    @JsonPropertyDescription("What disabling does, from the catalog.")
    @Size(max = Limits.WORD)
    @Nullable String impact,
    @JsonPropertyDescription("What the operator made during initialization. It is taken down before access goes off.")
    @Size(max = Limits.SET_UP)
    @Nullable List<SetUp> setUp,
    @JsonPropertyDescription("Roles present of roles expected.")
    @Size(max = Limits.WORD)
    @Nullable String roles,
    @JsonPropertyDescription("The service's roles over the organization's accounts.")
    @Size(max = Limits.ROLES)
    @Nullable List<RoleCoverage> serviceLinkedRoles,
    @JsonPropertyDescription("What remains to be cleaned up before access can go off.")
    @Nullable Cleanup cleanup,
    @JsonPropertyDescription("Regions in which the service was to be looked for in this declaration's life. While access goes off, "
        + "one that is not managed any more, and so is not read, is given up by a confirmation only.")
    @Size(max = Limits.REGIONS)
    @Nullable List<@Size(max = Limits.WORD) String> managedRegions,
    @JsonPropertyDescription("Accounts that were declared or registered as the service's administrator in this "
        + "declaration's life, and that no read for its deletion has covered since. One that is not asked any more when access "
        + "goes off is given up by a confirmation only.")
    @Size(max = Limits.ADMINISTRATORS)
    @Nullable List<@Size(max = Limits.WORD) String> administratorAccounts,
    @JsonPropertyDescription("AWS's time when the operator first looked at the organization for this deletion. The "
        + "connection's deletionHold is over no sooner than so long after it.")
    @Nullable String deletionSeenTime,
    @JsonPropertyDescription("The newest change at AWS, or the intent of it.")
    @Nullable LastChange lastChange,
    @JsonPropertyDescription("The newest value of the annotation trustedaccess.dev/reconcile-requested-at that a pass has "
        + "served: it saw AWS, and did what was to be done.")
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
    setUp = Elements.of(setUp);
    serviceLinkedRoles = Elements.of(serviceLinkedRoles);
    managedRegions = Elements.of(managedRegions);
    administratorAccounts = Elements.of(administratorAccounts);
    corrections = Elements.of(corrections);
    conditions = Elements.of(conditions);
  }

  /**
   * A thing that this operator made.
   *
   * @param kind such as {@code FirewallManagerAdministrator}
   * @param id at AWS, such as an account id
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SetUp(
      @JsonPropertyDescription("What it is.")
      @Required @Size(max = Limits.WORD)
      @Nullable String kind,
      @JsonPropertyDescription("Its identifier at AWS.")
      @Required @Size(max = Limits.IDENTIFIER)
      @Nullable String id) {}

  /**
   * Where one role is, over the accounts in which it is expected.
   *
   * @param absentAccounts the first of them by account id
   * @param observedTime the oldest of the reads that say so
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RoleCoverage(
      @JsonPropertyDescription("The role.")
      @Required @Size(max = Limits.WORD)
      @Nullable String roleName,
      @JsonPropertyDescription("Accounts in which it is looked for.")
      @Nullable Integer expected,
      @JsonPropertyDescription("Accounts that have it.")
      @Nullable Integer present,
      @JsonPropertyDescription("Accounts that were read and do not have it.")
      @Nullable Integer absent,
      @JsonPropertyDescription("Accounts that no read tells enough of.")
      @Nullable Integer unknown,
      @JsonPropertyDescription("Accounts without it that joined within a day. They are not among the expected ones yet.")
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
   * What remains, read fresh for this deletion.
   *
   * @param remainingCount of all that remains, also what {@code remaining} leaves out
   * @param placesLeftOut whether {@code remaining} has no thing of some account and Region; null where it has everything
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cleanup(
      @JsonPropertyDescription("How many things remain.")
      @Nullable Integer remainingCount,
      @JsonPropertyDescription("Some of them, the gravest first; at least one of each account and Region while there is "
          + "room. Each counts until its own place was read without it.")
      @Size(max = Limits.REMAINING)
      @Nullable List<Remaining> remaining,
      @JsonPropertyDescription("Whether things remain in accounts or Regions that the list has no room for. Then only "
          + "a confirmation says that they are gone.")
      @Nullable Boolean placesLeftOut) {
    public Cleanup {
      remaining = Elements.of(remaining);
    }
  }

  /**
   * One remaining thing.
   *
   * @param account owner, 12 digits; null where it does not matter
   * @param region null for a global thing
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
      @JsonPropertyDescription("The account that has it.")
      @Size(max = Limits.WORD)
      @Nullable String account,
      @JsonPropertyDescription("The Region that it is in.")
      @Size(max = Limits.WORD)
      @Nullable String region,
      @JsonPropertyDescription("Blocks: must be gone first. Lost: gone or out of reach once access is off. Survives: "
          + "stays.")
      @Required @SchemaFrom(type = Choice.Effect.class)
      @Nullable String effect) {}

  /**
   * A change at AWS.
   *
   * @param time by AWS's clock
   * @param subject such as an account id; null where it is the principal
   * @param requestId AWS's; null while only intended
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastChange(
      @JsonPropertyDescription("When, by AWS's clock.")
      @Nullable String time,
      @JsonPropertyDescription("What was done, such as Enable.")
      @Size(max = Limits.WORD)
      @Nullable String action,
      @JsonPropertyDescription("What it was about where that is not the principal, such as an account id.")
      @Size(max = Limits.WORD)
      @Nullable String subject,
      @JsonPropertyDescription("AWS's request id, to be found in CloudTrail.")
      @Size(max = Limits.WORD)
      @Nullable String requestId,
      @JsonPropertyDescription("Why it certainly did not take place; absent if it did, or may have.")
      @Size(max = Limits.WORD)
      @Nullable String refused,
      @JsonPropertyDescription("What AWS said about why, such as PERMISSIONS_BOUNDARY; absent where it said nothing.")
      @Size(max = Limits.WORD)
      @Nullable String cause,
      @JsonPropertyDescription("What was refused and where, with AWS's word for it.")
      @Size(max = Limits.IDENTIFIER)
      @Nullable String detail,
      @JsonPropertyDescription("How many times in a row the same change was tried.")
      @Nullable Integer attempt,
      @JsonPropertyDescription("When the first of these tries was made, by AWS's clock; absent for the first one.")
      @Nullable String firstTime,
      @JsonPropertyDescription("Whether its effect has been seen since.")
      @Nullable Boolean seen,
      @JsonPropertyDescription("Generations of the declaration, its connection and its confirmation under which it was "
          + "tried. Once one of them differs, a refused change is tried again at once.")
      @Size(max = Limits.WORD)
      @Nullable String circumstances) {}
}
