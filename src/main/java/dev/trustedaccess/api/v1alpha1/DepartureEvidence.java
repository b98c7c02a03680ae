package dev.trustedaccess.api.v1alpha1;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

// @formatter:off: annotations of record components stay one a line

/**
 * What was read before access was disabled.
 *
 * @param remainingCount of all things, also those that {@code remaining} leaves out
 * @param confirmedBy null if nothing had to be confirmed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DepartureEvidence(
    @JsonPropertyDescription("What was searched for, and how much of it was found, by kind.")
    @Size(max = Limits.KINDS_READ)
    @Nullable List<KindRead> reads,
    @JsonPropertyDescription("How many resources were still there.")
    @Nullable Integer remainingCount,
    @JsonPropertyDescription("Some of them, the most severe first. Lost: given up knowingly. Survives: remains.")
    @Size(max = Limits.REMAINING)
    @Nullable List<TrustedServiceAccessStatus.Remaining> remaining,
    @JsonPropertyDescription("Who confirmed the cleanup; absent if nothing had to be confirmed.")
    @Nullable ConfirmedBy confirmedBy) {
  public DepartureEvidence {
    reads = Elements.of(reads);
    remaining = Elements.of(remaining);
  }

  /**
   * The reads of one kind.
   *
   * @param places that were read completely
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record KindRead(
      @JsonPropertyDescription("What was searched for.")
      @Required @Size(max = Limits.WORD)
      @Nullable String kind,
      @JsonPropertyDescription("In how many places: accounts in a Region each, or lists of the whole organization.")
      @Nullable Integer places,
      @JsonPropertyDescription("How many were still there.")
      @Nullable Integer found) {}

  /**
   * Who confirmed a cleanup.
   *
   * @param confirmationUid of the ServiceConfirmation
   * @param manager null if the API server does not tell
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ConfirmedBy(
      @JsonPropertyDescription("metadata.uid of the ServiceConfirmation. The API server's audit log has the person who wrote it.")
      @Size(max = Limits.WORD)
      @Nullable String confirmationUid,
      @JsonPropertyDescription("The field manager that wrote the statement, such as kubectl.")
      @Size(max = Limits.WORD)
      @Nullable String manager,
      @JsonPropertyDescription("When it was written, by the API server's clock.")
      @Nullable String time) {}
}
