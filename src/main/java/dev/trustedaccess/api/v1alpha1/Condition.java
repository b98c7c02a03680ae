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
 * One condition, of the shape of Kubernetes' own {@code meta/v1 Condition}.
 *
 * @param lastTransitionTime RFC 3339; moves only when {@code status} does
 * @param message may be empty, never null in what we write
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("What is spoken of, such as Ready.")
    @Required @Size(min = 1, max = Limits.WORD)
    @Nullable String type,
    @JsonPropertyDescription("True, False or Unknown.")
    @Required @SchemaFrom(type = Choice.Truth.class)
    @Nullable String status,
    @JsonPropertyDescription("The generation of the object that this was said of.")
    @Nullable Long observedGeneration,
    @JsonPropertyDescription("When the status last changed.")
    @Required
    @Nullable String lastTransitionTime,
    @JsonPropertyDescription("Why, in one word for programs.")
    @Required @Size(min = 1, max = Limits.WORD)
    @Nullable String reason,
    @JsonPropertyDescription("What was seen, why, who acts, and the next step.")
    @Required @Size(max = Limits.MESSAGE)
    @Nullable String message) {}
