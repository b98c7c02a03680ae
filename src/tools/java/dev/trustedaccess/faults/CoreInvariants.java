package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/** The design's invariants, as far as they are the pure core's, judged by what truly is and not by what was planned from. */
final class CoreInvariants {
  private static final Duration SETTLE = Timing.STANDARD.settle();

  /** What is promised; how often each was held against something that was done. */
  enum Invariant {
    I2, I3, I4, I5, I6, I7, I11
  }

  private final List<Declaration> all;
  private final ServiceCatalog catalog;
  private final Map<Declaration, Truth.Shown> shown = new HashMap<>();
  /** Generations, as uid/generation, at which a snapshot saw access enabled. */
  private final Set<String> seenEnabled = new HashSet<>();
  /** When a change was last meant, by uid and kind; a lost status takes it along. */
  private final Map<String, Instant> lastIntent = new HashMap<>();
  private final Map<Invariant, Long> checked = new EnumMap<>(Invariant.class);

  /** Generations, as uid/generation, that were last said to be Ready. */
  private final Set<String> readyAt = new HashSet<>();

  CoreInvariants(List<Declaration> all, ServiceCatalog catalog) {
    this.all = all;
    this.catalog = catalog;
  }

  Map<Invariant, Long> checked() {
    return checked;
  }

  private void count(Invariant invariant) {
    checked.merge(invariant, 1L, Long::sum);
  }

  /** All names under which the access of a principal can be listed, the catalog's first name first. */
  static List<String> names(ServiceCatalog catalog, String principal) {
    return catalog.find(principal).map(ServiceCatalog.Entry::names).orElse(List.of(principal));
  }

  void forgotten(Declaration object) {
    readyAt.remove(life(object));
    lastIntent.keySet().removeIf(key -> key.startsWith(object.uid() + "/"));
  }

  void snapshotRead(Declaration object, Truth.Shown snapshot) {
    shown.put(object, snapshot);
    if (names(catalog, object.principal).stream().anyMatch(name -> snapshot.snapshot().enabledAt(name).isPresent())) {
      seenEnabled.add(life(object));
    }
  }

  private static String life(Declaration object) {
    return object.uid() + "/" + object.generation;
  }

  void enables(CoreOperator.Pass pass, String principal, Instant awsTime) {
    mayChange(pass.object(), principal);
    count(Invariant.I3);
    assertThat(pass.object().lives()).as("I3: enabled though deleted").isTrue();
    settled(pass, Change.Kind.ENABLE, awsTime);
  }

  void initializes(CoreOperator.Pass pass, OwnedResource owned, Truth.Service service) {
    mayChange(pass.object(), pass.object().principal);
    count(Invariant.I3);
    assertThat(pass.object().lives()).as("I3: initialized though deleted").isTrue();
    assertThat(pass.object().administrators).as("I4: an administrator that nobody declared").contains(owned.id());
    assertThat(service.administrator(now(pass))).as("I4: an administrator changed").isEmpty();
  }

  void removesOwned(
      CoreOperator.Pass pass, OwnedResource owned, boolean confirmed, boolean kindDeleting, Truth.Service service) {
    preconditions(pass, confirmed, kindDeleting, service);
    Instant now = now(pass);
    assertThat(service.administratorLeaves(now)).as("I7: removed though it is being removed").isFalse();
    assertThat(service.administrator(now)).as("I4: another's administrator taken away").contains(owned.id());
    assertThat(service.administratorOurs).as("I4: what others had set up was taken away").isTrue();
  }

  void disables(
      CoreOperator.Pass pass, String principal, Instant awsTime, boolean confirmed, boolean kindDeleting,
      Truth.Service service) {
    preconditions(pass, confirmed, kindDeleting, service);
    mayChange(pass.object(), principal);
    settled(pass, Change.Kind.DISABLE, awsTime);
    count(Invariant.I11);
    Truth truth = pass.object().connection.organization;
    Optional<Truth.Period> enabled = truth.access(principal)
        .filter(period -> !period.date().isAfter(Objects.requireNonNull(shown.get(pass.object())).moment()));
    if (pass.object().policy == DeletionPolicy.RESTORE && enabled.isPresent()) {
      assertThat(enabled.get().ours() || enabled.get().unclear()).as("I11: disabled what others had enabled").isTrue();
    }
    assertThat(service.administratorOurs && service.administrator(now(pass))
        .filter(there -> pass.recorded().owned().contains(OwnedResource.administrator(there, Truth.REGION)))
        .isPresent())
        .as("I2: disabled before our own administrator was gone")
        .isFalse();
  }

  private static Instant now(CoreOperator.Pass pass) {
    return pass.object().connection.organization.now;
  }

