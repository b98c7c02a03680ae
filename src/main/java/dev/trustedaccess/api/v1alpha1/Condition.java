package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * One condition, in the format of Kubernetes' own {@code meta/v1 Condition}.
 *
 * @param lastTransitionTime RFC 3339; changes only when {@code status} does
 * @param message may be empty, but never null when the operator writes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("The type of the condition, such as Ready.")
    @Required @Size(min = 1, max = Limits.WORD)
    @Nullable String type,
    @JsonPropertyDescription("True, False or Unknown.")
    @Required @SchemaFrom(type = Choice.Truth.class)
    @Nullable String status,
    @JsonPropertyDescription("The generation of the object that this condition describes.")
    @Nullable Long observedGeneration,
    @JsonPropertyDescription("When the status last changed.")
    @Required
    @Nullable String lastTransitionTime,
    @JsonPropertyDescription("The cause, in one word for programs.")
    @Required @Size(min = 1, max = Limits.WORD)
    @Nullable String reason,
    @JsonPropertyDescription("What was seen, why, who acts, and the next step.")
    @Required @Size(max = Limits.MESSAGE)
    @Nullable String message) {}
