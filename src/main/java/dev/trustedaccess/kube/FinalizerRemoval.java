package dev.trustedaccess.kube;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Departure;
import dev.trustedaccess.domain.plan.RefusedWrite;
import dev.trustedaccess.mapping.DeclarationReader;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a deletion: the connection keeps the departure, then the finalizer is removed, and the object may vanish. A
 * departure that the API server does not store holds the finalizer, unless the declaration asks for Retain: then the log line is
 * enough, so that a person can always end a deletion.
 */
final class FinalizerRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(FinalizerRemoval.class);

  private final ClusterWriter writer;
  private final DepartureLog departures;

  FinalizerRemoval(ClusterReader reader, ClusterWriter writer) {
    this.writer = writer;
    this.departures = new DepartureLog(reader, writer);
  }

  /** Forgets a deleted declaration. */
  void forget(String uid) {
    departures.forget(uid);
  }

  /**
   * Removes the finalizer only from the exact object to which the deletion rules were applied; {@code stored} writes a
   * plan's status first, which others see if their finalizers keep the object. If the API server refuses a write, the plan
   * that is returned waits instead.
   */
  PlannedPass remove(PlannedPass plan, UnaryOperator<PlannedPass> stored) {
    boolean retained = plan.desired().deletionPolicy() == DeletionPolicy.RETAIN;
    Optional<RefusedWrite.ServerAnswer> unkept = Departure
        .of(plan.desired().principal(), plan.declared(), plan.conclusion())
        .flatMap(departure -> departures.keep(plan.desired().organization(), departure));
    if (unkept.isPresent() && !retained) {
      return plan.with(plan.object(), RefusedWrite.ofDeparture(
          plan.conclusion(), plan.declared(), unkept.get(), reported(plan.object())));
    }
    PlannedPass shown = shownToOthers(plan, stored);
    Optional<Decision.Conclude> waiting = drop(shown.object(), plan.declared(), plan.conclusion());
    if (waiting.isPresent()) {
      return shown.with(shown.object(), waiting.get());
    }
    LOG.atInfo()
        .addKeyValue("principal", plan.desired().principal())
        .addKeyValue("uid", plan.declared().uid())
        .addKeyValue("generation", plan.declared().generation())
        .log("Removed the finalizer of the declaration: {}", plan.conclusion().ready().message());
    return shown;
  }

  /**
   * The plan as others see it. A status that reports a refused write stays until the finalizer is removed: else it would
   * change at each attempt. A status that the API server refuses holds no deletion; Event and log have it.
   */
  private static PlannedPass shownToOthers(PlannedPass plan, UnaryOperator<PlannedPass> stored) {
    boolean isLastFinalizer = plan.object().getFinalizers().stream().allMatch(Kinds.ACCESS_FINALIZER::equals);
    if (isLastFinalizer || plan.observation()
        .reportedReady()
        .filter(ready -> ready.reason() == Reason.WRITE_REFUSED)
        .isPresent()) {
      return plan;
    }
    try {
      return stored.apply(plan);
    } catch (KubernetesClientException refused) {
      if (!ClusterWriter.isRefusal(refused)) {
        throw refused;
      }
      LOG.warn("The API server rejects the last status of {}, so only Events and metrics show it: {}",
          plan.declared().name(), refused.getMessage());
      return plan;
    }
  }

  /**
   * The same for a declaration whose spec cannot be read and asks for Retain.
   *
   * @return the conclusion that waits, if the API server refuses to remove the finalizer
   */
  Optional<Decision.Conclude> letGo(TrustedServiceAccess object, Decision.Conclude conclusion) {
    Declared declared = DeclarationReader.declared(object);
    Departure.of(DeclarationReader.principalOf(object), declared, conclusion)
        .ifPresent(departure -> departures.keep(DeclarationReader.organizationOf(object), departure));
    return drop(object, declared, conclusion);
  }

  private Optional<Decision.Conclude> drop(
      TrustedServiceAccess object, Declared declared, Decision.Conclude conclusion) {
    try {
      writer.dropFinalizer(object, Kinds.ACCESS_FINALIZER);
      return Optional.empty();
    } catch (KubernetesClientException refused) {
      if (!ClusterWriter.isRefusal(refused)) {
        throw refused;
      }
      LOG.warn("{}: the API server refuses to remove the finalizer: {}", declared.name(), refused.getMessage());
      List<String> others = object.getFinalizers()
          .stream()
          .filter(finalizer -> !finalizer.equals(Kinds.ACCESS_FINALIZER))
          .toList();
      return Optional.of(RefusedWrite.ofFinalizer(
          conclusion, declared, others, ClusterWriter.answer(refused), reported(object)));
    }
  }

  private static Optional<String> reported(TrustedServiceAccess object) {
    TrustedServiceAccessStatus status = object.ownStatus();
    return WrittenConditions.message(status == null ? null : status.conditions());
  }
}