  /** I7: no change is repeated within the settle time, unless the last one was certainly not carried out. */
  private void settled(CoreOperator.Pass pass, Change.Kind kind, Instant awsTime) {
    count(Invariant.I7);
    boolean refused = pass.recorded().lastChange().flatMap(Change::refused).isPresent();
    String key = pass.object().uid() + "/" + kind;
    Instant meant = lastIntent.getOrDefault(key, Instant.EPOCH);
    if (!refused) {
      assertThat(awsTime).as("I7: a %s repeated within the settle time", kind).isAfterOrEqualTo(meant.plus(SETTLE));
    }
    lastIntent.put(key, awsTime);
  }

  private void mayChange(Declaration object, String principal) {
    count(Invariant.I4);
    assertThat(object.mayChange()).as("I4: changed what is not to be touched: " + object).isTrue();
    assertThat(names(catalog, object.principal)).as("I4: touched what nobody declares").contains(principal);
  }

  /** I2, by what truly is at this moment. */
  private void preconditions(
      CoreOperator.Pass pass, boolean confirmed, boolean kindDeleting, Truth.Service service) {
    Declaration object = pass.object();
    Truth truth = object.connection.organization;
    mayChange(object, object.principal);
    count(Invariant.I2);
    Instant deleted = object.deleted.orElseThrow(() -> new AssertionError("I2: disabled though alive"));
    assertThat(object.policy).as("I2: disabled though retained").isNotEqualTo(DeletionPolicy.RETAIN);
    assertThat(kindDeleting).as("I2: disabled though the kind is being deleted").isFalse();
    assertThat(truth.now).as("I2: the hold was not over")
        .isAfterOrEqualTo(deleted.plus(Connection.HOLD).minusSeconds(3));
    assertThat(all).as("I2: another declaration manages the same access")
        .noneMatch(other -> other != object && other.lives() && other.connection.organization == truth
            && other.mayChange() && names(catalog, object.principal).contains(other.principal));
    List<String> ours = pass.recorded().owned().stream().map(OwnedResource::id).toList();
    boolean asked = catalog.find(object.principal).map(e -> e.principal().administrators().isPresent()).orElse(true);
    if (asked) {
      assertThat(service.delegated).as("I2: delegated administrators")
          .allMatch(one -> ours.contains(one.accountId())
              || (confirmed && isUnread(pass, Question.DELEGATED_ADMINISTRATORS)));
    }
    Set<String> types = catalog.find(object.principal).map(e -> e.service().policyTypes()).orElse(Set.of());
    assertThat(truth.policyTypes.stream().filter(types::contains)).as("I2: a policy type is on")
        .allMatch(_ -> confirmed && isUnread(pass, Question.POLICY_TYPES));
    boolean isConfirmed = object.confirmation.cleanedUp()
        .equals(Optional.of(new Confirmation.ConfirmedMoment(object.uid(), deleted)));
    assertThat(confirmed).as("I2: whether the confirmation is to be read again").isEqualTo(isConfirmed);
    Impact impact = catalog.find(object.principal).map(e -> e.service().impact()).orElse(Impact.DESTRUCTIVE);
    List<Remaining> visible = service.remaining.stream()
        .filter(thing -> object.connection.managed.contains(thing.region()))
        .filter(thing -> effect(object, thing) != Effect.SURVIVES)
        .toList();
    assertThat(isConfirmed || (visible.isEmpty() && !impact.needsConfirmation()))
        .as("I2: not confirmed, with %s", visible)
        .isTrue();
    assertThat(visible).as("I2: something blocks")
        .noneMatch(thing -> effect(object, thing) == Effect.BLOCKS && !remainsUnread(pass));
  }

  /** Whether this was asked and cannot be read, not only for a moment: then a person's word stands for what was not seen. */
  private static boolean isUnread(CoreOperator.Pass pass, Question<?> question) {
    return pass.observation().answer(question).problem().filter(failure -> !failure.passing()).isPresent();
  }

  /** Whether what remains was not read, or not everywhere. */
  private static boolean remainsUnread(CoreOperator.Pass pass) {
    return pass.observation().integration().isEmpty() || isUnread(pass, Question.REMAINING)
        || pass.observation()
            .answer(Question.REMAINING)
            .toOptional()
            .filter(read -> read.unread().stream().anyMatch(failure -> !failure.passing()))
            .isPresent();
  }

  private Effect effect(Declaration object, Remaining thing) {
    return catalog.find(object.principal).map(entry -> entry.service().effectOf(thing.kind())).orElse(Effect.LOST);
  }

