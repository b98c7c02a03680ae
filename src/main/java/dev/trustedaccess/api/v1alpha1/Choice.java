package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The closed sets of values, only for the generated schema. Beans hold strings instead, because an object with a value
 * of a later version must still be readable.
 */
final class Choice {
  enum Mode {
    @JsonProperty("Manage")
    MANAGE,
    @JsonProperty("Observe")
    OBSERVE
  }

  enum CloudTrail {
    @JsonProperty("Read")
    READ,
    @JsonProperty("None")
    NONE
  }

  enum InitializationMode {
    @JsonProperty("Automatic")
    AUTOMATIC,
    @JsonProperty("Confirmed")
    CONFIRMED,
    @JsonProperty("None")
    NONE
  }

  enum Expectation {
    @JsonProperty("AsNeeded")
    AS_NEEDED,
    @JsonProperty("EveryAccount")
    EVERY_ACCOUNT
  }

  enum DeletionPolicy {
    @JsonProperty("Restore")
    RESTORE,
    @JsonProperty("Disable")
    DISABLE,
    @JsonProperty("Retain")
    RETAIN
  }

  enum EnabledBy {
    @JsonProperty("Operator")
    OPERATOR,
    @JsonProperty("Other")
    OTHER
  }

  enum Effect {
    @JsonProperty("Blocks")
    BLOCKS,
    @JsonProperty("Lost")
    LOST,
    @JsonProperty("Survives")
    SURVIVES
  }

  enum Truth {
    @JsonProperty("True")
    TRUE,
    @JsonProperty("False")
    FALSE,
    @JsonProperty("Unknown")
    UNKNOWN
  }

  private Choice() {}
}
