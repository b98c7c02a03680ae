package dev.trustedaccess.api.v1alpha1;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * What the operator last observed of an organization. Lists are limited by {@link Limits}.
 *
 * @param observedGeneration -1 by the schema's default until the first visit
 * @param uid of the object that it was written for
 * @param featureSet {@code ALL} or {@code CONSOLIDATED_BILLING}, as AWS returns it
 * @param accounts of every state
 * @param declarations that use this connection
 * @param enabledCount of all enabled principals, also those that {@code enabledPrincipals} leaves out
 * @param undeclaredCount of the enabled principals without a declaration; the operator never changes them
 * @param lastHandledReconcileAt of the annotation {@link Kinds#RECONCILE_ANNOTATION} that was served last
 * @param organizationsRoleCoverage accounts with AWSServiceRoleForOrganizations, such as {@code 812/1000}
 * @param roleInventory null until the accounts were read once
 * @param departures the newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("What the operator last observed.")
public record OrganizationConnectionStatus(
    @JsonPropertyDescription("The newest generation that the operator has acted on; -1: none yet.")
    @Nullable Long observedGeneration,
    @JsonPropertyDescription("metadata.uid of the object that this was written for. A status with another one, or with "
        + "none, came from elsewhere, such as a backup, and is ignored.")
    @Size(max = Limits.WORD)
    @Nullable String uid,
    @JsonPropertyDescription("The organization's management account.")
    @Size(max = Limits.WORD)
    @Nullable String managementAccountId,
    @JsonPropertyDescription("ALL, or CONSOLIDATED_BILLING, which does not support trusted access.")
    @Size(max = Limits.WORD)
    @Nullable String featureSet,
    @JsonPropertyDescription("Accounts in the organization.")
    @Nullable Integer accounts,
    @JsonPropertyDescription("Declarations that use this connection.")
    @Nullable Integer declarations,
    @JsonPropertyDescription("Number of service principals with trusted access.")
    @Nullable Integer enabledCount,
    @JsonPropertyDescription("Number of them without a declaration. The operator never changes them.")
    @Nullable Integer undeclaredCount,
    @JsonPropertyDescription("Service principals with trusted access, by name.")
    @Size(max = Limits.ENABLED_PRINCIPALS)
    @Nullable List<EnabledPrincipal> enabledPrincipals,
    @JsonPropertyDescription("Accounts that have AWSServiceRoleForOrganizations, out of those that should.")
    @Size(max = Limits.WORD)
    @Nullable String organizationsRoleCoverage,
    @JsonPropertyDescription("The newest value of the annotation trustedaccess.dev/reconcile-requested-at that a pass has "
        + "served: it read AWS and took the required action.")
    @Size(max = Limits.WORD)
    @Nullable String lastHandledReconcileAt,
    @JsonPropertyDescription("The last role inventory scan.")
    @Nullable RoleInventory roleInventory,
    @JsonPropertyDescription("The last declarations that were deleted and whose access the operator disabled, the newest "
        + "first. The operator's log has all of them.")
    @Size(max = Limits.DEPARTURES)
    @Nullable List<Departure> departures,
    @JsonPropertyDescription("Ready, AllFeaturesEnabled, CredentialsValid; Stalled and Reconciling only while True.")
    @Size(max = Limits.CONDITIONS)
    @Nullable List<Condition> conditions) {
  public OrganizationConnectionStatus {
    enabledPrincipals = Elements.of(enabledPrincipals);
    departures = Elements.of(departures);
    conditions = Elements.of(conditions);
  }

  /** The status of an object without one, with nothing but departures. */
  public static OrganizationConnectionStatus of(String uid, List<Departure> departures) {
    return new OrganizationConnectionStatus(
        null, uid, null, null, null, null, null, null, null, null, null, null, departures, null);
  }

  /** The same, with these departures. */
  public OrganizationConnectionStatus with(List<Departure> newer) {
    return new OrganizationConnectionStatus(
        observedGeneration, uid, managementAccountId, featureSet, accounts, declarations, enabledCount, undeclaredCount,
        enabledPrincipals, organizationsRoleCoverage, lastHandledReconcileAt, roleInventory, newer, conditions);
  }

  /**
   * One enabled principal.
   *
   * @param enabledTime RFC 3339, as AWS returns it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record EnabledPrincipal(
      @JsonPropertyDescription("The trusted service.")
      @Required @Size(max = Limits.WORD)
      @Nullable String servicePrincipal,
      @JsonPropertyDescription("When access was enabled, as AWS returns it.")
      @Nullable String enabledTime,
      @JsonPropertyDescription("Whether a TrustedServiceAccess declares it.")
      @Nullable Boolean declared) {}

  /**
   * The last role inventory scan.
   *
   * @param observedTime when it began; the next one is due an interval later, whichever process runs then
   * @param unreadCount of all accounts that could not be read, also those that {@code unread} leaves out
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RoleInventory(
      @JsonPropertyDescription("When the last complete scan of all accounts began.")
      @Nullable String observedTime,
      @JsonPropertyDescription("Number of accounts that could not be read the last time. They are retried without the others.")
      @Nullable Integer unreadCount,
      @JsonPropertyDescription("The first of these accounts, with the reasons.")
      @Size(max = Limits.UNREAD_ACCOUNTS)
      @Nullable List<UnreadAccount> unread) {
    public RoleInventory {
      unread = Elements.of(unread);
    }
  }

  /**
   * One account whose roles could not be read.
   *
   * @param account 12 digits
   * @param action what was tried, such as {@code sts:AssumeRole of arn:aws:iam::444455556666:role/read}, and AWS's
   * response
   * @param reason as in conditions
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UnreadAccount(
      @JsonPropertyDescription("The account.")
      @Required @Size(max = Limits.WORD)
      @Nullable String account,
      @JsonPropertyDescription("What was tried, and AWS's response.")
      @Size(max = Limits.IDENTIFIER)
      @Nullable String action,
      @JsonPropertyDescription("The reason, such as AccessDenied or Throttled.")
      @Size(max = Limits.WORD)
      @Nullable String reason) {}

  /**
   * A service whose access the operator disabled.
   *
   * @param declarationUid there is one departure for each declaration
   * @param disabledTime by AWS's clock
   * @param requestId null if the operator knows of no answer of AWS
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Departure(
      @JsonPropertyDescription("The trusted service.")
      @Required @Size(max = Limits.WORD)
      @Nullable String servicePrincipal,
      @JsonPropertyDescription("metadata.uid of the TrustedServiceAccess.")
      @Required @Size(max = Limits.WORD)
      @Nullable String declarationUid,
      @JsonPropertyDescription("When the TrustedServiceAccess was deleted.")
      @Nullable String deletionTime,
      @JsonPropertyDescription("When access was disabled, by AWS's clock.")
      @Nullable String disabledTime,
      @JsonPropertyDescription("AWS's request id, for a search in CloudTrail; absent if the operator knows of no "
          + "answer: it was lost, or the call was never sent and others disabled access.")
      @Size(max = Limits.WORD)
      @Nullable String requestId,
      @JsonPropertyDescription("What was read before, and who confirmed the cleanup.")
      @Nullable DepartureEvidence evidence) {}
}
