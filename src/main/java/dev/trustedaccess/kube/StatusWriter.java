package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Notice;
import dev.trustedaccess.mapping.StatusReport;
import dev.trustedaccess.port.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the result of a pass over a declaration: the status, and what is new in it as Events, log and metrics. */
final class StatusWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  private final ClusterWriter writer;
  private final EventLog events;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final RefusedStatuses<TrustedServiceAccessStatus> unwritten = new RefusedStatuses<>();

  StatusWriter(ClusterWriter writer, EventLog events, Telemetry telemetry, InstantSource clock) {
    this.writer = writer;
    this.events = events;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Forgets a deleted declaration. */
  void forget(TrustedServiceAccess object) {
    unwritten.forget(object);
  }

  /**
   * Writes the status to {@code plan.object()}, and reports what is new in it.
   *
   * @param before the status at the beginning of the pass
   * @return when to return: as planned, or later if the API server rejects the status
   */
  Duration write(
      PlannedPass plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus status,
      Duration planned) {
    TrustedServiceAccessStatus reported = unwritten.lastReported(plan.object(), before);
    Duration next = write(plan.object(), status, planned);
    report(plan, reported, status);
    return next;
  }

  /** Reports what is new in a status that is not written because its object is about to be deleted. */
  void last(PlannedPass plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus status) {
    report(plan, unwritten.lastReported(plan.object(), before), status);
  }

  /** Like the above, when nothing could be planned. */
  Duration stopped(TrustedServiceAccess object, Declared declared, Decision.Conclude conclusion, Instant now) {
    TrustedServiceAccessStatus before = unwritten.lastReported(object, object.ownStatus());
    TrustedServiceAccessStatus after = StatusReport.of(conclusion, declared, before, now);
    Duration next = write(object, after, conclusion.next());
    announce(object, declared, before, after);
    telemetry.assessed(
        DeclarationReader.organizationOf(object), DeclarationReader.principalOf(object), false, true,
        declared.deleted().isPresent(), conclusion.ready().reason().apiName());
    return next;
  }

  private Duration write(TrustedServiceAccess object, TrustedServiceAccessStatus status, Duration planned) {
    return unwritten.unless(object, status, clock.instant(), () -> writer.status(object, status)).orElse(planned);
  }

  private void report(PlannedPass plan, @Nullable TrustedServiceAccessStatus before, TrustedServiceAccessStatus after) {
    announce(plan.object(), plan.declared(), before, after);
    telemetry.assessed(
        plan.desired().organization(), plan.desired().principal(),
        WrittenConditions.ready(after.conditions()), WrittenConditions.stalled(after.conditions()),
        plan.declared().deleted().isPresent(), WrittenConditions.reason(after.conditions()));
    DeclarationReader.recorded(after)
        .changeByOthers()
        .ifPresent(change -> telemetry.changedByOthers(
            plan.desired().organization(), plan.desired().principal(), change));
  }

  private void announce(
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
