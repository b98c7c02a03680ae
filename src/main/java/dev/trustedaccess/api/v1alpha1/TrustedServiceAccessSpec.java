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
 * What a declaration asks for. Null is what the author left out and the API server did not default.
 *
 * <p>Mode {@code Observe} goes with everything else, {@code deletionPolicy: Disable} too: it is a brake, and a brake
 * must work by one field.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("What is wanted.")
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
    @JsonPropertyDescription("Manage: make it so. Observe: watch and report, change nothing.")
    @Default("Manage") @SchemaFrom(type = Choice.Mode.class)
    @Nullable String mode,
    @JsonPropertyDescription("Also take a service principal that the catalog does not know; disabling it then counts "
        + "as destructive.")
    @Default("false")
    @Nullable Boolean acceptUnknownService,
    @JsonPropertyDescription("What the service sets up for itself once access is on.")
    @Default("{}")
    @Nullable Initialization initialization,
    @JsonPropertyDescription("What is expected of the service's roles in the accounts.")
    @Default("{}")
    @Nullable ServiceLinkedRoles serviceLinkedRoles,
    @JsonPropertyDescription("What a deletion does. Restore: switch off only what this declaration switched on. "
        + "Disable: switch off after cleanup. Retain: leave on; can be set while deleting, which calls a deletion "
        + "back.")
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
   * How initialization comes about.
   *
   * @param mode {@code Automatic}, {@code Confirmed} or {@code None}
   * @param administratorAccountId 12 digits; null accepts the administrator that is there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(value = "self.mode != 'None' || !has(self.administratorAccountId)",
      fieldPath = ".administratorAccountId",
      message = "administratorAccountId is never used with initialization.mode: None: leave it out, or use mode "
          + "Automatic or Confirmed")
  public record Initialization(
      @JsonPropertyDescription("Automatic: by the operator where it knows the service's API, else as Confirmed. "
          + "Confirmed: when a ServiceConfirmation says so. None: nothing is awaited.")
      @Default("Automatic") @SchemaFrom(type = Choice.InitializationMode.class)
      @Nullable String mode,
      @JsonPropertyDescription("The account that administers the service, where the operator can set one. Absent: "
          + "the one that is there is accepted. Cannot be changed once set.")
      @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.ACCOUNT_ID, message = Cel.ACCOUNT_ID_REMEDY)
      @Nullable String administratorAccountId) {}

  /**
   * What the accounts must hold.
   *
   * @param expectation {@code AsNeeded} or {@code EveryAccount}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ServiceLinkedRoles(
      @JsonPropertyDescription("AsNeeded: an absent role is no fault. EveryAccount: the roles must be in every "
          + "account.")
      @Default("AsNeeded") @SchemaFrom(type = Choice.Expectation.class)
      @Nullable String expectation) {}
}
