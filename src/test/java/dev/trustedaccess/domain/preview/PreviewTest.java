package dev.trustedaccess.domain.preview;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.preview.PlannedDeclaration.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is declared in whatever organization, the operator then does exactly what was planned. */
class PreviewTest {
  private static final int SEEDS = 1_000;
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final Planner PLANNER = new Planner(CATALOG, Timing.STANDARD);
  /** For what the integrations are: nothing is asked of AWS. */
  private static final SdkGateway GATEWAY = new SdkGateway(new AwsEnvironment(
      Optional.empty(), AnonymousCredentialsProvider.create(), "test", "test", InstantSource.system()));

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  /** What is left to chance. */
  private static List<Preview.Declaration> directory(Random random, List<String> principals) {
    List<Preview.Declaration> declared = new ArrayList<>();
    for (String principal : principals.subList(0, random.nextInt(1, 30))) {
      List<String> accounts = new ArrayList<>(RandomOrganization.ACCOUNTS);
      Collections.shuffle(accounts, random);
      declared.add(new Preview.Declaration(principal, new Desired(
          principal, "default", random.nextInt(12) == 0 ? Mode.OBSERVE : Mode.MANAGE, random.nextInt(3) > 0,
          RandomOrganization.drawn(random, List.of(Desired.InitializationMode.values())),
          accounts.subList(0, RandomOrganization.drawn(random, List.of(0, 0, 0, 1, 1, 2))),
          RandomOrganization.drawn(random, List.of(Desired.RoleExpectation.values())), Desired.DeletionPolicy.RESTORE,
          random.nextInt(15) == 0 ? Desired.Pause.REQUESTED : Desired.Pause.NONE)));
    }
    return declared;
  }

  private static List<String> principals(Random random) {
    List<String> all = new ArrayList<>();
    CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .forEach(facts -> {
          all.add(facts.principal());
          all.addAll(facts.aliases());
        });
    all.addAll(List.of("unheard-of.amazonaws.com", "also-unheard-of.amazonaws.com"));
    Collections.shuffle(all, random);
    return all;
  }

  @Test
  void theOperatorDoesExactlyWhatWasPlanned() {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    int changes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      for (PlannedDeclaration planned : compared(seed)) {
        outcomes.merge(planned.outcome(), 1, Integer::sum);
        changes += planned.changes().size();
      }
    }

    // The comparison has covered each kind of end, and changes in numbers.
    assertThat(outcomes).containsOnlyKeys(Outcome.values())
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(100));
    assertThat(changes).isGreaterThan(5_000);
  }

  private static List<PlannedDeclaration> compared(long seed) {
    Random random = new Random(seed);
    List<String> principals = principals(random);
    ConnectionSettings settings = RandomOrganization.settings(random, principals);
    List<Preview.Declaration> directory = directory(random, principals);
    long organizationSeed = random.nextLong();
    RandomOrganization before = organization(organizationSeed, settings);

    List<PlannedDeclaration> planned = Preview.of(
        PLANNER, new ConnectionView.Usable(settings, false), directory, before, seed % 4 == 0, before.now);
    List<AppliedDirectory.Applied> applied = new AppliedDirectory(
        PLANNER, settings, directory, organization(organizationSeed, settings)).work(random);

    for (int i = 0; i < planned.size(); i++) {
      PlannedDeclaration plan = planned.get(i);
      AppliedDirectory.Applied done = applied.get(i);
      assertThat(done.changes).as("seed %s: changes for %s", seed, plan.desired())
          .isEqualTo(plan.changes().stream().map(change -> AppliedDirectory.inWords(change.action())).toList());
      if (plan.outcome() == Outcome.REFUSED || plan.outcome() == Outcome.UNREAD) {
        assertThat(done.finding).as("seed %s: trouble of %s", seed, plan.name()).isEqualTo(plan.finding());
      }
      if (plan.isLeft()) {
        assertThat(done.finding).as("seed %s: left %s", seed, plan.name()).isEmpty();
      }
    }
    return planned;
  }

  private static RandomOrganization organization(long seed, ConnectionSettings settings) {
    return new RandomOrganization(new Random(seed), CATALOG, GATEWAY.access(settings), settings);
  }
}
