package dev.trustedaccess.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connection, declarations and confirmations are deleted at once in a random order, at a random moment of their lives:
 * everything leaves, in order, and nothing that we enabled stays enabled.
 */
@ExtendWith(SharedCluster.class)
class RandomOrderIT {
  static final List<Long> SEEDS = java.util.stream.LongStream.rangeClosed(1, 20).boxed().toList();
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final List<String> NEED_A_WORD = List.of(FMS, CONFIG);

  @SuppressWarnings("NullAway.Init")
  private static Live live;

  @BeforeAll
  static void start(RealApiServer server) {
    live = new Live(server).everythingToWaitForIsThere().startOperator();
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  @ParameterizedTest
  @FieldSource("SEEDS")
  void allLeaveInOrder(long seed) {
    var random = new Random(seed);
    var since = live.aws().calls().last();
    live.witness().forget();
    live.connect("0s");
    live.kubectl("apply", "-f", Live.EXAMPLES + "20-config.yaml", "-f", Live.EXAMPLES + "10-firewall-manager.yaml");
    // Four changes bring all of it on.
    var moment = random.nextInt(5);
    Live.await("change " + moment).until(() -> live.witness().moments().size() >= moment);

    List<Runnable> deletions = new ArrayList<>(List.of(
        () -> live.delete(FMS), () -> live.delete(CONFIG), () -> live.delete(RULES),
        () -> live.cluster().resources(OrganizationConnection.class).withName("default").delete(),
        () -> live.cluster().resources(ServiceConfirmation.class).delete()));
    Collections.shuffle(deletions, random);
    deletions.forEach(Runnable::run);

    Set<String> confirmed = new HashSet<>();
    Live.await("the end of all, seed " + seed).until(() -> {
      if (random.nextInt(3) == 0) {
        live.cluster().resources(ServiceConfirmation.class).delete();
      } else {
        NEED_A_WORD.stream().flatMap(name -> live.find(name).stream()).forEach(object -> {
          confirmed.add(object.getMetadata().getUid());
          live.confirmCleanedUp(object);
        });
      }
      return live.all().isEmpty()
          && live.cluster().resources(OrganizationConnection.class).list().getItems().isEmpty();
    });
    live.cluster().resources(ServiceConfirmation.class).delete();

    assertThat(live.organization().enabledPrincipals()).isEmpty();
    assertThat(live.organization().delegatedAdministrators(FMS)).isEmpty();
    live.witness().everyChangeWasPrepared(true);
    assertThat(live.witness().moments()).filteredOn(each -> each.takesAway() && !each.isFor(RULES))
        .allSatisfy(each -> assertThat(confirmed).contains(each.declaration().orElseThrow().getMetadata().getUid()));
    var changes = live.witness().moments().stream().map(Witness.Moment::words).toList();
    assertThat(changes).doesNotHaveDuplicates();
    before(changes, "RemoveOwnedResource " + FMS, "Disable " + FMS);
    before(changes, "Disable " + RULES, "Disable " + CONFIG);
    if (moment > 0) {
      assertThat(live.aws().calls().since(since)).isNotEmpty();
    }
  }

  /** If both are there. */
  private static void before(List<String> changes, String first, String second) {
    if (changes.contains(first) && changes.contains(second)) {
      assertThat(changes).containsSubsequence(first, second);
    }
  }
}
