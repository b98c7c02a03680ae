package dev.trustedaccess.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.EnabledPrincipal;

/** A connection shows what is on in an organization, and touches nothing of it. */
final class FoundOn implements Story.Scene {
  private static final int ON = 12;

  @Override
  public String title() {
    return "What is on already is found, and left alone";
  }

  @Override
  public void play(Story story) {
    story.kubectl().apply("examples/00-connection.yaml");
    story.await("the connection shows " + Stage.ACCOUNTS + " accounts and " + ON + " services on", "",
        () -> story.cluster().connectionStatus().filter(FoundOn::complete).isPresent());
    OrganizationConnectionStatus status = story.cluster().connectionStatus().orElseThrow();
    story.gap();
    story.connection();
    story.gap();
    story.tell("The organization is reached. " + ON + " services are on, and nobody declares them:");
    story.gap();
    story.table(table(Objects.requireNonNull(status.enabledPrincipals())));
    story.gap();
    story.tell("AWSServiceRoleForOrganizations stands in " + status.organizationsRoleCoverage() + " member accounts.");
    story.check("nothing is changed at AWS", "", story.aws().calls().changes().isEmpty());
    story.seen("Not one change was asked of AWS.");
  }

  private static boolean complete(OrganizationConnectionStatus status) {
    return Objects.equals(status.accounts(), Stage.ACCOUNTS)
        && Objects.equals(status.undeclaredCount(), ON)
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
