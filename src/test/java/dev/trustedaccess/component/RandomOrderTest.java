package dev.trustedaccess.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Everything is deleted at once, in any order: all leaves, each in its own order. */
class RandomOrderTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";
  private static final String SSM = "ssm.amazonaws.com";
  private static final List<String> ALL = List.of(FMS, CONFIG, SETUP, SSM);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void allLeaves(long seed) {
    bench.connect("1s");
    bench.startOperator().declareService(FMS, "initialization: {administratorAccountId: \"" + SECURITY + "\"}");
    List.of(CONFIG, SETUP, SSM).forEach(name -> bench.declareService(name, "initialization: {mode: None}"));
    ALL.forEach(name -> bench.awaitReady(name, "True", "Ready"));

    List<Runnable> deletions = new ArrayList<>();
    ALL.forEach(name -> deletions.add(() -> bench.delete(name)));
    deletions.add(() -> bench.cluster().resources(OrganizationConnection.class).withName("default").delete());
    Random random = new Random(seed);
    Collections.shuffle(deletions, random);
    deletions.forEach(Runnable::run);

    // One word is given and taken back, and given again with the others.
    List<String> words = new ArrayList<>(List.of(FMS, SSM));
    Collections.shuffle(words, random);
    bench.confirmCleanedUp(SSM);
    bench.cluster().resources(ServiceConfirmation.class).withName(SSM).delete();
    words.stream().filter(name -> bench.declaration(name).isPresent()).forEach(bench::confirmCleanedUp);

    ALL.forEach(bench::awaitGone);
    bench.await("the connection's end", () -> bench.connection("default").isEmpty());
    assertThat(bench.organization().enabledPrincipals()).isEmpty();
    List<String> changes = bench.changes();
    assertThat(changes).doesNotHaveDuplicates()
        .containsSubsequence("AssociateAdminAccount", "DisassociateAdminAccount", "DisableAWSServiceAccess " + FMS)
        .containsSubsequence("DisableAWSServiceAccess " + SETUP, "DisableAWSServiceAccess " + CONFIG);
  }
}
