package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import dev.trustedaccess.simulator.front.Call;

/**
 * Sees every change at AWS as it arrives and in the end the whole call log, and checks them against the design's invariants by
 * what is true at AWS. Statuses are checked by a {@link StatusLedger}.
 */
final class Ledger implements AutoCloseable {
  /** A change is sent within this time after the reads that allow it. */
  private static final Duration FRESH = Duration.ofSeconds(6);
  private static final int UID_LENGTH = 36;
  /**
   * For an organization that is read every two seconds: ten snapshots of two calls; a pass after each, which in Firewall
   * Manager's deletion reads seven things; as many passes that watch for what became of two tries, 1, 2, 4, 8 and 16 s after
   * each; and twenty for sessions and changes. A loop without a wait comes to that in a few seconds.
   */
  private static final int MOST_IN_TWENTY_SECONDS = 10 * 2 + 20 * 7 + 20;
  private static final String DECLARATIONS = "/apis/trustedaccess.dev/v1alpha1/trustedserviceaccesses";

  private final FaultEnvironment stage;
  private final ServiceCatalog catalog;
  private final Findings findings = new Findings();
  private final StatusLedger statuses;

  Ledger(FaultEnvironment stage, ServiceCatalog catalog) {
    this.stage = stage;
    this.catalog = catalog;
    statuses = new StatusLedger(stage, catalog, findings);
  }

  Findings findings() {
    return findings;
  }

  StatusLedger statuses() {
    return statuses;
  }

  void check(Invariant invariant, boolean holds, String otherwise) {
    findings.check(invariant, holds, otherwise);
  }

  private boolean lately(Place place, String name, Instant now) {
    return now.isBefore(statuses.lastEdit(name).plus(FRESH)) || now.isBefore(place.touched.plus(FRESH));
  }

  // Changes

  /** A change comes in at AWS, and the operator waits for the answer. */
  boolean arrives(Call call) {
    Place place = stage.placeOf(call).orElseThrow();
    String session = Optional.ofNullable(call.sessionName()).orElse("");
    String uid = session.substring(Math.max(0, session.length() - UID_LENGTH));
    Optional<TrustedServiceAccess> found = stage.cluster()
        .resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .filter(each -> each.getMetadata().getUid().equals(uid))
        .findFirst();
    check(Invariant.I4, found.isPresent(), call + " for a declaration that is not there");
    // Whoever edited between that and the reading of the objects here is known to have done so lately.
    Instant now = call.at();
    oneAtATime(call, place);
    found.ifPresent(object -> {
      boolean lately = lately(place, object.getMetadata().getName(), now);
      declared(call, place, object, lately);
      prepared(call, place, object);
      readByQuorum(call, place, object);
      if (ChangeKinds.takesAway(call)) {
        takenAway(call, place, object, lately, now);
      } else {
        check(Invariant.I3, object.getMetadata().getDeletionTimestamp() == null || lately,
            ChangeKinds.words(call) + " though it was deleted long ago");
      }
    });
    return true;
  }

  private void oneAtATime(Call call, Place place) {
    List<Call> others = stage.aws()
        .calls()
        .matching(other -> other.ordinal() < call.ordinal() && other.changing() && !other.action().startsWith("sts:")
            && other.outcome().equals(Call.PENDING) && place.concerns(other)
            // What a dead process sent may still be on its way.
            && other.userAgent().equals(call.userAgent()));
    check(Invariant.I7, others.isEmpty(), ChangeKinds.words(call) + " while " + others + " is under way");
  }

  private void declared(Call call, Place place, TrustedServiceAccess object, boolean lately) {
    String principal = DeclarationReader.principalOf(object);
    List<String> known = catalog.find(principal).map(ServiceCatalog.Entry::names).orElse(List.of(principal));
    boolean names = call.principal().map(known::contains).orElse(true);
    check(Invariant.I4, names, ChangeKinds.words(call) + " for the declaration of " + principal);
    boolean wanted = DeclarationReader.desired(object) instanceof Reading.Read<Desired>(Desired desired)
        && desired.mode() == Mode.MANAGE && !desired.paused() && place.connectionManages;
    check(Invariant.I4, wanted || lately,
        ChangeKinds.words(call) + " though it is not to be touched: " + object.getSpec());
  }

  private void prepared(Call call, Place place, TrustedServiceAccess object) {
    check(Invariant.I5, object.hasFinalizer(Kinds.ACCESS_FINALIZER), ChangeKinds.words(call) + " without a finalizer");
    boolean held = Optional
        .ofNullable(stage.cluster().resources(OrganizationConnection.class).withName(place.connection).get())
        .filter(connection -> connection.hasFinalizer(Kinds.IN_USE_FINALIZER))
        .isPresent();
    check(Invariant.I5, held, ChangeKinds.words(call) + " without a finalizer on the connection");
    var change = object.getStatus() == null ? null : object.getStatus().lastChange();
    check(Invariant.I5, change != null && ChangeKinds.of(call).equals(change.action()) && change.requestId() == null,
        ChangeKinds.words(call) + " without a stored intent, but " + change);
  }

