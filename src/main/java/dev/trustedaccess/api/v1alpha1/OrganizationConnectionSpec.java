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
 * {@code Observe} goes with everything else, as a brake must.
 *
 * @param organizationsRole null: the pod's own identity
 * @param serviceRole null: no service duty, initialization and cleanup wait for confirmations
 * @param memberRoles null: roles and what lives in member accounts are not read
 * @param allowedServicePrincipals null: any that the catalog knows
 * @param allowedAdministratorAccounts null: any account of the organization
 * @param observeInterval hours, minutes and seconds such as {@code 1h30m}, as are the other two
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("What is wanted.")
@ValidationRule(value = "self.organizationId == oldSelf.organizationId", fieldPath = ".organizationId",
    message = "organizationId cannot be changed, a declaration is never moved to another organization: apply a "
        + "connection of another name")
@ValidationRule(value = Cel.ORGANIZATIONS_ROLE_ACCOUNT, fieldPath = ".organizationsRole.arn",
    message = "organizationsRole.arn is not in the account managementAccountId, from which alone access is switched: "
        + "correct one of the two, or use mode: Observe")
@ValidationRule(value = Cel.SERVICE_ROLE_ACCOUNT, fieldPath = ".serviceRole.arn",
    message = "serviceRole.arn is not in the account managementAccountId, in which alone it sees what remains of a service: "
        + "correct one of the two, or leave serviceRole out")
@ValidationRule(value = Cel.ORGANIZATIONS_ROLE_PARTITION, fieldPath = ".organizationsRole.arn",
    message = "organizationsRole.arn and regions.home are in different partitions: correct one of the two")
@ValidationRule(value = Cel.SERVICE_ROLE_PARTITION, fieldPath = ".serviceRole.arn",
    message = "serviceRole.arn and regions.home are in different partitions: correct one of the two")
@ValidationRule(value = "!has(self.memberRoles) || !has(self.memberRoles.service) || has(self.serviceRole)", fieldPath = ".memberRoles.service",
    message = "memberRoles.service is never used without serviceRole: add serviceRole, or leave memberRoles.service "
        + "out")
@ValidationRule(value = "!has(self.serviceRole) || (has(self.regions) && has(self.regions.managed))", fieldPath = ".regions",
    message = "serviceRole looks for what remains in each Region of regions.managed, and a Region left out could hide it: name "
        + "every Region in use in regions.managed")
public record OrganizationConnectionSpec(
    @JsonPropertyDescription("The organization's id, such as o-a1b2c3d4e5. Cannot be changed.")
    @Required @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.ORGANIZATION_ID, message = Cel.ORGANIZATION_ID_REMEDY)
    @Nullable String organizationId,
    @JsonPropertyDescription("A guard: nothing is changed if the organization's management account is another.")
    @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.ACCOUNT_ID, message = Cel.ACCOUNT_ID_REMEDY)
    @Nullable String managementAccountId,
    @JsonPropertyDescription("Manage: change what is declared. Observe: change nothing, whatever a declaration says.")
    @Required @SchemaFrom(type = Choice.Mode.class)
    @Nullable String mode,
    @JsonPropertyDescription("The role that switches access and reads the organization. Absent: the pod's own "
        + "identity.")
    @Nullable OrganizationsRole organizationsRole,
    @JsonPropertyDescription("The role that initializes and cleans up services. Absent: both wait for confirmations.")
    @Nullable ServiceRole serviceRole,
    @JsonPropertyDescription("Names of roles in the member accounts, assumed from the organizations role.")
    @Nullable MemberRoles memberRoles,
    @JsonPropertyDescription("The Regions of this organization.")
    @Default("{}")
    @Nullable Regions regions,
    @JsonPropertyDescription("What may be declared, and be switched on or off. Absent: every service that the "
        + "catalog knows.")
    @Size(max = Limits.ALLOWED_PRINCIPALS)
    @ValidationRule(value = "size(self) > 0",
        message = "an empty list would allow nothing: leave allowedServicePrincipals out to allow every service that "
            + "the catalog knows, or use mode: Observe")
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
    @JsonPropertyDescription("How often the organization is looked at, such as 5m.")
    @Default("5m") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.INTERVAL, message = Cel.INTERVAL_REMEDY)
    @Nullable String observeInterval,
    @JsonPropertyDescription("How often the accounts' roles are read, such as 24h.")
    @Default("24h") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.INTERVAL, message = Cel.INTERVAL_REMEDY)
    @Nullable String roleInventoryInterval,
    @JsonPropertyDescription("How long after a deletion, and after the operator first looks for it, nothing is changed "
        + "for it, so that a mistake can be called back.")
    @Default("15m") @Size(max = Limits.FORMATTED)
    @ValidationRule(value = Cel.DURATION, message = Cel.DURATION_REMEDY)
    @Nullable String deletionHold) {
  public OrganizationConnectionSpec {
    allowedServicePrincipals = Elements.of(allowedServicePrincipals);
    allowedAdministratorAccounts = Elements.of(allowedAdministratorAccounts);
  }

  /**
   * The organizations duty.
   *
   * @param externalId as the role's trust policy asks for it; null: none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OrganizationsRole(
      @JsonPropertyDescription("The role's ARN.")
      @Required @Size(max = Limits.ARN)
      @ValidationRule(value = Cel.ROLE_ARN, message = Cel.ROLE_ARN_REMEDY)
      @Nullable String arn,
      @JsonPropertyDescription("The external id that the role's trust policy asks for.")
      @Size(max = Limits.EXTERNAL_ID)
      @ValidationRule(value = Cel.EXTERNAL_ID, message = Cel.EXTERNAL_ID_REMEDY)
      @Nullable String externalId) {}

  /**
   * Who carries out the service duty.
   *
   * @param arn null: the pod's own identity
   * @param mode {@code Manage}, or {@code Observe}: reads what remains and changes nothing
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
      @JsonPropertyDescription("The external id that the role's trust policy asks for.")
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
   * @param service used in a declared administrator account only; null: nothing is done there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record MemberRoles(
      @JsonPropertyDescription("Name of the role that reads an account's service-linked roles.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ROLE_NAME, message = Cel.ROLE_NAME_REMEDY)
      @Nullable String read,
      @JsonPropertyDescription("Name of the role for a service's work in its declared administrator account.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ROLE_NAME, message = Cel.ROLE_NAME_REMEDY)
      @Nullable String service) {}

  /**
   * Regions; the home Region also tells the partition.
   *
   * @param managed where regional things are looked for before access goes off; required with a serviceRole
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(value = Cel.ONE_PARTITION, fieldPath = ".managed",
      message = "managed and home are in different partitions: use one connection, and one installation, for each "
          + "partition")
  public record Regions(
      @JsonPropertyDescription("The Region of services that have one home, and of the partition.")
      @Default("us-east-1") @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.REGION, message = Cel.REGION_REMEDY)
      @Nullable String home,
      @JsonPropertyDescription("Every Region in use: what remains is looked for in each of them before access goes "
          + "off. Absent: the home Region alone.")
      @Size(max = Limits.REGIONS)
      @ValidationRule(value = "size(self) > 0",
          message = "an empty list would leave no Region to look in: name every Region in use, or leave managed out "
              + "for the home Region alone")
      @ValidationRule(value = Cel.EACH_REGION, message = Cel.EACH_REGION_REMEDY)
      @Nullable List<@Size(max = Limits.FORMATTED) String> managed) {
    public Regions {
      managed = Elements.of(managed);
    }
  }
}
