package dev.trustedaccess.simulator.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.front.Throttling;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.World;

/** The call log and the world as JSON values; times are text. */
final class Shown {
  private Shown() {}

  static List<Map<String, Object>> calls(Collection<Call> calls) {
    return calls.stream().map(Shown::call).toList();
  }

  private static Map<String, Object> call(Call call) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("ordinal", call.ordinal());
    shown.put("at", call.at().toString());
    shown.put("action", call.action());
    shown.put("account", call.account());
    if (call.role() != null && call.sessionName() != null) {
      shown.put("role", call.role());
      shown.put("sessionName", call.sessionName());
    }
    shown.put("userAgent", call.userAgent());
    shown.put("region", call.region());
    shown.put("parameters", call.parameters());
    shown.put("changing", call.changing());
    shown.put("done", call.done());
    shown.put("outcome", call.outcome());
    shown.put("requestId", call.requestId());
    return shown;
  }

  static Map<String, Object> state(World world, Throttling throttling) {
    return Map.of("organizations", world.organizations().stream().map(Shown::organization).toList(),
        "limitsExceeded", throttling.excesses().stream().map(e -> e.action() + " by " + e.owner()).toList());
  }

  private static Map<String, Object> organization(Organization organization) {
    var enabled = new TreeMap<String, String>();
    var administrators = new TreeMap<String, List<String>>();
    organization.enabledPrincipals().forEach((principal, since) -> {
      enabled.put(principal, since.toString());
      administrators.put(principal, List.copyOf(organization.delegatedAdministrators(principal).keySet()));
    });
    administrators.values().removeIf(List::isEmpty);
    return Map.of("id", organization.id(),
        "managementAccountId", organization.management().id(),
        "allFeatures", organization.hasAllFeatures(),
        "accounts", List.copyOf(organization.accounts().keySet()),
        "enabled", enabled,
        "delegatedAdministrators", administrators,
        "policyTypes", List.copyOf(organization.policyTypes()));
  }
}
