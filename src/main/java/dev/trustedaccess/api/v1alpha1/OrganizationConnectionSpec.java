package dev.trustedaccess.api.v1alpha1;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * How to reach an organization, and what may be declared in it.
 *
 * <p>No field holds an endpoint: an object's author must not be able to send signed requests elsewhere. Mode
 * {@code Observe} is valid with every other field, so that one field always stops all changes.
 *
 * @param organizationsRole null: the pod's own identity
 * @param serviceRole null: no service role; initialization and cleanup wait for confirmations
 * @param memberRoles null: roles and resources in member accounts are not read
 * @param allowedServicePrincipals null: any in the catalog
 * @param allowedAdministratorAccounts null: any account of the organization
 * @param observeInterval hours, minutes and seconds such as {@code 1h30m}, as are the other two
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("The desired state.")
@ValidationRule(value = "self.organizationId == oldSelf.organizationId", fieldPath = ".organizationId",
    message = "organizationId cannot be changed, because a declaration cannot move to another organization: apply a "
        + "connection with another name")
@ValidationRule(value = Cel.ORGANIZATIONS_ROLE_ACCOUNT, fieldPath = ".organizationsRole.arn",
    message = "organizationsRole.arn is not in the account managementAccountId, the only one that can enable and disable access: "
        + "correct one of the two, or use mode: Observe")
@ValidationRule(value = Cel.SERVICE_ROLE_ACCOUNT, fieldPath = ".serviceRole.arn",
    message = "serviceRole.arn is not in the account managementAccountId, the only one where it can see what remains of a service: "
        + "correct one of the two, or leave serviceRole out")
@ValidationRule(value = Cel.ORGANIZATIONS_ROLE_PARTITION, fieldPath = ".organizationsRole.arn",
    message = "organizationsRole.arn and regions.home are in different partitions: correct one of the two")
@ValidationRule(value = Cel.SERVICE_ROLE_PARTITION, fieldPath = ".serviceRole.arn",
    message = "serviceRole.arn and regions.home are in different partitions: correct one of the two")
@ValidationRule(value = "!has(self.memberRoles) || !has(self.memberRoles.service) || has(self.serviceRole)", fieldPath = ".memberRoles.service",
    message = "memberRoles.service is never used without serviceRole: add serviceRole, or leave memberRoles.service "
        + "out")
@ValidationRule(value = "!has(self.serviceRole) || (has(self.regions) && has(self.regions.managed))", fieldPath = ".regions",
    message = "serviceRole checks what remains only in the Regions of regions.managed, and could miss it elsewhere: name "
        + "every Region in use in regions.managed")
