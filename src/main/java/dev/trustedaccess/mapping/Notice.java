package dev.trustedaccess.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.organization.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A change of status that deserves an Event.
 *
 * @param warning whether a person should investigate
 * @param reason the condition's reason
 * @param message the condition's message
 */
public record Notice(boolean warning, String reason, String message) {
  /**
   * The changes between two statuses: a changed status of AccessEnabled, and a changed status or reason of Ready. If
   * both have the same text, only the first is returned. Then who made the newest change by others, once that is known.
   */
  public static List<Notice> between(
      @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus after) {
    List<Notice> notices = new ArrayList<>();
    Optional<Condition> access = find(after, StatusReport.ACCESS_ENABLED);
    Optional<Condition> accessBefore = find(before, StatusReport.ACCESS_ENABLED);
    if (access.isPresent() && !same(access, accessBefore, false) && !is(access, "Unknown")) {
      access.map(condition -> of(is(access, "False") && is(accessBefore, "True"), condition)).ifPresent(notices::add);
    }
    Optional<Condition> ready = find(after, StatusReport.READY);
    if (ready.isPresent() && !same(ready, find(before, StatusReport.READY), true)) {
      ready.map(condition -> of(find(after, Conditions.STALLED).isPresent(), condition))
          .filter(notice -> notices.stream().noneMatch(notice::sameText))
          .ifPresent(notices::add);
    }
    changeByOthers(after)
        .filter(change -> !changeByOthers(before).flatMap(ChangeByOthers::author).equals(change.author()))
        .flatMap(change -> change.author()
            .map(author -> new Notice(
                true, Reason.CHANGED_BY_OTHERS.apiName(),
                change.inWords() + " by " + author.principalArn() + " at " + author.time() + " (CloudTrail event "
                    + author.eventId() + ").")))
        .ifPresent(notices::add);
    return List.copyOf(notices);
  }

  private static Optional<ChangeByOthers> changeByOthers(@Nullable TrustedServiceAccessStatus status) {
    return Optional.ofNullable(status)
        .map(TrustedServiceAccessStatus::lastChangeByOthers)
        .flatMap(DeclarationReader::changeByOthers);
  }

  /** The change between two statuses of a connection: a changed status or reason of Ready. */
  public static Optional<Notice> between(
      @Nullable OrganizationConnectionStatus before, OrganizationConnectionStatus after) {
    Optional<Condition> ready = find(after.conditions(), StatusReport.READY);
    return ready.filter(_ -> !same(ready, find(before == null ? null : before.conditions(), StatusReport.READY), true))
        .map(condition -> of(find(after.conditions(), Conditions.STALLED).isPresent(), condition));
  }

  private boolean sameText(Notice other) {
    return reason.equals(other.reason) && message.equals(other.message);
  }

  private static Notice of(boolean warning, Condition condition) {
    return new Notice(
        warning, Objects.requireNonNullElse(condition.reason(), ""),
        Objects.requireNonNullElse(condition.message(), ""));
  }

  private static boolean is(Optional<Condition> condition, String status) {
    return condition.filter(found -> status.equals(found.status())).isPresent();
  }

  private static boolean same(Optional<Condition> one, Optional<Condition> other, boolean withReason) {
    return one.map(Condition::status).equals(other.map(Condition::status))
        && (!withReason || one.map(Condition::reason).equals(other.map(Condition::reason)));
  }

  private static Optional<Condition> find(@Nullable TrustedServiceAccessStatus status, String type) {
    return find(status == null ? null : status.conditions(), type);
  }

  private static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }
}
