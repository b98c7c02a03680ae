package dev.trustedaccess.domain;

import java.util.Optional;

/** Judges a connection by what a look through it shows. */
public final class ConnectionJudge {
  private static final String UNREAD = "Not read yet at this generation; the operator does so by itself.";

  private ConnectionJudge() {}

  /**
   * The judgement of a connection that can be used.
   *
   * @param look what was seen through it
   * @param missed looks that failed in a row
   */
  public static ConnectionAssessment judge(ConnectionSettings settings, Fact<Look> look, int missed) {
    return switch (look) {
      case Fact.Known<Look>(Look seen) -> seen(settings, seen);
      case Fact.Unknown<Look>(Failure failure) -> failed(failure, missed);
      case Fact.NotAsked<Look> _ -> throw new IllegalArgumentException("nobody looked");
    };
  }

  /** The judgement of one that cannot be used, whatever AWS says. */
  public static ConnectionAssessment unusable(Reason reason, String problem) {
    return stopped(Finding.stalled(reason, Messages.clip(problem, Messages.MOST - 1)), unread());
  }

  /** The judgement of one that is being deleted while declarations still hold it. */
  public static ConnectionAssessment inUse(String name) {
    return stopped(Finding.waiting(Reason.ConnectionDeleting, Messages.connectionInUse(name)), unread());
  }

  private static ConnectionAssessment seen(ConnectionSettings settings, Look look) {
    OrganizationState organization = look.organization();
    Verdict works = Verdict.yes(Reason.Ready, Messages.credentialsWork(organization));
    Optional<Finding> features = Checks.features(organization);
    Verdict allFeatures = features.map(found -> Verdict.no(found.reason(), found.message()))
        .orElseGet(() -> Verdict.yes(Reason.Ready, Messages.featuresOn(organization)));
    Optional<Finding> foreign = Checks.organization(settings, organization);
    Optional<Finding> finding = foreign.or(() -> Checks.management(settings, organization))
        .or(() -> Checks.serviceDuty(settings, organization))
        .or(() -> features);
    Verdict ready = finding.map(found -> Verdict.no(found.reason(), found.message()))
        .orElseGet(() -> Verdict.yes(Reason.Ready, Messages.connected(settings, organization)));
    // What another organization has is not told to whoever may name a role of its.
    return new ConnectionAssessment(
        foreign.isPresent() ? Optional.empty() : Optional.of(look), works, allFeatures, ready, finding);
  }

  private static ConnectionAssessment failed(Failure failure, int missed) {
    String message = Messages.connectionFailed(failure);
    Finding finding = LifePlanner.unanswered(failure, missed, message);
    return stopped(
        finding, finding.weight() == Finding.Weight.PASSING ? unread() : Verdict.no(failure.reason(), message));
  }

  private static ConnectionAssessment stopped(Finding finding, Verdict credentials) {
    Verdict ready = switch (finding.weight()) {
      case PASSING -> finding.reason() == Reason.ObservationStale
          ? Verdict.unknown(finding.reason(), finding.message())
          : Verdict.unchanged(finding.reason(), finding.message());
      default -> Verdict.no(finding.reason(), finding.message());
    };
    return new ConnectionAssessment(Optional.empty(), credentials, unread(), ready, Optional.of(finding));
  }

  private static Verdict unread() {
    return Verdict.unchanged(Reason.ObservationStale, UNREAD);
  }
}
