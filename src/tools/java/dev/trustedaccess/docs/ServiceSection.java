package dev.trustedaccess.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.port.ServiceActions;
import dev.trustedaccess.port.ServiceActions.AdministratorActions;
import dev.trustedaccess.port.ServiceActions.OwnCall;

/**
 * What the page of the services says of one service beyond its rows.
 *
 * @param service the service
 * @param integrations those of its principals
 * @param uncertain what no source shows of it
 */
record ServiceSection(ServiceFacts service, List<ServiceIntegration> integrations, List<UncertainFact> uncertain) {
  static final String INTRODUCTION = """

      ## Details

      Each service with an integration has a section, and each other service of which something is uncertain.

      | part | meaning |
      |---|---|
      | roles | The roles that the service uses, and the accounts in which its documentation expects them. |
      | IAM actions | What the integration needs of IAM, in addition to what every service needs. `policy` prints the policies for your declarations, with resources and conditions. |
      | in the caller's name | What AWS then requires of the same role, because the service makes these calls as the caller. |
      | *inferred* | We conclude it from what AWS says of something else. No source shows it. |
      | *unknown* | AWS does not document it. |

      Every fact without such a mark has its source in the catalog (`catalog.yaml`) or in the integration.
      """;

  /** The name of the service, which leads to its section. */
  static String link(ServiceFacts service) {
    return "[" + service.name() + "](#"
        + service.name().toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-') + ")";
  }

  String text() {
    List<String> lines = new ArrayList<>(List.of("", "### " + service.name(), "", "Roles:", ""));
    lines.addAll(roles());
    for (ServiceIntegration integration : integrations) {
      lines.addAll(List.of("", "IAM actions for `" + integration.principals().getFirst() + "`:", ""));
      lines.addAll(actions(integration.actions()));
    }
    lines.addAll(List.of("", "Uncertain:", ""));
    lines.addAll(marked());
    return String.join("\n", lines) + "\n";
  }

  private List<String> roles() {
    List<String> roles = service.principals()
        .stream()
        .map(PrincipalFacts::roles)
        .flatMap(List::stream)
        .map(role -> "- `" + role.role().name() + "`: " + expected(role))
        .toList();
    return roles.isEmpty() ? List.of("- none") : roles;
  }

  private static String expected(RoleFacts role) {
    return role.expectedIn().stream().sorted().map(where -> switch (where) {
      case MANAGEMENT -> "the management account";
      case EVERY_MEMBER -> "every member";
      case DELEGATED_ADMINISTRATOR -> "the administrator's account";
      case AS_NEEDED -> "any account that needs it";
    }).collect(Collectors.joining(", "));
  }

  private static List<String> actions(ServiceActions actions) {
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
    String all = Stream.concat(actions.stream().map(ServiceSection::code), roles).collect(Collectors.joining(", "));
    if (!all.isEmpty()) {
      lines.add("  - in the caller's name: " + all);
    }
  }

  private static void add(List<String> lines, String what, List<String> actions) {
    if (!actions.isEmpty()) {
      lines.add("- " + what + ": " + actions.stream().map(ServiceSection::code).collect(Collectors.joining(", ")));
    }
  }

  private static String code(String action) {
    return "`" + action + "`";
  }

  private List<String> marked() {
    return uncertain.isEmpty()
        ? List.of("- nothing that is noted")
        : uncertain.stream().map(fact -> "- *" + fact.mark() + "*: " + fact.what()).sorted().toList();
  }
}
