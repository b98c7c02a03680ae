package dev.trustedaccess.component;

import java.time.Instant;
import java.util.List;

import dev.trustedaccess.ops.CatalogFile;
import dev.trustedaccess.simulator.front.Call;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What AWS is asked, for however many declarations. */
class BudgetTest extends OnBench {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String LIST = "organizations:ListAWSServiceAccessForOrganization";
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
  void aLookIsThreeCallsForAnyNumberOfDeclarationsAndNothingIsWritten() {
    List<String> principals = principals(40);
    principals.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    bench.connect(spec -> spec.put("observeInterval", "4s"));
    declareAll(principals);
    bench.startOperator();
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.await("the sweep's figures", () -> bench.status("sso.amazonaws.com").roles() != null);
    bench.awaitLooks(2);
    List<String> before = versions();
    long since = bench.aws().calls().last();
    bench.awaitLooks(3);
    List<String> asked = bench.aws().calls().since(since).stream().map(Call::action).toList();
    List<String> wholeLooks = asked.subList(asked.indexOf(DESCRIBE), asked.lastIndexOf(DESCRIBE));
    assertThat(wholeLooks.size()).isGreaterThanOrEqualTo(6);
    for (int call = 0; call < wholeLooks.size(); call++) {
      assertThat(wholeLooks.get(call)).isEqualTo(call % 3 == 0 ? DESCRIBE : LIST);
    }
    List<String> written = versions().stream().filter(version -> !before.contains(version)).toList();
    assertThat(written).as("statuses written while nothing turned").isEmpty();
  }

  @Test
  void aRestartWith51DeclarationsAnd1000AccountsAsksAtMost55Times() {
    List<String> principals = principals(51);
    assertThat(principals).hasSize(51);
    principals.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    bench.connect(spec -> spec.put("observeInterval", "5m"));
    declareAll(principals);
    bench.startOperator();
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.stopOperator();
    bench.organization().accounts(998);

    long since = bench.aws().calls().last();
    long listed = bench.aws().calls().count("organizations:ListAccounts");
    bench.startOperator();
    bench.await("all accounts listed", () -> bench.aws().calls().count("organizations:ListAccounts") >= listed + 50);
    principals.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.stopOperator();
    List<String> asked = bench.aws()
        .calls()
        .since(since)
        .stream()
        .map(Call::action)
        .filter(action -> action.startsWith("organizations:"))
        .toList();
    assertThat(asked).hasSizeLessThanOrEqualTo(55);
    assertThat(asked).containsOnly(DESCRIBE, LIST, "organizations:ListAccounts");
    assertThat(bench.aws().calls().changes()).isEmpty();
  }
}
