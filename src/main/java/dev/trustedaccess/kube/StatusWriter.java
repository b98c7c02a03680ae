package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.domain.Declared;
import dev.trustedaccess.domain.Verdict;
import dev.trustedaccess.report.Notice;
import dev.trustedaccess.report.StatusReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows people what a pass over a declaration has come to: the status, and what is new in it as Events, log and metrics. */
final class StatusWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
  private static final Duration RARELY = Duration.ofHours(1);

  private final ClusterWriter writer;
  private final EventLog events;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Unwritten<TrustedServiceAccessStatus> unwritten = new Unwritten<>();

  StatusWriter(ClusterWriter writer, EventLog events, Telemetry telemetry, InstantSource clock) {
    this.writer = writer;
    this.events = events;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** The declaration is gone for good. */
  void forget(TrustedServiceAccess object) {
    unwritten.forget(object);
  }

  /**
   * Writes the status to {@code plan.object()}, and tells what is new in it.
   *
   * @param before the status that the pass began with
   * @return when to come back: as planned, or later where the API server refuses the status
   */
  Duration write(
      Plan plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus status, Duration planned) {
    TrustedServiceAccessStatus told = unwritten.told(plan.object(), before);
    Duration next = write(plan.object(), status, planned);
    report(plan, told, status);
    return next;
  }

  /** Tells what is new in a status that is not to be written, since its object goes. */
  void last(Plan plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus status) {
    report(plan, unwritten.told(plan.object(), before), status);
  }

  /** As above, where nothing could be planned; {@code ready} says why. */
  Duration stopped(TrustedServiceAccess object, Declared declared, Verdict ready, Instant now) {
    TrustedServiceAccessStatus before = unwritten.told(object, object.ownStatus());
    TrustedServiceAccessStatus after = StatusReport.stopped(
        ready, DeclarationReader.recorded(object.ownStatus()), declared, before, now);
    Duration next = write(object, after, RARELY);
    tell(object, declared, before, after);
    telemetry.assessed(
        DeclarationReader.organizationOf(object), DeclarationReader.principalOf(object), false, true,
        declared.deleted().isPresent(), ready.reason().name());
    return next;
  }

  private Duration write(TrustedServiceAccess object, TrustedServiceAccessStatus status, Duration planned) {
    return unwritten.unless(object, status, clock.instant(), () -> writer.status(object, status)).orElse(planned);
  }

  private void report(Plan plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus after) {
    tell(plan.object(), plan.declared(), before, after);
    telemetry.assessed(
        plan.desired().organization(), plan.desired().principal(),
        Written.ready(after.conditions()), Written.stalled(after.conditions()),
        plan.declared().deleted().isPresent(), Written.reason(after.conditions()));
  }

  private void tell(
      TrustedServiceAccess object, Declared declared, @Nullable TrustedServiceAccessStatus before,
      TrustedServiceAccessStatus after) {
    for (Notice notice : Notice.between(before, after)) {
      events.emit(object, notice);
      LOG.atInfo()
          .addKeyValue("principal", DeclarationReader.principalOf(object))
          .addKeyValue("uid", declared.uid())
          .addKeyValue("generation", declared.generation())
          .addKeyValue("reason", notice.reason())
          .log("{}", notice.message());
    }
  }
}
