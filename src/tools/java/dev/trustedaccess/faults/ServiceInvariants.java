package dev.trustedaccess.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for a service's administrators, registrations and members in every Region and account that ever mattered,
 * judged by what truly is and not by what was planned from.
 */
final class ServiceInvariants {
  private final Declaration object;
  private final ServiceTruth service;
  /** Regions that a pass of this life read, once anything of ours was recorded. */
  private final Set<String> managed = new HashSet<>();
  private String managedBy = "";

  ServiceInvariants(Declaration object, ServiceTruth service) {
    this.object = object;
    this.service = service;
  }

  private void mayChange() {
    assertThat(object.mayChange()).as("I4: changed what is not to be touched: " + object).isTrue();
  }

  /**
   * Access is enabled.
   *
   * @param registered the account that the call registers for us; empty if it registers none, or one that is there
   */
  void enables(String principal, Optional<OwnedResource> registered) {
    mayChange();
    assertThat(principal).isEqualTo(service.kind.principal);
    assertThat(object.lives()).as("I3: enabled though deleted").isTrue();
    assertThat(service.pending()).as("the service's own call was sent while another one was pending").isFalse();
    registered.ifPresent(one -> assertThat(service.isListed(one)).as("I4: called ours though it is there: " + one)
        .isFalse());
  }

  void initializes(OwnedResource owned) {
    mayChange();
    assertThat(object.lives()).as("I3: appointed though deleted").isTrue();
    assertThat(object.administrators).as("I4: appointed what nobody declared").contains(owned.accountId());
    assertThat(service.isListed(owned)).as("I4: appointed though it is there: " + owned).isFalse();
    if (!owned.isRegistration()) {
      assertThat(object.connection.managed).as("I4: appointed where nothing is managed").contains(owned.region());
      assertThat(service.administratorIn(owned.region())).as("I4: appointed beside another's").isEmpty();
    }
  }

  void removesOwned(ServiceOperator.Pass pass, OwnedResource owned, boolean confirmed) {
    preconditions(pass, confirmed);
    if (owned.isRegistration() && service.mayBeListed(owned)) {
      return;
    }
    ServiceTruth.Appointment there = service.appointed().get(owned);
    assertThat(there).as("I4: removed what is not there: " + owned).isNotNull();
    assertThat(Objects.requireNonNull(there).by.equals(object.uid()) || there.unclear)
        .as("I4: what others appointed was dismissed: " + owned)
        .isTrue();
    assertThat(service.leaves(owned)).as("I7: removed though it is being removed").isFalse();
    if (owned.isRegistration()) {
      assertThat(oursOf(owned.accountId())).as("deregistered before our own administrators were dismissed").isEmpty();
    }
  }

  private List<OwnedResource> oursOf(String account) {
    return service.ofAccount(account)
        .stream()
        .filter(one -> !one.isRegistration())
        .filter(one -> Objects.requireNonNull(service.appointed().get(one)).by.equals(object.uid()))
        .toList();
  }

  private List<OwnedResource> ours() {
    return service.appointed()
        .entrySet()
        .stream()
        .filter(one -> one.getValue().by.equals(object.uid()))
        .map(one -> one.getKey())
        .toList();
  }

  void disables(ServiceOperator.Pass pass, boolean confirmed) {
    preconditions(pass, confirmed);
    assertThat(ours()).as("I2: disabled before our own administrators were gone").isEmpty();
    assertThat(service.pending()).as("the service's own call was sent while another one was pending").isFalse();
    if (pass.observation().answer(Question.DELEGATED_ADMINISTRATORS).toOptional().isPresent()) {
      assertThat(service.appointed().keySet()).as("I2: registered")
          .noneMatch(one -> one.isRegistration() && service.isListed(one));
    }
  }

  /** What is not read counts as there, unless the service administrator confirmed the cleanup for this deletion. */
  private void preconditions(ServiceOperator.Pass pass, boolean confirmed) {
    mayChange();
    assertThat(object.deleted).as("I2: changed though alive").isPresent();
    assertThat(object.policy).as("I2: changed though retained").isNotEqualTo(DeletionPolicy.RETAIN);
    assertThat(service.organization.now).as("I2: the hold was not over")
        .isAfterOrEqualTo(object.deleted.orElseThrow().plus(Connection.HOLD).minusSeconds(3));
    boolean isConfirmed = object.confirmation.cleanedUp()
        .equals(Optional.of(new Confirmation.ConfirmedMoment(object.uid(), object.deleted.get())));
    assertThat(confirmed).as("I2: whether the confirmation is to be read again").isEqualTo(isConfirmed);
    Set<PlaceRead> read = pass.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .map(RemainingRead::read)
        .orElse(Set.of());
    List<Remaining> named = pass.recorded().reportedRemaining().items().stream().map(Cleanup.Item::thing).toList();
    for (Remaining thing : blocking()) {
      boolean seen = read.stream().anyMatch(place -> place.isPlaceOf(thing));
      assertThat(seen).as("I2: changed though this was read: " + thing).isFalse();
      assertThat(named).as("I2: changed though this was named, and no read saw it gone").doesNotContain(thing);
      boolean mattered = managed.contains(thing.region()) && !service.ofAccount(thing.accountId()).isEmpty();
      assertThat(isConfirmed || !mattered).as("I2: not read, and not confirmed: " + thing).isTrue();
    }
    if (service.kind == ServiceTruth.Kind.RAM) {
      assertThat(isConfirmed).as("I2: not confirmed").isTrue();
    }
  }

  /** What others appointed, and the members of every administrator. */
  private List<Remaining> blocking() {
    List<Remaining> all = new ArrayList<>(
        service.remaining.stream().filter(thing -> thing.kind().equals(ServiceTruth.MEMBER)).toList());
    service.appointed().forEach((one, how) -> {
      if (!one.isRegistration() && !how.by.equals(object.uid()) && !how.unclear) {
        all.add(new Remaining(one.kind(), one.id(), one.accountId(), one.region()));
      }
    });
    return all;
  }

  /** I5: what we enabled or appointed is not left by removing the finalizer, unless the deletion rules leave it. */
  void leaves(ServiceOperator.Pass pass) {
    Recorded recorded = pass.recorded();
    boolean enabledByUs = recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR))
        || recorded.pendingEnable().isPresent();
    if (object.policy == DeletionPolicy.RETAIN || object.mode == Mode.OBSERVE || recorded.isEmpty()
        || (object.policy == DeletionPolicy.RESTORE && !enabledByUs)) {
      return;
    }
    assertThat(object.mayChange()).as("I5: left though it has to stay: " + object).isTrue();
  }

  /** I4: what we appointed, and what is there all the time, is remembered until it is gone. */
  void reported(TrustedServiceAccessStatus status) {
    Recorded recorded = DeclarationReader.recorded(status);
    if (!managedBy.equals(object.uid())) {
      managed.clear();
      managedBy = object.uid();
    }
    if (!recorded.isEmpty() && object.connection.present) {
      managed.addAll(object.connection.managed);
    }
    assertThat(recorded.owned()).as("I4: ours was forgotten though it is there")
        .containsAll(ours().stream().filter(one -> !service.leaves(one)).toList());
  }

  /** Nobody remembers what was appointed for this declaration. */
  void forgotten() {
    managed.clear();
    ours().forEach(one -> Objects.requireNonNull(service.appointed().get(one)).by = "");
  }
}
