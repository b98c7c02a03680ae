package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * The desired state of a declaration. Null means that the author omitted a field and the API server did not default it.
 *
 * <p>Mode {@code Observe} is valid with every other field, including {@code deletionPolicy: Disable}, so that one field
 * always stops all changes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("The desired state.")
@ValidationRule(value = "self.servicePrincipal == oldSelf.servicePrincipal", fieldPath = ".servicePrincipal",
    message = "servicePrincipal cannot be changed: delete this declaration and apply one named after the other "
        + "service principal")
@ValidationRule(value = "self.organizationRef.name == oldSelf.organizationRef.name",
    fieldPath = ".organizationRef.name",
    message = "organizationRef.name cannot be changed: delete this declaration and apply one named after the other "
        + "organization")
@ValidationRule(value = Cel.ADMINISTRATOR_SET_ONCE, fieldPath = ".initialization.administratorAccountId",
    message = "initialization.administratorAccountId cannot be changed or removed once set, because some services "
        + "lose data with their administrator: "
        + "move the administrator at AWS, then delete this declaration with deletionPolicy: Retain and apply it again")
public record TrustedServiceAccessSpec(
    @JsonPropertyDescription("The trusted service, such as config.amazonaws.com. Cannot be changed.")
    @Required @SelectableField @Size(max = Limits.PRINCIPAL)
    @ValidationRule(value = Cel.PRINCIPAL, message = Cel.PRINCIPAL_REMEDY)
    @Nullable String servicePrincipal,
    @JsonPropertyDescription("The organization. Cannot be changed.")
    @Default("{}")
    @Nullable OrganizationRef organizationRef,
    @JsonPropertyDescription("Manage: apply this declaration. Observe: monitor and report, change nothing.")
    @Default("Manage") @SchemaFrom(type = Choice.Mode.class)
    @Nullable String mode,
    @JsonPropertyDescription("Accept a service principal that is not in the catalog; disabling it then counts "
        + "as destructive.")
    @Default("false")
    @Nullable Boolean acceptUnknownService,
    @JsonPropertyDescription("What the service sets up for itself once access is enabled.")
    @Default("{}")
    @Nullable Initialization initialization,
    @JsonPropertyDescription("What is expected of the service's roles in the accounts.")
    @Default("{}")
    @Nullable ServiceLinkedRoles serviceLinkedRoles,
    @JsonPropertyDescription("What a deletion does. Restore: disable access only if this declaration enabled it. "
        + "Disable: disable access after cleanup. Retain: leave it enabled; can be set while deleting, to cancel the "
        + "disabling.")
    @Default("Restore") @SchemaFrom(type = Choice.DeletionPolicy.class)
    @Nullable String deletionPolicy) {

  /**
   * Which organization.
   *
   * @param name of the {@link OrganizationConnection}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OrganizationRef(
      @JsonPropertyDescription("Name of the OrganizationConnection.")
      @Default("default") @SelectableField @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ORGANIZATION_NAME, message = Cel.ORGANIZATION_NAME_REMEDY)
      @Nullable String name) {}

  /**
   * How the service is initialized.
   *
   * @param mode {@code Automatic}, {@code Confirmed} or {@code None}
   * @param administratorAccountId 12 digits; null accepts the current administrator
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(value = "self.mode != 'None' || !has(self.administratorAccountId)",
      fieldPath = ".administratorAccountId",
      message = "administratorAccountId is never used with initialization.mode: None: leave it out, or use mode "
          + "Automatic or Confirmed")
  public record Initialization(
      @JsonPropertyDescription("Automatic: by the operator if it has an integration for the service, otherwise as Confirmed. "
          + "Confirmed: by a ServiceConfirmation. None: initialization is not awaited.")
      @Default("Automatic") @SchemaFrom(type = Choice.InitializationMode.class)
      @Nullable String mode,
      @JsonPropertyDescription("The account that administers the service, if the operator can appoint one. Absent: "
          + "the current one is accepted. Cannot be changed once set.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ACCOUNT_ID, message = Cel.ACCOUNT_ID_REMEDY)
      @Nullable String administratorAccountId) {}

  /**
   * The roles that the accounts must have.
   *
   * @param expectation {@code AsNeeded} or {@code EveryAccount}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ServiceLinkedRoles(
      @JsonPropertyDescription("AsNeeded: a missing role is not a fault. EveryAccount: the roles must be in every "
          + "account.")
      @Default("AsNeeded") @SchemaFrom(type = Choice.Expectation.class)
      @Nullable String expectation) {}
}