  /** I5: the finalizer goes by the deletion rules only. */
  void leaves(CoreOperator.Pass pass, boolean kindDeleting) {
    count(Invariant.I5);
    Declaration object = pass.object();
    Recorded recorded = pass.recorded();
    boolean untouched = kindDeleting || object.policy == DeletionPolicy.RETAIN || object.mode == Mode.OBSERVE
        || recorded.isEmpty();
    boolean ours = recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR)) || recorded.pendingEnable().isPresent();
    if (untouched || (object.policy == DeletionPolicy.RESTORE && !ours)) {
      return;
    }
    assertThat(object.mayChange()).as("I5: went though it has to stay: " + object).isTrue();
    Truth.Shown snapshot = Objects.requireNonNull(shown.get(object), "I5: was released without a snapshot");
    Optional<Truth.Period> period = names(catalog, object.principal).stream()
        .flatMap(name -> object.connection.organization.service(name).at(snapshot.moment()).stream())
        .findFirst();
    boolean managedByAnother = all.stream()
        .anyMatch(other -> other != object && other.exists
            && other.connection.organization == object.connection.organization
            && names(catalog, object.principal).contains(other.principal));
    if (period.isPresent() && !managedByAnother) {
      assertThat(outdated(object, recorded)).as("I5: what we enabled was left enabled by an earlier snapshot")
          .isFalse();
      assertThat(object.policy).as("I5: left enabled against the policy").isEqualTo(DeletionPolicy.RESTORE);
      assertThat(recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR))
          && recorded.enabledTime().equals(Optional.of(period.get().date())))
          .as("I5: what we enabled was left enabled, though the snapshot showed it")
          .isFalse();
    }
  }

  /**
   * Whether what stands is ours and this memory explains it, though the snapshot shows what was there before: it must not be
   * concluded that others enabled it, nor that it is as declared.
   */
  private boolean outdated(Declaration object, Recorded recorded) {
    Truth.Shown snapshot = shown.get(object);
    Truth truth = object.connection.organization;
    for (String name : snapshot == null ? List.<String>of() : names(catalog, object.principal)) {
      Optional<Instant> ours = truth.access(name)
          .filter(each -> each.ours() && !each.unclear())
          .map(Truth.Period::date);
      boolean recalled = ours.isPresent() && recorded.enabledTime().equals(ours)
          && recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR));
      boolean meant = recorded.pendingEnable()
          .filter(open -> ours.filter(date -> !date.isBefore(open.time())).isPresent())
          .isPresent();
      Optional<Instant> seen = Objects.requireNonNull(snapshot).snapshot().enabledAt(name);
      if ((recalled || meant) && seen.isPresent() && !seen.equals(ours)) {
        return true;
      }
    }
    return false;
  }

  /** I4: what we set, and what stands all the time, is not forgotten while the declaration lives. */
  private void remembersOurs(CoreOperator.Pass pass, TrustedServiceAccessStatus status) {
    Declaration object = pass.object();
    Truth.Service service = object.connection.organization
        .service(names(catalog, object.principal).getFirst());
    if (!service.administratorOurs || service.administratorLeaves(now(pass)) || !object.lives()) {
      return;
    }
    List<OwnedResource> standing = pass.recorded()
        .owned()
        .stream()
        .filter(owned -> !owned.isRegistration())
        .filter(owned -> service.administrator(now(pass)).equals(Optional.of(owned.id())))
        .toList();
    assertThat(DeclarationReader.recorded(status).owned()).as("I4: ours was forgotten though it stands")
        .containsAll(standing);
  }

  private static boolean ready(TrustedServiceAccessStatus status) {
    return Objects.requireNonNull(status.conditions())
        .stream()
        .anyMatch(condition -> "Ready".equals(condition.type()) && "True".equals(condition.status()));
  }

  /** I6, and that what is said of this generation was seen at it. */
  void reported(CoreOperator.Pass pass, TrustedServiceAccessStatus status, Optional<Reason> finding) {
    Declaration object = pass.object();
    assertThat(status.observedGeneration()).isEqualTo(pass.declared().generation());
    if (pass.asked().contains(Question.SNAPSHOT) && outdated(object, pass.recorded())) {
      Recorded after = DeclarationReader.recorded(status);
      assertThat(after.enabledBy()).as("I11: who enabled it was told from an earlier snapshot")
          .isEqualTo(pass.recorded().enabledBy());
      assertThat(after.enabledTime()).as("I6: a date of before").isEqualTo(pass.recorded().enabledTime());
      assertThat(ready(status)).as("I6: Ready by an earlier snapshot").isIn(false, readyAt.contains(life(object)));
    }
    if (ready(status)) {
      readyAt.add(life(object));
    } else {
      readyAt.remove(life(object));
    }
    remembersOurs(pass, status);
    List<Condition> conditions = Objects.requireNonNull(status.conditions());
    for (Condition condition : conditions) {
      if ("Ready".equals(condition.type()) && "True".equals(condition.status())) {
        count(Invariant.I6);
        assertThat(condition.observedGeneration()).as("I6").isEqualTo(object.generation);
        assertThat(seenEnabled).as("I6: Ready though never seen enabled at this generation, with " + finding)
            .contains(life(object));
        assertThat(object.deleted).as("I6: Ready though deleted").isEmpty();
      }
    }
    assertThat(conditions.stream().map(Condition::type)).doesNotHaveDuplicates()
        .contains("AccessEnabled", "Initialized", "RolesPresent", "Ready");
  }
}
