package dev.trustedaccess.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.component.ServicePeople;

/** The users of an organization's services: they initialize, clean up, and confirm when a declaration's status asks for it. */
final class LandingZoneUsers {
  private final Bench bench;
  private final ServicePeople people;
  /** For which reason each declaration was last helped. */
  private final Map<String, String> helped = new TreeMap<>();

  LandingZoneUsers(Bench bench) {
    this.bench = bench;
    this.people = new ServicePeople(bench.organization());
  }

  List<TrustedServiceAccess> declarations() {
    return bench.cluster().resources(TrustedServiceAccess.class).list().getItems();
  }

  /** Why declarations are not Ready, by their names. */
  Map<String, String> awaitedReasons() {
    Map<String, String> reasons = new TreeMap<>();
    declarations().forEach(one -> {
      String ready = ready(one);
      if (!ready.startsWith("True")) {
        reasons.put(one.getMetadata().getName(), ready);
      }
    });
    return reasons;
  }

  /** Does what status asks people to do, once for each reason, and requests a pass. */
  void doWhatStatusAsks() {
    for (TrustedServiceAccess one : declarations()) {
      String name = one.getMetadata().getName();
      String reason = ready(one).substring(ready(one).indexOf(' ') + 1);
      boolean deleted = one.getMetadata().getDeletionTimestamp() != null;
      if (!reason.equals(helped.get(name)) && help(name, reason, deleted)) {
        helped.put(name, reason);
        bench.patch(name, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"%s\"}}}"
            .formatted(reason + (deleted ? "-deleted" : "")));
      }
    }
  }

  private boolean help(String name, String reason, boolean deleted) {
    Optional<ServiceIntegration> integration = ServicePeople.services()
        .stream()
        .filter(each -> each.principals().contains(name))
        .findFirst();
    switch (reason) {
      case "AwaitingServiceAdministrator" -> integration.ifPresentOrElse(
          people::initialize, () -> bench.confirmInitialized(name));
      case "ServiceApiRequired" -> {
        if (deleted) {
          bench.organization().disableAccess(name);
        } else {
          bench.organization().enableAccess(name);
        }
      }
      case "CleanupPending" -> integration.ifPresent(people::cleanUp);
      case "CleanupNotVerifiable", "ImpactNotConfirmed" -> bench.confirmCleanedUp(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The status and the reason of condition Ready. */
  private static String ready(TrustedServiceAccess one) {
    return Optional.ofNullable(one.getStatus())
        .map(TrustedServiceAccessStatus::conditions)
        .stream()
        .flatMap(List::stream)
        .filter(condition -> "Ready".equals(condition.type()))
        .map((Condition condition) -> condition.status() + " " + condition.reason())
        .findFirst()
        .orElse("none none");
  }
}
