package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * The service administrator's statements. Each names the exact enabling or deletion that it confirms, and counts for no
 * later one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("The confirmed statements.")
@ValidationRule(value = "has(self.initialized) || has(self.cleanedUp)",
    message = "spec confirms nothing: set initialized or cleanedUp, or let `confirm initialized NAME` or `confirm "
        + "cleaned-up NAME` write it")
public record ServiceConfirmationSpec(
    @JsonPropertyDescription("The service is initialized.")
    @Nullable Initialized initialized,
    @JsonPropertyDescription("What must not be left behind has been removed, or is knowingly abandoned.")
    @Nullable CleanedUp cleanedUp) {

  /**
   * Initialization is complete, for access as enabled at this time.
   *
   * @param enabledTime the declaration's {@code status.enabledTime}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Initialized(
      @JsonPropertyDescription("metadata.uid of the TrustedServiceAccess.")
      @Required @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.UID, message = Cel.UID_REMEDY)
      @Nullable String accessUid,
      @JsonPropertyDescription("status.enabledTime of the TrustedServiceAccess.")
      @Required @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.TIME,
          message = "must be status.enabledTime of the TrustedServiceAccess: let `confirm initialized NAME` write it")
      @Nullable String enabledTime) {}

  /**
   * Cleanup is complete, for this deletion.
   *
   * @param deletionTimestamp the declaration's {@code metadata.deletionTimestamp}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CleanedUp(
      @JsonPropertyDescription("metadata.uid of the TrustedServiceAccess.")
      @Required @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.UID, message = Cel.UID_REMEDY)
      @Nullable String accessUid,
      @JsonPropertyDescription("metadata.deletionTimestamp of the TrustedServiceAccess.")
      @Required @Size(max = Limits.FORMATTED)
      @ValidationRule(value = Cel.TIME,
          message = "must be metadata.deletionTimestamp of the TrustedServiceAccess: let `confirm cleaned-up NAME` "
              + "write it")
      @Nullable String deletionTimestamp) {}
}
