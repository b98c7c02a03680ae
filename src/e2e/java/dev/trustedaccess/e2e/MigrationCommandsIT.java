package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;

import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands for an organization that others have managed so far, as docs/migration.md and the examples show them. */
@ExtendWith(SharedCluster.class)
class MigrationCommandsIT {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final String[] ON = {"config.amazonaws.com", "ds.amazonaws.com", "sso.amazonaws.com",
      "unheard-of.amazonaws.com"};
  private static final String[] OF_THE_LANDING_ZONE = {"cloudtrail.amazonaws.com", "config.amazonaws.com",
      "controltower.amazonaws.com", "sso.amazonaws.com"};
  private static final String GUARDDUTY = "guardduty.amazonaws.com";

  @SuppressWarnings("NullAway.Init")
  private Live live;
  @SuppressWarnings("NullAway.Init")
  private Terminal terminal;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).everythingToWaitForIsThere().startOperator();
    terminal = Terminal.of(server, live);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void whatIsExportedIsShownThenManagedAndNothingChangesAtAws() {
    live.organization().enabled(LONG_AGO, ON);
    terminal.run(DocumentedCommand.APPLY_KINDS);
    assertThat(terminal.runElsewhere(DocumentedCommand.EXPORT, "ARN",
        "arn:aws:iam::111122223333:role/trusted-access-organizations", "ID", "trusted-access-operator", "DIR", "found"))
        .contains("Wrote 5 files to found");

    var shown = terminal.type("cd \"$HOME\"\n" + DocumentedCommand.MIGRATE_EXPORT.text() + "\n"
        + DocumentedCommand.MIGRATE_APPLY.text());
    assertThat(shown).contains("Wrote 5 files").contains(ON);
    assertThat(shown.lines().filter(line -> line.contains("o-exampleorg1"))).singleElement()
        .asString()
        .containsSubsequence("Observe", "True", "Ready");
    // Each command has a home of its own, so that the file is written once more.
    terminal.type("cd \"$HOME\"\n" + DocumentedCommand.MIGRATE_EXPORT.text()
        + "\nsed -i 's/mode: Observe/mode: Manage/' organization/00-connection.yaml\n"
        + DocumentedCommand.MIGRATE_MANAGE.text());

    assertThat(live.all()).hasSize(ON.length)
        .allSatisfy(object -> assertThat(object.getStatus()).satisfies(
            status -> assertThat(status.enabledBy()).isEqualTo("Other")));
    live.staysQuiet(Duration.ofSeconds(2));
    assertThat(live.aws().calls().changes()).isEmpty();
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(ON);
  }

  @Test
  void besideALandingZoneItsAccessIsWatchedAndLeft() {
    live.organization().enabled(LONG_AGO, OF_THE_LANDING_ZONE);

    assertThat(terminal.run(DocumentedCommand.POLICY_BESIDE_CONTROL_TOWER)).contains(GUARDDUTY);
    terminal.run(DocumentedCommand.BESIDE_CONTROL_TOWER);
    for (var principal : OF_THE_LANDING_ZONE) {
      live.awaitReady(principal, "True Ready");
    }
    live.awaitReady(GUARDDUTY, "False AwaitingServiceAdministrator");
    terminal.run(DocumentedCommand.CONFIRM_GUARDDUTY);
    live.awaitReady(GUARDDUTY, "True Ready");
    live.kubectl("delete", "tsa", "--timeout=60s", OF_THE_LANDING_ZONE[0], OF_THE_LANDING_ZONE[1],
        OF_THE_LANDING_ZONE[2], OF_THE_LANDING_ZONE[3]);

    assertThat(live.organization().enabledPrincipals()).containsKeys(OF_THE_LANDING_ZONE);
    assertThat(live.witness().moments()).extracting(Witness.Moment::words).containsExactly("Enable " + GUARDDUTY);
  }
}
