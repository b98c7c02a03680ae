package dev.trustedaccess.domain.declaration;

import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.domain.organization.OwnedResource;

/**
 * A change at AWS that others made, as the operator noticed it.
 *
 * @param kind what changed
 * @param accountId the administrator's account; empty for a change of access
 * @param region the administrator's Region; {@link OwnedResource#GLOBAL} for a change of access
 * @param since it was made at or after this time, by AWS's clock
 * @param observed when the operator noticed it, by AWS's clock
 * @param author who made it; empty while CloudTrail does not show that
 * @param ended whether CloudTrail is not asked about it any more
 */
public record ChangeByOthers(
    Kind kind, Optional<String> accountId, String region, Instant since, Instant observed, Optional<Author> author,
    boolean ended) {
  /** What others change. */
  public enum Kind implements ApiName {
    ENABLE("Enable", "Access was enabled"),
    DISABLE("Disable", "Access was disabled"),
    APPOINT_ADMINISTRATOR("AppointAdministrator", "The administrator %s was appointed"),
    DISMISS_ADMINISTRATOR("DismissAdministrator", "The administrator %s was dismissed");

    private final String apiName;
    private final String clause;

    Kind(String apiName, String clause) {
      this.apiName = apiName;
      this.clause = clause;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /**
   * Who made a change, as CloudTrail recorded it.
   *
   * @param principalArn the ARN of who called; the name of an AWS service that called on its own behalf
   * @param time when AWS carried out the call
   * @param eventId the id of CloudTrail's event
   */
  public record Author(String principalArn, Instant time, String eventId) {}

  /** A change of access, of which only this is known yet. */
  public static ChangeByOthers ofAccess(Kind kind, Instant since, Instant observed) {
    return new ChangeByOthers(
        kind, Optional.empty(), OwnedResource.GLOBAL, since, observed, Optional.empty(), false);
  }

  /** A change of an administrator, of which only this is known yet. */
  public static ChangeByOthers ofAdministrator(
      Kind kind, String accountId, String region, Instant since, Instant observed) {
    return new ChangeByOthers(kind, Optional.of(accountId), region, since, observed, Optional.empty(), false);
  }

  /** Whether both are the same change, whenever each was noticed. */
  public boolean isSameAs(ChangeByOthers other) {
    return kind == other.kind && accountId.equals(other.accountId) && region.equals(other.region)
        && since.equals(other.since);
  }

  /** The same, made by {@code who}; empty if that is not known. */
  public ChangeByOthers by(Optional<Author> who) {
    return new ChangeByOthers(kind, accountId, region, since, observed, who, ended);
  }

  /** The same, about which CloudTrail is not asked any more. */
  public ChangeByOthers withSearchEnded() {
    return new ChangeByOthers(kind, accountId, region, since, observed, author, true);
  }

  /** What was changed, as a clause: {@code Access was disabled}. */
  public String inWords() {
    return kind.clause.formatted(accountId.orElse("") + (region.equals(OwnedResource.GLOBAL) ? "" : " in " + region));
  }
}
