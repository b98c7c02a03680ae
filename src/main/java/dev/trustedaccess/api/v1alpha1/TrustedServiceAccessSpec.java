package dev.trustedaccess.api.v1alpha1;

import java.util.List;

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
    @JsonPropertyDescription("Accounts that administer the service. Each is appointed once access is enabled, in every "
        + "managed Region where the service requires that, and dismissed before access is disabled. Absent or empty: the "
        + "current ones are accepted. An account that is removed from the list stays appointed. A deletion that leaves "
        + "access enabled leaves every account appointed and names those that the operator appointed.")
    @Size(max = Limits.DELEGATED_ADMINISTRATORS)
    @ValidationRule(value = Cel.EACH_ACCOUNT_ID, message = Cel.EACH_ACCOUNT_ID_REMEDY)
    @ValidationRule(value = Cel.EACH_ONCE, message = "each account must be listed only once: remove the repeated one")
    @Nullable List<@Size(max = Limits.FORMATTED) String> delegatedAdministrators,
    @JsonPropertyDescription("What is expected of the service's roles in the accounts.")
    @Default("{}")
    @Nullable ServiceLinkedRoles serviceLinkedRoles,
    @JsonPropertyDescription("What a deletion does. Restore: disable access only if this declaration enabled it. "
        + "Disable: disable access after cleanup. Retain: leave it enabled; can be set while deleting, to cancel the "
        + "disabling.")
    @Default("Restore") @SchemaFrom(type = Choice.DeletionPolicy.class)
    @Nullable String deletionPolicy) {
  public TrustedServiceAccessSpec {
    delegatedAdministrators = Elements.of(delegatedAdministrators);
  }

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
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Initialization(
      @JsonPropertyDescription("Automatic: by the operator if it has an integration for the service, otherwise as Confirmed. "
          + "Confirmed: by a ServiceConfirmation. None: initialization is not awaited.")
      @Default("Automatic") @SchemaFrom(type = Choice.InitializationMode.class)
      @Nullable String mode) {}

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
