package dev.trustedaccess.e2e;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the cluster at the moment of each change at AWS, while the operator waits for the answer: what it had stored
 * before it sent the change.
 */
final class Witness {
  /** Role sessions for a change end in the declaration's uid. */
  private static final int UID_LENGTH = 36;

  private final KubernetesClient cluster;
  private final List<Moment> moments = new CopyOnWriteArrayList<>();

  private Witness(KubernetesClient cluster) {
    this.cluster = cluster;
  }

  /** The cluster as it was when a change came in at AWS; the declaration is the one that the session is named after. */
  record Moment(Call call, Optional<TrustedServiceAccess> declaration, Optional<OrganizationConnection> connection,
      Optional<ServiceConfirmation> confirmation) {
    String kind() {
      return switch (call.action()) {
        case "organizations:EnableAWSServiceAccess" -> "Enable";
        case "organizations:DisableAWSServiceAccess" -> "Disable";
        case "fms:AssociateAdminAccount" -> "Initialize";
        case "fms:DisassociateAdminAccount" -> "RemoveOwnedResource";
        default -> call.action();
      };
    }

    boolean isFor(String name) {
      return declaration.filter(each -> each.getMetadata().getName().equals(name)).isPresent();
    }

    /** Such as {@code Enable ds.amazonaws.com}. */
    String words() {
      return kind() + " " + declaration.map(each -> each.getMetadata().getName()).orElse("nothing");
    }

    boolean takesAway() {
      return kind().equals("Disable") || kind().equals("RemoveOwnedResource");
    }

    @Override
    public String toString() {
      return words() + " (call " + call.ordinal() + ")";
    }
  }

  /** Watches every change that {@code aws} is asked for, until its faults are cleared. */
  static Witness of(Simulator aws, KubernetesClient cluster) {
    var witness = new Witness(cluster);
    aws.faults().every(call -> call.changing() && witness.sees(call)).run(() -> {});
    return witness;
  }

  private boolean sees(Call call) {
    var session = call.sessionName();
    var uid = session == null ? "" : session.substring(Math.max(0, session.length() - UID_LENGTH));
    var declaration = cluster.resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .filter(each -> each.getMetadata().getUid().equals(uid))
        .findFirst();
    moments.add(new Moment(call, declaration, declaration.flatMap(this::connection),
        declaration.flatMap(this::confirmation)));
    return true;
  }

  private Optional<OrganizationConnection> connection(TrustedServiceAccess declaration) {
    var spec = declaration.getSpec();
    var reference = spec == null ? null : spec.organizationRef();
    var name = reference == null || reference.name() == null ? Kinds.DEFAULT_ORGANIZATION : reference.name();
    return Optional.ofNullable(cluster.resources(OrganizationConnection.class).withName(name).get());
  }

  private Optional<ServiceConfirmation> confirmation(TrustedServiceAccess declaration) {
    var name = declaration.getMetadata().getName();
    return Optional.ofNullable(cluster.resources(ServiceConfirmation.class).withName(name).get());
  }

  /** All changes that came in, oldest first. */
  List<Moment> moments() {
    return List.copyOf(moments);
  }

  /** Those of this kind: Enable, Initialize, RemoveOwnedResource or Disable. */
  List<Moment> moments(String kind) {
    return moments.stream().filter(moment -> moment.kind().equals(kind)).toList();
  }

  void forget() {
    moments.clear();
  }

  /**
   * What must hold for every change in any scenario: it is made for a declaration that is there, whose finalizer, and its
   * connection's, and whose intent were stored before; nothing is enabled for a declaration that is being deleted, and nothing
   * taken away for one that is not.
   */
  void everyChangeWasPrepared() {
    everyChangeWasPrepared(false);
  }

  /** @param racing whether a deletion may have come between the operator's last read and the change */
  void everyChangeWasPrepared(boolean racing) {
    assertThat(moments).allSatisfy(moment -> {
      assertThat(moment.declaration()).isPresent();
      assertThat(moment.connection()).isPresent();
      var declaration = moment.declaration().orElseThrow();
      assertThat(declaration.getFinalizers()).contains(Kinds.ACCESS_FINALIZER);
      assertThat(moment.connection().orElseThrow().getFinalizers()).contains(Kinds.IN_USE_FINALIZER);
      assertThat(lastChange(declaration)).satisfies(intent -> {
        assertThat(intent.action()).isEqualTo(moment.kind());
        assertThat(intent.requestId()).isNull();
      });
      assertThat(declaration.getMetadata().getDeletionTimestamp() != null)
          .isIn(moment.takesAway(), moment.takesAway() || racing);
    });
  }

  private static TrustedServiceAccessStatus.LastChange lastChange(TrustedServiceAccess declaration) {
    var status = declaration.getStatus();
    var change = status == null ? null : status.lastChange();
    if (change == null) {
      throw new AssertionError(declaration.getMetadata().getName() + " has no intent stored");
    }
    return change;
  }

  /** Each thing was taken away with the confirmation of this very deletion. */
  void everythingTakenAwayWasConfirmed() {
    assertThat(moments).filteredOn(Moment::takesAway).allSatisfy(moment -> {
      var meta = moment.declaration().orElseThrow().getMetadata();
      assertThat(cleanedUp(moment.confirmation().orElse(null)))
          .isEqualTo(meta.getUid() + " " + meta.getDeletionTimestamp());
    });
  }

  private static String cleanedUp(@Nullable ServiceConfirmation confirmation) {
    var spec = confirmation == null ? null : confirmation.getSpec();
    var word = spec == null ? null : spec.cleanedUp();
    return word == null ? "no confirmation" : word.accessUid() + " " + word.deletionTimestamp();
  }
}
