package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.simulator.front.Call;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What AWS is asked, for however many declarations. */
class BudgetTest extends OnBench {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String LIST = "organizations:ListAWSServiceAccessForOrganization";
  private static final String LIST_ACCOUNTS = "organizations:ListAccounts";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  private static List<String> principals(int count) {
    return CatalogFile.load()
        .services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .map(facts -> facts.principal())
        .limit(count)
        .toList();
  }

  private void declareAll(List<String> principals) {
    principals.forEach(principal -> bench.declareService(principal, "initialization: {mode: None}"));
  }

  private List<String> versions() {
    return bench.cluster()
        .resources(dev.trustedaccess.api.v1alpha1.TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .map(HasMetadata::getMetadata)
        .map(meta -> meta.getName() + " " + meta.getResourceVersion())
        .sorted()
        .toList();
  }

  @Test
  void aSnapshotIsThreeCallsForAnyNumberOfDeclarationsAndNothingIsWritten() {
    List<String> principals = principals(40);
    principals.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    bench.connect(spec -> spec.put("observeInterval", "4s"));
    declareAll(principals);
    bench.startOperator();
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.await("the role inventory", () -> bench.status("sso.amazonaws.com").roles() != null);
    bench.awaitSnapshots(2);
    List<String> before = versions();
    long since = bench.aws().calls().last();
    bench.awaitSnapshots(3);
    List<String> asked = bench.aws().calls().since(since).stream().map(Call::action).toList();
    List<String> wholeSnapshots = asked.subList(asked.indexOf(DESCRIBE), asked.lastIndexOf(DESCRIBE));
    assertThat(wholeSnapshots.size()).isGreaterThanOrEqualTo(6);
    for (int call = 0; call < wholeSnapshots.size(); call++) {
      assertThat(wholeSnapshots.get(call)).isEqualTo(call % 3 == 0 ? DESCRIBE : LIST);
    }
    List<String> written = versions().stream().filter(version -> !before.contains(version)).toList();
    assertThat(written).as("statuses written while nothing turned").isEmpty();
  }

  @Test
  void aRestartWith51DeclarationsAnd1000AccountsAsksAtMost55Times() {
    List<String> principals = beforeARestart();
    bench.organization().accounts(998);
    readLast(Instant.now().minus(Duration.ofDays(2)));

    long since = bench.aws().calls().last();
    long listed = bench.aws().calls().count(LIST_ACCOUNTS);
    bench.startOperator();
    bench.await("all accounts listed", () -> bench.aws().calls().count(LIST_ACCOUNTS) >= listed + 50);
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.stopOperator();
    List<String> asked = organizationsCalls(since);
    assertThat(asked).hasSizeLessThanOrEqualTo(55);
    assertThat(asked).containsOnly(DESCRIBE, LIST, LIST_ACCOUNTS);
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  /** However many restarts and changes of leader: the accounts are read when that is due by what status says. */
  @Test
  void aRestartBeforeAReadingIsDueAsksForOneSnapshotAndForNoAccount() {
    List<String> principals = beforeARestart();
    bench.organization().accounts(998);

    long since = bench.aws().calls().last();
    bench.startOperator();
    bench.await("a snapshot",
        () -> bench.aws().calls().since(since).stream().anyMatch(call -> LIST.equals(call.action())));
    bench.await("all to be seen as ready", () -> bench.metrics()
        .lines()
        .filter(line -> line.startsWith("trusted_access_declaration_ready{") && line.endsWith(" 1.0"))
        .count() == principals.size());
    bench.stopOperator();
    assertThat(organizationsCalls(since)).hasSizeLessThanOrEqualTo(4).containsOnly(DESCRIBE, LIST);
    assertThat(bench.aws().calls().since(since)).extracting(Call::action).doesNotContain("iam:ListRoles");
  }

  private List<String> beforeARestart() {
    List<String> principals = principals(51);
    assertThat(principals).hasSize(51);
    principals.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    bench.connect(spec -> spec.put("observeInterval", "5m"));
    declareAll(principals);
    bench.startOperator();
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.await("the roles", () -> bench.status("sso.amazonaws.com").roles() != null);
    bench.awaitConnectionStatus("the accounts", status -> status.roleInventory() != null);
    bench.stopOperator();
    return principals;
  }

  /** Status says that the accounts were read at this time. */
  private void readLast(Instant time) {
    bench.cluster()
        .resources(OrganizationConnection.class)
        .withName("default")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"roleInventory\":{\"observedTime\":\"" + time + "\"}}}");
    assertThat(bench.connectionStatus().map(OrganizationConnectionStatus::roleInventory).orElseThrow())
        .extracting("observedTime")
        .isEqualTo(time.toString());
  }

  private List<String> organizationsCalls(long since) {
    return bench.aws()
        .calls()
        .since(since)
        .stream()
        .map(Call::action)
        .filter(action -> action.startsWith("organizations:"))
        .toList();
  }
}