public record OrganizationConnectionSpec(
    @JsonPropertyDescription("The organization's id, such as o-a1b2c3d4e5. Cannot be changed.")
    @Required @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.ORGANIZATION_ID, message = Cel.ORGANIZATION_ID_REMEDY)
    @Nullable String organizationId,
    @JsonPropertyDescription("A safeguard: the operator makes no changes if the organization has another management account.")
    @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.ACCOUNT_ID, message = Cel.ACCOUNT_ID_REMEDY)
    @Nullable String managementAccountId,
    @JsonPropertyDescription("Manage: change what is declared. Observe: change nothing, whatever a declaration says.")
    @Required @SchemaFrom(type = Choice.Mode.class)
    @Nullable String mode,
    @JsonPropertyDescription("The role that enables and disables access and reads the organization. Absent: the pod's own "
        + "identity.")
    @Nullable OrganizationsRole organizationsRole,
    @JsonPropertyDescription("The role that initializes and cleans up services. Absent: both wait for confirmations.")
    @Nullable ServiceRole serviceRole,
    @JsonPropertyDescription("Names of roles in the member accounts, assumed from the organizations role.")
    @Nullable MemberRoles memberRoles,
    @JsonPropertyDescription("The Regions of this organization.")
    @Default("{}")
    @Nullable Regions regions,
    @JsonPropertyDescription("Services that may be declared, enabled and disabled. Absent: every service in the "
        + "catalog.")
    @Size(max = Limits.ALLOWED_PRINCIPALS)
    @ValidationRule(value = "size(self) > 0",
        message = "an empty list would allow nothing: leave allowedServicePrincipals out to allow every service in "
            + "the catalog, or use mode: Observe")
    @ValidationRule(value = Cel.EACH_PRINCIPAL, message = Cel.EACH_PRINCIPAL_REMEDY)
    @Nullable List<@Size(max = Limits.PRINCIPAL) String> allowedServicePrincipals,
    @JsonPropertyDescription("Accounts that a declaration may name as a service's administrator. Absent: any account of the "
        + "organization.")
    @Size(max = Limits.ALLOWED_ADMINISTRATORS)
    @ValidationRule(value = "size(self) > 0",
        message = "an empty list would allow no administrator: leave allowedAdministratorAccounts out to allow any account of "
            + "the organization, or use serviceRole.mode: Observe")
    @ValidationRule(value = Cel.EACH_ACCOUNT_ID, message = Cel.EACH_ACCOUNT_ID_REMEDY)
    @Nullable List<@Size(max = Limits.FORMATTED) String> allowedAdministratorAccounts,
    @JsonPropertyDescription("How often an organization snapshot is taken, such as 5m.")
    @Default("5m") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.INTERVAL, message = Cel.INTERVAL_REMEDY)
    @Nullable String observeInterval,
    @JsonPropertyDescription("How often the roles in the accounts are scanned, such as 24h.")
    @Default("24h") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.INTERVAL, message = Cel.INTERVAL_REMEDY)
    @Nullable String roleInventoryInterval,
    @JsonPropertyDescription("How long the operator makes no changes for a deletion, from the deletion and from its first snapshot "
        + "after it, so that a mistaken deletion can be reverted.")
    @Default("15m") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.DURATION, message = Cel.DURATION_REMEDY)
    @Nullable String deletionHold,
    @JsonPropertyDescription("Read: after a change by others, CloudTrail is asked who made it; the organizations role needs "
        + "cloudtrail:LookupEvents. None: it is not asked.")
    @Default("None") @SchemaFrom(type = Choice.CloudTrail.class)
    @Nullable String cloudTrail) {
  public OrganizationConnectionSpec {
    allowedServicePrincipals = Elements.of(allowedServicePrincipals);
    allowedAdministratorAccounts = Elements.of(allowedAdministratorAccounts);
  }

  /**
   * The role of the organizations administrator.
   *
   * @param externalId required by the role's trust policy; null: none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OrganizationsRole(
      @JsonPropertyDescription("The role's ARN.")
      @Required @Size(max = Limits.ARN)
      @ValidationRule(value = Cel.ROLE_ARN, message = Cel.ROLE_ARN_REMEDY)
      @Nullable String arn,
      @JsonPropertyDescription("The external id that the role's trust policy requires.")
      @Size(max = Limits.EXTERNAL_ID)
      @ValidationRule(value = Cel.EXTERNAL_ID, message = Cel.EXTERNAL_ID_REMEDY)
      @Nullable String externalId) {}

  /**
   * The role of the service administrator.
   *
   * @param arn null: the pod's own identity
   * @param mode {@code Manage}, or {@code Observe}: reads what remains, changes nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(value = "has(self.arn) || !has(self.externalId)", fieldPath = ".externalId",
      message = "externalId is never used without arn: add serviceRole.arn, or leave externalId out")
  public record ServiceRole(
      @JsonPropertyDescription("The role's ARN. Absent: the pod's own identity.")
      @Size(max = Limits.ARN)
      @ValidationRule(value = Cel.ROLE_ARN, message = Cel.ROLE_ARN_REMEDY)
      @Nullable String arn,
      @JsonPropertyDescription("The external id that the role's trust policy requires.")
      @Size(max = Limits.EXTERNAL_ID)
      @ValidationRule(value = Cel.EXTERNAL_ID, message = Cel.EXTERNAL_ID_REMEDY)
      @Nullable String externalId,
      @JsonPropertyDescription("Manage: initialize and clean up. Observe: read what remains, change nothing.")
      @Required @SchemaFrom(type = Choice.Mode.class)
      @Nullable String mode) {}

  /**
   * Role names, the same in every member account.
   *
   * @param read reads the service-linked roles; null: roles are not read
   * @param service used in a declared administrator account only; null: the operator does nothing there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record MemberRoles(
      @JsonPropertyDescription("Name of the role that reads an account's service-linked roles, and what remains there of "
          + "a service that any account may use.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ROLE_NAME, message = Cel.ROLE_NAME_REMEDY)
      @Nullable String read,
      @JsonPropertyDescription("Name of the role for a service's work in its declared administrator account.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ROLE_NAME, message = Cel.ROLE_NAME_REMEDY)
      @Nullable String service) {}

  /**
   * Regions; the home Region also determines the partition.
   *
   * @param managed Regions to check for regional resources before access is disabled; required with a serviceRole
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(value = Cel.ONE_PARTITION, fieldPath = ".managed",
      message = "managed and home are in different partitions: use one connection, and one installation, for each "
          + "partition")
  public record Regions(
      @JsonPropertyDescription("The Region of services that have a single home Region. It also determines the partition.")
      @Default("us-east-1") @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.REGION, message = Cel.REGION_REMEDY)
      @Nullable String home,
      @JsonPropertyDescription("Every Region in use: the operator checks what remains in each of them before access is "
          + "disabled. Absent: only the home Region.")
      @Size(max = Limits.REGIONS)
      @ValidationRule(value = "size(self) > 0",
          message = "an empty list would leave no Region to check: name every Region in use, or leave managed out "
              + "for only the home Region")
      @ValidationRule(value = Cel.EACH_REGION, message = Cel.EACH_REGION_REMEDY)
      @Nullable List<@Size(max = Limits.FORMATTED) String> managed) {
    public Regions {
      managed = Elements.of(managed);
    }
  }
}
