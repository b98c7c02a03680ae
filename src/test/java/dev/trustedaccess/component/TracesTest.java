package dev.trustedaccess.component;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** What a change leaves behind for those who look for it later: at AWS, in the log, as Events; and never a secret. */
class TracesTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";

  @Test
  void aChangeIsToBeFoundAtAwsInTheLogAndAmongTheEvents() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.trustedaccess.kube");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    try {
      life();
    } finally {
      logger.setLevel(null);
      logger.setAdditive(true);
      logger.detachAppender(log);
    }
    Call enable = bench.aws().calls().of("organizations:EnableAWSServiceAccess").getFirst();
    String uid = String.valueOf(enable.sessionName()).substring("tao-c1057e4a-".length());
    List<String> lines = List.copyOf(log.list)
        .stream()
        .map(TracesTest::line)
        .filter(line -> line.contains(enable.requestId()))
        .toList();
    assertThat(lines).singleElement()
        .satisfies(line -> assertThat(line).contains("Enable", "principal=" + FMS, "uid=" + uid, "generation="));

    assertThat(bench.aws().calls().of("sts:AssumeRole")).filteredOn(call -> call.parameters().containsKey("Policy"))
        .extracting(call -> call.parameters().get("Policy"))
        .anySatisfy(policy -> assertThat(policy)
            .contains("organizations:EnableAWSServiceAccess", "organizations:ServicePrincipal", FMS)
            .doesNotContain("Disable"))
        .anySatisfy(policy -> assertThat(policy).contains("organizations:DisableAWSServiceAccess", FMS))
        .anySatisfy(policy -> assertThat(policy).contains("fms:AssociateAdminAccount"));
    assertThat(bench.aws().calls().all()).extracting(Call::userAgent).allMatch(agent -> agent.contains(Bench.CLUSTER));

    List<String> events = bench.events(FMS);
    assertThat(events).anyMatch(event -> event.startsWith("Normal Enabled"))
        .anyMatch(event -> event.startsWith("Normal Ready"))
        .anyMatch(event -> event.startsWith("Warning ImpactNotConfirmed"));
    assertThat(String.join("\n", events) + List.copyOf(log.list).stream().map(TracesTest::line).toList() + statuses)
        .doesNotContain("no-secret", "token-of-session", "ASIAFAKE", "AKIAFAKE");
  }

  private String statuses = "";

  private void life() {
    bench.connect("0s");
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");
    statuses += bench.status(FMS);
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    statuses += bench.status(FMS);
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    bench.await("its series to go with it", () -> !bench.metrics().contains("principal=\"" + FMS + "\""));
  }

  private static String line(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
    }
    return line.toString();
  }
}
