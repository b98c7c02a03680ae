package dev.trustedaccess.domain.plan;

import java.util.Optional;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;

/** Assesses a connection by the organization snapshot that was read through it. */
public final class ConnectionJudge {
  private static final String UNREAD = "Not read yet for this generation. The operator reads it automatically.";

  private ConnectionJudge() {}

  /**
   * The assessment of a connection that can be used.
   *
   * @param snapshot the organization as read through it
   * @param missed how many snapshots failed in a row
   */
  public static ConnectionAssessment judge(ConnectionSettings settings, Fact<OrganizationSnapshot> snapshot,
      int missed) {
    return switch (snapshot) {
      case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot seen) -> seen(settings, seen);
      case Fact.Unknown<OrganizationSnapshot>(Failure failure) -> failed(failure, missed);
      case Fact.NotAsked<OrganizationSnapshot> _ -> throw new IllegalArgumentException("no snapshot was requested");
    };
  }

  /** The assessment of a connection that cannot be used, whatever AWS answers. */
  public static ConnectionAssessment unusable(Reason reason, String problem) {
    return notReady(Finding.stalled(reason, Messages.clip(problem, Messages.MOST - 1)), unread());
  }

  /** The assessment of a connection that is being deleted while declarations still use it. */
  public static ConnectionAssessment inUse(String name) {
    return notReady(Finding.waiting(Reason.CONNECTION_DELETING, Messages.connectionInUse(name)), unread());
  }

  private static ConnectionAssessment seen(ConnectionSettings settings, OrganizationSnapshot snapshot) {
    OrganizationState organization = snapshot.organization();
    Verdict credentials = Verdict.yes(Reason.READY, Messages.credentialsWork(organization));
    Optional<Finding> features = Checks.features(organization);
    Verdict allFeatures = features.map(found -> Verdict.no(found.reason(), found.message()))
        .orElseGet(() -> Verdict.yes(Reason.READY, Messages.allFeaturesEnabled(organization)));
    Optional<Finding> wrongOrganization = Checks.organization(settings, organization);
    Optional<Finding> finding = wrongOrganization.or(() -> Checks.management(settings, organization))
        .or(() -> Checks.serviceRole(settings, organization))
        .or(() -> features);
    Verdict ready = finding.map(found -> Verdict.no(found.reason(), found.message()))
        .orElseGet(() -> Verdict.yes(Reason.READY, Messages.connected(settings, organization)));
    // The snapshot of a wrong organization is not shown: the right to name a role must not include the right to read
    // it.
    return new ConnectionAssessment(
        wrongOrganization.isPresent() ? Optional.empty() : Optional.of(snapshot), credentials, allFeatures, ready,
        finding);
  }

  private static ConnectionAssessment failed(Failure failure, int missed) {
    String message = Messages.connectionFailed(failure);
    Finding finding = ActivePlanner.unanswered(failure, missed, message);
    return notReady(
        finding, finding.severity() == Finding.Severity.PASSING ? unread() : Verdict.no(failure.reason(), message));
  }

  private static ConnectionAssessment notReady(Finding finding, Verdict credentials) {
    Verdict ready = switch (finding.severity()) {
      case PASSING -> finding.reason() == Reason.OBSERVATION_STALE
          ? Verdict.unknown(finding.reason(), finding.message())
          : Verdict.unchanged(finding.reason(), finding.message());
      default -> Verdict.no(finding.reason(), finding.message());
    };
    return new ConnectionAssessment(Optional.empty(), credentials, unread(), ready, Optional.of(finding));
  }

  private static Verdict unread() {
    return Verdict.unchanged(Reason.OBSERVATION_STALE, UNREAD);
  }
}