  private void readByQuorum(Call call, Place place, TrustedServiceAccess object) {
    String agent = call.userAgent().replaceAll(".*(process/\\d+\\.).*", "$1");
    List<String> read = stage.api().quorumReads(agent, call.at().minus(FRESH));
    String name = object.getMetadata().getName();
    List<String> wanted = new ArrayList<>(List.of(
        DECLARATIONS + "/" + name, "/apis/trustedaccess.dev/v1alpha1/organizationconnections/" + place.connection));
    if (ChangeKinds.takesAway(call)) {
      wanted.add("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/trustedserviceaccesses.trustedaccess.dev");
      wanted.add(DECLARATIONS);
      if (mustBeConfirmed(place, DeclarationReader.principalOf(object))) {
        wanted.add("/apis/trustedaccess.dev/v1alpha1/serviceconfirmations/" + name);
      }
    }
    wanted.removeAll(read);
    check(Invariant.I10, wanted.isEmpty(), ChangeKinds.words(call) + " without having read " + wanted);
  }

  private boolean mustBeConfirmed(Place place, String principal) {
    return catalog.find(principal).map(entry -> entry.service().impact().needsConfirmation()).orElse(true)
        || !place.remains(principal).isEmpty();
  }

  private void takenAway(Call call, Place place, TrustedServiceAccess object, boolean lately, Instant now) {
    var meta = object.getMetadata();
    String principal = DeclarationReader.principalOf(object);
    if (meta.getDeletionTimestamp() == null) {
      check(Invariant.I2, false, ChangeKinds.words(call) + " though it lives");
      return;
    }
    Instant deleted = Instant.parse(meta.getDeletionTimestamp());
    List<String> since = stage.aws()
        .calls()
        .matching(each -> each.done() && !each.at().isBefore(deleted) && place.concerns(each))
        .stream()
        .map(Call::action)
        .toList();
    boolean delegates = catalog.find(principal)
        .map(entry -> entry.principal().administrators().isPresent())
        .orElse(true);
    check(Invariant.I2, since.contains("organizations:ListAWSServiceAccessForOrganization"),
        ChangeKinds.words(call) + " without a snapshot since the deletion");
    ServiceConfirmation confirmation = stage.cluster()
        .resources(ServiceConfirmation.class)
        .withName(meta.getName())
        .get();
    boolean confirmed = confirmation != null && confirmation.getSpec() != null
        && confirmation.getSpec().cleanedUp() != null
        && meta.getUid().equals(confirmation.getSpec().cleanedUp().accessUid())
        && meta.getDeletionTimestamp().equals(confirmation.getSpec().cleanedUp().deletionTimestamp());
    check(Invariant.I2, confirmed || lately || !mustBeConfirmed(place, principal),
        ChangeKinds.words(call) + " unconfirmed, with " + place.remains(principal));
    Set<String> administrators = new java.util.HashSet<>(
        delegates ? place.delegatedAdministrators(principal) : Set.of());
    administrators.remove(place.security.id());
    check(Invariant.I2, administrators.isEmpty() || lately || confirmed,
        ChangeKinds.words(call) + " with administrators " + administrators);
    if (ChangeKinds.disables(call)) {
      check(Invariant.I2, !principal.startsWith("fms.") || place.organization.firewallManager()
          .defaultAdministrator(now)
          .filter(each -> each.leftSince() == null && each.accountId().equals(place.security.id()))
          .isEmpty() || lately, ChangeKinds.words(call) + " before our administrator was gone");
      Optional<Instant> enabled = place.organization.enabledSince(call.principal().orElse(""));
      boolean restore = DeclarationReader.desired(object) instanceof Reading.Read<Desired>(Desired desired)
          && desired.deletionPolicy() == Desired.DeletionPolicy.RESTORE;
      check(Invariant.I11, !restore || lately
          || enabled.filter(place.enabledByOthers::contains)
              .filter(date -> !statuses.mayBeOurs(meta.getUid(), date))
              .isEmpty(),
          ChangeKinds.words(call) + " of what others enabled at " + enabled.orElse(null) + ", with intents of "
              + statuses.intents(meta.getUid()) + " and status " + object.getStatus());
    }
  }

  // The whole log

  /** What the call log of a place says in the end. */
  Rates finish(Place place) {
    List<Call> calls = stage.aws().calls().matching(place::concerns);
    Map<String, Call> last = new HashMap<>();
    for (Call call : calls) {
      if (call.changing() && call.done() && !call.action().startsWith("sts:")) {
        Call before = last.put(call.action() + call.region() + call.sessionName(), call);
        check(Invariant.I7,
            before == null || !call.at().isBefore(before.at().plus(FaultEnvironment.SETTLE.minusSeconds(1))),
            ChangeKinds.words(call) + " was sent " + (before == null ? "" : Duration.between(before.at(), call.at()))
                + " after the same");
      }
    }
    Rates rates = Rates.of(calls);
    check(Invariant.I8, rates.inTwentySeconds() <= MOST_IN_TWENTY_SECONDS,
        "in 20 s " + rates.inTwentySeconds() + " calls for "
            + place.connection + ": " + Rates.busiest(calls, Duration.ofSeconds(20)));
    return rates;
  }

  @Override
  public void close() {
    statuses.close();
  }
}
