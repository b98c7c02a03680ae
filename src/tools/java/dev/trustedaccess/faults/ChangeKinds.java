package dev.trustedaccess.faults;

import java.util.HashMap;
import java.util.Map;

import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.simulator.front.Call;

/** What status calls a change that arrives at AWS. */
final class ChangeKinds {
  private static final String ENABLE = "Enable";
  private static final String DISABLE = "Disable";
  private static final String INITIALIZE = "Initialize";
  private static final String REMOVE = "RemoveOwnedResource";
  private static final Map<String, String> BY_ACTION = byAction();

  private ChangeKinds() {}

  /** The change as {@code status.lastChange.action} has it; the call's own name if it is none of the operator's changes. */
  static String of(Call call) {
    return BY_ACTION.getOrDefault(call.action(), call.action());
  }

  static boolean disables(Call call) {
    return of(call).equals(DISABLE);
  }

  static boolean takesAway(Call call) {
    return disables(call) || of(call).equals(REMOVE);
  }

  static String words(Call call) {
    return of(call) + " " + call.principal().orElse("") + " (call " + call.ordinal() + ")";
  }

  private static Map<String, String> byAction() {
    Map<String, String> kinds = new HashMap<>(Map.of(
        "organizations:EnableAWSServiceAccess", ENABLE,
        "organizations:DisableAWSServiceAccess", DISABLE,
        "organizations:RegisterDelegatedAdministrator", INITIALIZE,
        "organizations:DeregisterDelegatedAdministrator", REMOVE));
    for (ServiceIntegration integration : Registered.integrations()) {
      integration.enabling().ifPresent(access -> kinds.put(access.call().action(), ENABLE));
      integration.disabling().ifPresent(access -> kinds.put(access.call().action(), DISABLE));
      integration.administrator().ifPresent(administrator -> {
        kinds.put(administrator.appointed().action(), INITIALIZE);
        kinds.put(administrator.dismissed().action(), REMOVE);
      });
    }
    return kinds;
  }
}
