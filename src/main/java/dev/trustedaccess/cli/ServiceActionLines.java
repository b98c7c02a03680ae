package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.port.ServiceActions;
import dev.trustedaccess.port.ServiceActions.AdministratorActions;
import dev.trustedaccess.port.ServiceActions.OwnCall;

/** What an integration needs of IAM, as a list in Markdown. */
public final class ServiceActionLines {
  private ServiceActionLines() {}

  /** One line for each purpose; what is done in the caller's name is indented below it. */
  public static List<String> of(ServiceActions actions) {
    List<String> lines = new ArrayList<>();
    add(lines, "reads in the management account", actions.inManagement());
    add(lines, "reads in administrators' accounts", actions.inAdministrator());
    add(lines, "reads in every account", actions.inEveryAccount());
    if (!actions.roles().isEmpty()) {
      lines.add("- reads its role in the management account: `iam:GetRole`");
    }
    if (actions.delegates()) {
      lines.add("- reads which administrators Organizations lists: `organizations:ListDelegatedAdministrators`");
    }
    change(lines, "enables access", actions.enable());
    change(lines, "disables access", actions.disable());
    administrator(lines, actions.administrator());
    return lines;
  }

  private static void change(List<String> lines, String what, OwnCall call) {
    add(lines, what, call.actions().stream().limit(1).toList());
    forwarded(
        lines, Stream.concat(call.actions().stream().skip(1), call.onPrincipal().stream()).toList(), call.rolesOf());
  }

  private static void administrator(List<String> lines, AdministratorActions by) {
    if (by.appoint().isEmpty()) {
      return;
    }
    add(lines, "appoints an administrator, from the management account", by.appoint());
    forwarded(
        lines,
        // Not among the derived ones, because a policy bounds it to the accounts that are declared.
        Stream
            .of(by.appointForwarded(), by.appointOnPrincipal(), List.of("organizations:RegisterDelegatedAdministrator"))
            .flatMap(List::stream)
            .toList(),
        by.rolesOf());
    add(
        lines,
        "dismisses an administrator, from " + (by.dismissesItself() ? "its own account" : "the management account"),
        by.dismiss().stream().limit(1).toList());
    forwarded(
        lines, Stream.concat(by.dismiss().stream().skip(1), by.dismissOnPrincipal().stream()).toList(), List.of());
  }

  /** What the service does in the caller's name. */
  private static void forwarded(List<String> lines, List<String> actions, List<String> rolesOf) {
    Stream<String> roles = rolesOf.stream().map(of -> "`iam:CreateServiceLinkedRole` for `" + of + "`");
    String all = Stream.concat(actions.stream().map(ServiceActionLines::code), roles).collect(Collectors.joining(", "));
    if (!all.isEmpty()) {
      lines.add("  - in the caller's name: " + all);
    }
  }

  private static void add(List<String> lines, String what, List<String> actions) {
    if (!actions.isEmpty()) {
      lines.add("- " + what + ": " + actions.stream().map(ServiceActionLines::code).collect(Collectors.joining(", ")));
    }
  }

  private static String code(String action) {
    return "`" + action + "`";
  }
}
