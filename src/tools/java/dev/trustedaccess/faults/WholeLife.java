package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.simulator.front.Call;

/**
 * One random life of two dozen declarations over two organizations with the whole operator in it: AWS, the API server, its
 * watches, the Lease, the processes, their clocks and people all give trouble at once. Then all that ends, and everything
 * comes to be as declared and stays so.
 */
final class WholeLife {
  /** The longest wait between two tries of a change is five and a half minutes. */
  private static final Duration BOUND = Duration.ofMinutes(6);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final int STEPS = 16;
  /** So many are deleted while there is trouble still. */
  private static final int AT_LAST = 6;
  private static final Set<String> DONE = Set.of(
      "True Ready", "False ServiceApiRequired", "False DuplicateService", "False ObserveOnly", "False DriftReported",
      "False DriftContested", "False ChangedByOthers", "False RepairNeeded");
  static final List<String> FIRST = List.of(
      "fms.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "ds.amazonaws.com",
      "sso.amazonaws.com", "aws-artifact-account-sync.amazonaws.com", "artifact.amazonaws.com", "account.amazonaws.com",
      "guardduty.amazonaws.com", "health.amazonaws.com",
      WithoutIntegration.AGENT, WithoutIntegration.BILLING, WithoutIntegration.ACCOUNT_ACCESS,
      WithoutIntegration.Q_DEVELOPER);
  static final List<String> SECOND = List.of(
      "fms.amazonaws.com", "config.amazonaws.com", "ds.amazonaws.com", "sso.amazonaws.com",
      "guardduty.amazonaws.com", "health.amazonaws.com",
      WithoutIntegration.AGENT, WithoutIntegration.NETWORK_SECURITY_MANAGER,
      WithoutIntegration.BILLING, WithoutIntegration.ACCOUNT_ACCESS);
  /** The operator appoints their administrator. */
  private static final Set<String> ADMINISTERED = Set.of("fms.amazonaws.com", "guardduty.amazonaws.com");
  /** Their users set them up, or confirm that they did. */
  private static final Set<String> MAY_BE_AWAITED = Set.of(
      "sso.amazonaws.com", WithoutIntegration.AGENT, WithoutIntegration.BILLING);

  private record Declared(Place place, String principal) {
    String name() {
      return place.name(principal);
    }
  }

  /** What came of it. */
  record Outcome(long seed, Map<String, Long> faults, Map<Invariant, Long> checked, List<String> violations,
      Duration recovery, Rates rates) {}

  private final long seed;
  private final ServiceCatalog catalog;
  private final Random random;
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();
  private final List<Declared> all = new ArrayList<>();
  private volatile boolean troubled = true;

  WholeLife(long seed, ServiceCatalog catalog) {
    this.seed = seed;
    this.catalog = catalog;
    this.random = new Random(seed);
  }

  Outcome live() throws InterruptedException {
    try (FaultEnvironment stage = new FaultEnvironment(catalog)) {
      Place first = stage.organization();
      Place second = stage.organization();
      List.of(first, second).forEach(place -> given(stage, place));
      FIRST.forEach(principal -> all.add(new Declared(first, principal)));
      SECOND.forEach(principal -> all.add(new Declared(second, principal)));
      trouble(stage);
      stage.start(anyClock());
      all.forEach(each -> declare(stage, each));
      Thread.sleep(Duration.ofSeconds(5));
      for (int step = 0; step < STEPS; step++) {
        turn(stage, all.get(random.nextInt(all.size())));
        Thread.sleep(200 + random.nextInt(900));
      }
      for (int i = 0; i < AT_LAST; i++) {
        stage.delete(all.get(random.nextInt(all.size())).name());
      }
      Thread.sleep(Duration.ofSeconds(3));
      Duration recovery = calm(stage);
      Rates rates = List.of(first, second)
          .stream()
          .map(stage.ledger()::finish)
          .reduce(Rates.NONE, Rates::or);
      faults.computeIfAbsent("process killed", _ -> new LongAdder()).add(stage.kills.get());
      faults.computeIfAbsent("API server: 409 or 500", _ -> new LongAdder()).add(stage.api().refused());
      for (int i = 0; i < stage.kills.get(); i++) {
        stage.ledger().check(Invariant.I9, true, "");
      }
      Map<String, Long> injected = new TreeMap<>();
      faults.forEach((kind, times) -> injected.put(kind, times.sum()));
      return new Outcome(seed, injected, stage.ledger().findings().checked(),
          stage.ledger().findings().violations().stream().map(each -> "seed " + seed + ": " + each).toList(), recovery,
          rates);
    }
  }

