package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
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

/** The framework's adapter for {@link ConnectionPass}. */
public final class ConnectionReconciler implements Reconciler<OrganizationConnection> {
  private final ConnectionPass pass;
  private final PassErrors guarded = new PassErrors();
  private final PassTriggers<OrganizationConnection> wakeUps = new PassTriggers<>();
  private volatile Supplier<List<OrganizationConnection>> connections = List::of;

  public ConnectionReconciler(ConnectionPass pass) {
    this.pass = pass;
  }

  @Override
  public List<EventSource<?, OrganizationConnection>> prepareEventSources(
      EventSourceContext<OrganizationConnection> context) {
    var declarations = new InformerEventSource<TrustedServiceAccess, OrganizationConnection>(
        InformerEventSourceConfiguration.from(TrustedServiceAccess.class, OrganizationConnection.class)
            .withName("declarations")
            .withSecondaryToPrimaryMapper(each -> Set.of(new ResourceID(DeclarationReader.organizationOf(each))))
            .withOnUpdateFilter(Filters::isRelevantChange)
            .build(),
        context);
    connections = () -> context.getPrimaryCache().list().toList();
    return List.of(declarations, wakeUps);
  }

  /** Something that no informer shows has changed for a connection. */
  public void wake(String connection) {
    wakeUps.propagateEvent(new ResourceID(connection));
  }

  @Override
  public UpdateControl<OrganizationConnection> reconcile(
      OrganizationConnection object, Context<OrganizationConnection> context) {
    if (context.isPrimaryResourceDeleted()) {
      pass.forget(object);
      guarded.forget(object.getMetadata().getName());
      connections.get().forEach(other -> wake(other.getMetadata().getName()));
      wakeUps.announceAnew(ResourceID.fromResource(object), context.getPrimaryCache()::get);
      return UpdateControl.noUpdate();
    }
    String name = object.getMetadata().getName();
    Duration next = guarded.run(
        name, () -> pass.run(name, connections.get()), problem -> pass.failed(name, problem));
    return UpdateControl.<OrganizationConnection>noUpdate().rescheduleAfter(next);
  }
}
