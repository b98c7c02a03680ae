package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.component.WithoutIntegration;

/**
 * The lives that the suite disturbs: those of six services that have an integration, and of one that has none. Each is
 * declared, enabled, set up, seen ready, deleted, cleaned up and confirmed, and gone.
 */
enum Life {
  FIREWALL_MANAGER("fms.amazonaws.com"),
  CONFIG("config.amazonaws.com"),
  CONFIG_SETUP("config-multiaccountsetup.amazonaws.com"),
  DIRECTORY_SERVICE("ds.amazonaws.com"),
  SINGLE_SIGN_ON("sso.amazonaws.com"),
  ARTIFACT("aws-artifact-account-sync.amazonaws.com"),
  WITHOUT_CODE(WithoutIntegration.AGENT);

  final String principal;

  Life(String principal) {
    this.principal = principal;
  }

  /** What is in the organization before. */
  void given(Place place) {
    switch (this) {
      case CONFIG -> place.management.things("us-east-1")
          .put("organization-aggregator", "all");
      case SINGLE_SIGN_ON -> place.management.things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
      case ARTIFACT -> place.management.role("AWSArtifactAccountSync", "/service-role/");
      default -> {
        // Nothing to wait for.
      }
    }
  }

  /** What there is to be cleaned up when it is deleted. */
  void used(Place place) {
    if (this == CONFIG_SETUP) {
      place.management.things("eu-west-1").put("conformance-pack", "baseline");
    }
  }

  String spec(Place place) {
    return switch (this) {
      case FIREWALL_MANAGER -> "  delegatedAdministrators: [\"" + place.security.id() + "\"]\n";
      case WITHOUT_CODE -> "  initialization: {mode: None}\n";
      default -> "";
    };
  }

  /** The changes that it takes, in their order. */
  List<String> changes() {
    return this == FIREWALL_MANAGER
        ? List.of("Enable", "Initialize", "RemoveOwnedResource", "Disable")
        : List.of("Enable", "Disable");
  }

  static String ready(Optional<TrustedServiceAccess> object) {
    return object.map(TrustedServiceAccess::getStatus)
        .map(TrustedServiceAccessStatus::conditions)
        .stream()
        .flatMap(List::stream)
        .filter(condition -> "Ready".equals(condition.type()))
        .map(condition -> condition.status() + " " + condition.reason() + ": " + condition.message())
        .findFirst()
        .orElse(object.isPresent() ? "not seen yet" : "gone");
  }

  /** Waits until this holds, or for that long; whether it holds. */
  static boolean within(Duration time, BooleanSupplier holds) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (holds.getAsBoolean()) {
          return true;
        }
        Thread.sleep(Duration.ofMillis(500));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return holds.getAsBoolean();
  }

  static Stream<Life> all() {
    return Stream.of(values());
  }
}
