package dev.trustedaccess.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.trustedaccess.app.CatalogNotes.UncertainFact;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.cli.ServiceActionLines;
import dev.trustedaccess.cli.ServiceWords;
import dev.trustedaccess.domain.catalog.ServiceFacts;

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
      lines.addAll(ServiceActionLines.of(integration.actions()));
    }
    lines.addAll(List.of("", "Uncertain:", ""));
    lines.addAll(marked());
    return String.join("\n", lines) + "\n";
  }

  private List<String> roles() {
    List<String> roles = ServiceWords.roles(service.principals()).stream().map(role -> "- " + role).toList();
    return roles.isEmpty() ? List.of("- none") : roles;
  }

  private List<String> marked() {
    return uncertain.isEmpty()
        ? List.of("- nothing that is noted")
        : uncertain.stream().map(fact -> "- *" + fact.mark() + "*: " + fact.what()).sorted().toList();
  }
}
