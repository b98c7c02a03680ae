package dev.trustedaccess.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;

/** Holdings with recorded states, as an operator's informers would have them. */
public final class RecordedHoldings {
  /** A little after everything that is recorded. */
  public static final Instant NOW = Instant.parse("2026-01-31T09:05:00Z");
  private static final LenientSerialization SERIALIZATION = new LenientSerialization();

  private RecordedHoldings() {}

  /** One recorded object; a declaration with a connection that works. */
  public static Holdings of(Recorded recorded) {
    return recorded.state().ofConnection()
        ? new Holdings(List.of(), List.of(connection(recorded)), Map.of())
        : new Holdings(
            List.of(declaration(recorded)), List.of(connection(Recorded.of(State.CONNECTION_READY))), Map.of());
  }

  /** A recorded declaration of each service, the connection that works, and what its accounts have. */
  public static Holdings together() {
    Map<String, TrustedServiceAccess> byName = new TreeMap<>();
    Recorded.declarations().forEach(each -> byName.putIfAbsent(each.objectName(), declaration(each)));
    byName.put("fms.amazonaws.com", declaration(Recorded.of(State.CLEANUP_PENDING)));
    byName.put("sso.amazonaws.com", declaration(Recorded.of(State.ROLES_MISSING)));
    byName.put("ds.amazonaws.com", declaration(Recorded.of(State.DRIFT_CONTESTED)));
    return new Holdings(
        List.copyOf(byName.values()), List.of(connection(Recorded.of(State.CONNECTION_READY))),
        Map.of("default", LargeHoldings.inventory(List.copyOf(byName.keySet()), 60)));
  }

  public static TrustedServiceAccess declaration(Recorded recorded) {
    return SERIALIZATION.unmarshal(recorded.text(), TrustedServiceAccess.class);
  }

  public static OrganizationConnection connection(Recorded recorded) {
    return SERIALIZATION.unmarshal(recorded.text(), OrganizationConnection.class);
  }

  /** The page of the leading pod. */
  public static Page page(Holdings held) {
    return PageMaker.of(held, CatalogFile.load(), Timing.STANDARD, NOW, "1.2.3");
  }
}
