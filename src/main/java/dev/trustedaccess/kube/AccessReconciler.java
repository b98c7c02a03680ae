package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.mapping.DeclarationReader;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;

/** The framework's adapter for {@link AccessPass}: when to run a pass, and what the informers show. */
public final class AccessReconciler implements Reconciler<TrustedServiceAccess> {
  private final AccessPass pass;
  private final PassErrors guarded = new PassErrors();
  private final PassTriggers<TrustedServiceAccess> wakeUps = new PassTriggers<>();
  private volatile AccessPass.Caches caches = AccessPass.Caches.EMPTY;

  public AccessReconciler(AccessPass pass) {
    this.pass = pass;
  }

  @Override
  public List<EventSource<?, TrustedServiceAccess>> prepareEventSources(
      EventSourceContext<TrustedServiceAccess> context) {
    var primaries = context.getPrimaryCache();
    var connections = new InformerEventSource<OrganizationConnection, TrustedServiceAccess>(
        InformerEventSourceConfiguration.from(OrganizationConnection.class, TrustedServiceAccess.class)
            .withName("connections")
            // Every connection concerns all declarations: after the older one to an organization is deleted, the next
            // takes over.
            .withSecondaryToPrimaryMapper(
                _ -> primaries.list().map(ResourceID::fromResource).collect(Collectors.toSet()))
            .withOnUpdateFilter(Filters::isRelevantChange)
            .build(),
        context);
    var confirmations = new InformerEventSource<ServiceConfirmation, TrustedServiceAccess>(
        InformerEventSourceConfiguration.from(ServiceConfirmation.class, TrustedServiceAccess.class)
            .withName("confirmations")
            .withSecondaryToPrimaryMapper(confirmation -> Set.of(new ResourceID(confirmation.getMetadata().getName())))
            .withOnUpdateFilter(Filters::isRelevantChange)
            .build(),
        context);
    caches = new AccessPass.Caches(
        () -> primaries.list().toList(), () -> connections.list().toList(),
        name -> confirmations.get(new ResourceID(name)));
    return List.of(connections, confirmations, wakeUps);
  }

  private static Set<ResourceID> of(Collection<TrustedServiceAccess> declarations, String connection) {
    return declarations.stream()
        .filter(each -> DeclarationReader.organizationOf(each).equals(connection))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** Something that no informer shows has changed for a connection's declarations. */
  public void wake(String connection) {
    of(caches.declarations().get(), connection).forEach(wakeUps::propagateEvent);
  }

  /** Something that no informer shows has changed for these declarations. */
  public void wake(Set<String> names) {
    names.forEach(name -> wakeUps.propagateEvent(new ResourceID(name)));
  }

  /** All declarations, as the informer shows them. */
  public List<TrustedServiceAccess> declarations() {
    return caches.declarations().get();
  }

  /** All connections, as the informer shows them. */
  public List<OrganizationConnection> connections() {
    return caches.connections().get();
  }

  @Override
  public UpdateControl<TrustedServiceAccess> reconcile(
      TrustedServiceAccess object, Context<TrustedServiceAccess> context) {
    if (context.isPrimaryResourceDeleted()) {
      pass.forget(object);
      guarded.forget(object.getMetadata().getName());
      wake(DeclarationReader.organizationOf(object));
      wakeUps.announceAnew(ResourceID.fromResource(object), context.getPrimaryCache()::get);
      return UpdateControl.noUpdate();
    }
    String name = object.getMetadata().getName();
    Duration next = guarded.run(name, () -> pass.run(name, caches), problem -> pass.failed(name, problem));
    return UpdateControl.<TrustedServiceAccess>noUpdate().rescheduleAfter(next);
  }
}
