package dev.trustedaccess.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.EnabledPrincipal;

/** A connection shows what is enabled in an organization, and changes none of it. */
final class ExistingAccess implements Story.Scene {
  private static final int ENABLED = 12;

  @Override
  public String title() {
    return "Existing access is listed, and not changed";
  }

  @Override
  public void play(Story story) {
    story.kubectl().apply("examples/00-connection.yaml");
    story.await("the connection shows " + DemoEnvironment.ACCOUNTS + " accounts and " + ENABLED + " enabled services",
        "",
        () -> story.cluster().connectionStatus().filter(ExistingAccess::complete).isPresent());
    OrganizationConnectionStatus status = story.cluster().connectionStatus().orElseThrow();
    story.gap();
    story.connection();
    story.gap();
    story.tell("The organization was read. " + ENABLED + " services have trusted access, and none is declared:");
    story.gap();
    story.table(table(Objects.requireNonNull(status.enabledPrincipals())));
    story.gap();
    story.tell(status.organizationsRoleCoverage() + " member accounts have the role AWSServiceRoleForOrganizations.");
    story.check("nothing is changed at AWS", "", story.aws().calls().changes().isEmpty());
    story.seen("The operator has changed nothing at AWS.");
  }

  private static boolean complete(OrganizationConnectionStatus status) {
    return Objects.equals(status.accounts(), DemoEnvironment.ACCOUNTS)
        && Objects.equals(status.undeclaredCount(), ENABLED)
        && status.organizationsRoleCoverage() != null
        && Cluster.find(status.conditions(), "Ready")
            .filter(ready -> "True".equals(ready.status()))
            .isPresent();
  }

  /** Two principals a row. */
  private static List<List<String>> table(List<EnabledPrincipal> principals) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PRINCIPAL", "SINCE", "PRINCIPAL", "SINCE"));
    int half = (principals.size() + 1) / 2;
    for (int i = 0; i < half; i++) {
      EnabledPrincipal left = principals.get(i);
      boolean odd = i + half >= principals.size();
      rows.add(List.of(
          name(left), day(left), odd ? "" : name(principals.get(i + half)), odd ? "" : day(principals.get(i + half))));
    }
    return rows;
  }

  private static String name(EnabledPrincipal principal) {
    return Objects.requireNonNull(principal.servicePrincipal());
  }

  private static String day(EnabledPrincipal principal) {
    return Objects.requireNonNull(principal.enabledTime()).substring(0, "2026-01-31".length());
  }
}