  private void given(FaultEnvironment stage, Place place) {
    place.management.role("AWSArtifactAccountSync", "/service-role/");
    place.management.things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    place.management.things("us-east-1")
        .put("organization-aggregator", "all");
    for (String principal : place == stage.places().getFirst() ? FIRST : SECOND) {
      if (random.nextInt(4) == 0) {
        place.othersEnable(principal);
      }
    }
    if (random.nextBoolean()) {
      place.organization.lists().lagBy(Duration.ofSeconds(random.nextInt(4)));
    }
    stage.connect(place, "2s");
  }

  private Duration anyClock() {
    if (random.nextInt(3) > 0) {
      injected("clock wrong by up to 10 min");
      return Duration.ofSeconds(random.nextInt(-600, 601));
    }
    return Duration.ZERO;
  }

  private void injected(String kind) {
    faults.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  /** Of every hundred calls so many fail, each in its way; of every hundred requests to the API server, too. */
  private void trouble(FaultEnvironment stage) {
    Map<Fault, Integer> inAHundred = Map.of(
        Fault.REFUSED, 3, Fault.THROTTLED, 4, Fault.FAILED, 4, Fault.REQUEST_LOST, 4, Fault.ANSWER_LOST, 4,
        Fault.LATE, 2, Fault.SPARSE, 2);
    inAHundred.forEach((fault, often) -> {
      for (String service : List.of("organizations:", "iam:", "sts:", "fms:", "config:", "ds:", "sso:", "artifact:",
          "guardduty:", "health:")) {
        fault.order(stage, service, call -> call.action().startsWith(service) && hits(fault, often, call));
      }
    });
    stage.api().trouble(() -> troubled && random.nextInt(100) < 3);
  }

  private boolean hits(Fault fault, int often, Call call) {
    boolean hit = troubled && !call.action().equals("sts:GetCallerIdentity") && random.nextInt(100) < often;
    if (hit) {
      injected("AWS: " + fault.words);
    }
    return hit;
  }

  /** Somebody does something, or something breaks. */
  private void turn(FaultEnvironment stage, Declared one) {
    Place place = one.place();
    switch (random.nextInt(24)) {
      case 0, 1 -> place.othersEnable(one.principal());
      case 2 -> place.othersDisable(one.principal());
      case 3, 4, 5 -> stage.delete(one.name());
      case 6, 7 -> all.forEach(each -> stage.confirm(each.name()));
      case 8 -> stage.takeConfirmationBack(one.name());
      case 9 -> stage.patch(one.name(), "{\"spec\":{\"mode\":\"" + (random.nextBoolean() ? "Observe" : "Manage")
          + "\"}}");
      case 10 -> stage.patch(one.name(), "{\"spec\":{\"deletionPolicy\":\""
          + List.of("Restore", "Disable", "Retain").get(random.nextInt(3)) + "\"}}");
      case 11, 12, 13 -> stage.kill(anyClock());
      case 14, 15 -> {
        injected("Lease lost for a time");
        stage.leads = false;
        place.crashes.incrementAndGet();
      }
      case 16 -> stage.leads = true;
      case 17, 18 -> stage.process().ifPresent(process -> {
        injected("watches frozen");
        process.link.freezeWatches(Duration.ofMillis(1000 + random.nextInt(5000)));
      });
      case 19 -> stage.process().ifPresent(process -> {
        injected("watches lagging");
        process.link.lagWatches(Duration.ofMillis(random.nextInt(1500)));
      });
      case 20 -> {
        boolean manages = random.nextBoolean();
        place.touched = java.time.Instant.now();
        place.connectionManages = manages;
        stage.patchConnection(place, "{\"spec\":{\"mode\":\"" + (manages ? "Manage" : "Observe") + "\"}}");
      }
      case 21 -> stage.patchConnection(place, "{\"spec\":{\"regions\":{\"managed\":"
          + (random.nextBoolean() ? "[\"us-east-1\"]" : "[\"us-east-1\",\"eu-west-1\"]") + "}}}");
      case 22 -> {
        place.touched = java.time.Instant.now();
        place.management.things(random.nextBoolean() ? "eu-west-1" : "us-east-1").put("conformance-pack", "baseline");
      }
      default -> all.stream().filter(each -> stage.find(each.name()).isEmpty()).forEach(each -> declare(stage, each));
    }
  }

  private void declare(FaultEnvironment stage, Declared one) {
    try {
      stage.declare(one.place(), one.principal(), ADMINISTERED.contains(one.principal())
          ? "  delegatedAdministrators: [\"" + one.place().security.id() + "\"]\n"
          : MAY_BE_AWAITED.contains(one.principal()) && random.nextBoolean() ? "" : "  initialization: {mode: None}\n");
    } catch (io.fabric8.kubernetes.client.KubernetesClientException there) {
      // Made meanwhile.
    }
  }

  /** Trouble ends, people do what they are asked for, and all comes to be as declared. */
  private Duration calm(FaultEnvironment stage) throws InterruptedException {
    troubled = false;
    stage.leads = true;
    stage.process().ifPresent(process -> process.link.lagWatches(Duration.ZERO));
    stage.places().forEach(place -> {
      place.organization.lists().lagBy(Duration.ZERO);
      place.cleanUp();
      place.management.things("us-east-1")
          .put("organization-aggregator", "all");
      place.connectionManages = true;
      stage.patchConnection(place,
          "{\"spec\":{\"mode\":\"Manage\",\"regions\":{\"managed\":[\"us-east-1\",\"eu-west-1\"]}}}");
    });
    long begun = System.nanoTime();
    stage.kill(Duration.ZERO);
    Thread.sleep(Duration.ofSeconds(6));
    all.forEach(each -> stage.patch(each.name(), "{\"spec\":{\"mode\":\"Manage\"}}"));
    boolean calm = false;
    while (!calm && System.nanoTime() < begun + BOUND.toNanos()) {
      all.forEach(each -> stage.confirm(each.name()));
      unsettled(stage).forEach((each, ready) -> {
        if (ready.startsWith("False ServiceApiRequired")) {
          // Only the service itself can disable it: its administrator does.
          each.place().othersDisable(each.principal());
        }
      });
      calm = Life.within(Duration.ofSeconds(3), () -> unsettled(stage).isEmpty())
          && changesWithin(stage, QUIET).isEmpty();
    }
    Duration recovery = Duration.ofNanos(System.nanoTime() - begun);
    Map<Declared, String> open = unsettled(stage);
    for (Declared each : all) {
      stage.ledger()
          .check(Invariant.I1, !open.containsKey(each),
              each.name() + ": not as declared after " + BOUND + ": " + open.get(each));
    }
    List<Call> still = changesWithin(stage, QUIET);
    stage.ledger()
        .check(Invariant.I1, still.isEmpty() || !calm, "still changing something when all is as declared: " + still);
    return recovery;
  }

  /** More than two snapshots are taken. */
  private static List<Call> changesWithin(FaultEnvironment stage, Duration time) throws InterruptedException {
    long since = stage.aws().calls().last();
    Thread.sleep(time);
    return stage.aws()
        .calls()
        .since(since)
        .stream()
        .filter(call -> call.changing() && !call.action().startsWith("sts:"))
        .toList();
  }

  /** What is not as declared yet, with what Ready says of it. */
  private Map<Declared, String> unsettled(FaultEnvironment stage) {
    Map<String, TrustedServiceAccess> there = stage.cluster()
        .resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));
    Map<Declared, String> open = new HashMap<>();
    for (Declared one : all) {
      TrustedServiceAccess object = there.get(one.name());
      if (object != null && !settled(one, object)) {
        open.put(one, Life.ready(Optional.of(object)));
      }
    }
    return open;
  }

  private boolean settled(Declared one, TrustedServiceAccess object) {
    String ready = Life.ready(Optional.of(object));
    boolean current = object.getStatus() != null
        && Objects.equals(object.getStatus().observedGeneration(), object.getMetadata().getGeneration());
    boolean enabled = !ready.startsWith("True") || catalog.find(one.principal())
        .stream()
        .flatMap(entry -> entry.names().stream())
        .anyMatch(one.place().organization::isEnabled);
    // Config is needed by its feature for as long as that is declared.
    return object.getMetadata().getDeletionTimestamp() == null
        ? current && enabled && DONE.stream().anyMatch(ready::startsWith)
        : ready.startsWith("False CleanupPending: Disabling is blocked by: declaration ");
  }
}
