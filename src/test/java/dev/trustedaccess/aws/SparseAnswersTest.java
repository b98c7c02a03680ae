package dev.trustedaccess.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.Awaited;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.aws.service.RegisteredKind;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static dev.trustedaccess.aws.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every member of every answer that is read can be missing: the SDK's models mark none as required. Each is left out in turn,
 * of each call that each read makes; of the calls that begin every session, in a few reads. What comes of it is what was read
 * with it, or a failure with words; never an exception, and never that something is not there.
 */
class SparseAnswersTest {
  /** That these are missing is how the API says something. */
  private static final Map<String, String> SAY_SOMETHING = Map.of(
      "NextToken", "the last page", "nextToken", "the last page", "Marker", "the last page",
      "customerAgreements.organizationArn", "an agreement of the account alone",
      "StorageLensConfiguration.AwsOrg", "a configuration of the account alone");
  /** What begins a session: the same calls for every service. */
  private static final Set<String> BEGIN_A_SESSION = Set.of(
      "sts:AssumeRole", "sts:GetCallerIdentity", "organizations:DescribeOrganization", "organizations:DescribeAccount");
  /** They read in the management account, in administrators' accounts and in every member. */
  private static final Set<String> WITH_SPARSE_SESSIONS = Set.of(
      "config.amazonaws.com", "fms.amazonaws.com", "ram.amazonaws.com");
  /** Reads that are made for no look. */
  private static final Map<String, String> BEFORE_A_CHANGE = Map.of(
      "organizations:ListRoots", "it tells what the change is about");
  private static final Instant SINCE = Instant.parse("2024-05-01T00:00:00Z");
  private static final List<String> PRINCIPALS = Registered.integrations()
      .stream()
      .map(integration -> integration.principals().getFirst())
      .toList();

  /** Each serves one read at a time, most of which is waiting for rate limits. */
  private static final List<Bench> BENCHES = Stream.generate(SparseAnswersTest::everythingStands).limit(12).toList();
  private static final BlockingQueue<Bench> FREE = new LinkedBlockingQueue<>(BENCHES);

  /** What one read told: everything that it found, whether something was not read, and the places it calls read in whole. */
  private record Told(Set<String> found, boolean unread, List<Remaining> things, Set<PlaceRead> places) {
    boolean saysIsGone(Remaining thing) {
      return !things.contains(thing) && places.stream()
          .anyMatch(place -> place.kind().equals(thing.kind()) && !place.except().contains(thing.accountId())
              && place.accountId().map(thing.accountId()::equals).orElse(true)
              && place.region().map(thing.region()::equals).orElse(true));
    }
  }

  @AfterAll
  static void stop() {
    BENCHES.forEach(Bench::close);
    // Tests that run at the same time have a few of their own.
    assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> thread.getName().equals("aws-timer"))
        .as("timers of gateways that were not closed")
        .hasSizeLessThan(50);
  }

  /** One thing of every registered kind, wherever it is looked for, with all that access and administrators bring. */
  private static Bench everythingStands() {
    Bench bench = new Bench();
    Registered.integrations().forEach(integration -> {
      String principal = integration.principals().getFirst();
      RegisteredKind.administrate(bench, integration);
      bench.org.setUp(principal);
      if (integration.awaited() instanceof Awaited.Role(List<String> names)) {
        bench.org.management().role(names.getFirst(), "/aws-service-role/" + principal + "/");
      }
    });
    RegisteredKind.all()
        .forEach(kind -> kind.accounts(bench)
            .forEach(account -> account.things(kind.regions().getFirst())
                .put(kind.kept(), kind.named(bench.org, "one"), thing -> thing.inAccount(account.id()))));
    bench.org.enabled(SINCE, "config.amazonaws.com", "fms.amazonaws.com", "config-multiaccountsetup.amazonaws.com")
        .delegate("config.amazonaws.com", SECURITY)
        .delegate("config-multiaccountsetup.amazonaws.com", SECURITY)
        .policyType("SECURITYHUB_POLICY");
    bench.org.management().things("eu-west-1").put("organization-aggregator", "all");
    bench.security.things("eu-central-1").put("organization-aggregator", "of-the-delegate");
    bench.org.management().things("eu-west-1").put("organization-rule", "rule").put("conformance-pack", "pack");
    bench.org.management()
        .things("eu-west-1")
        .put("shared-directory", "d-shared", share -> share.inAccount(SECURITY));
    bench.org.management().things("eu-central-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    bench.org.management().things("us-east-1").put("agreement", "nda");
    bench.security.role("AWSConfigRoleForOrganizations", "/service-role/");
    bench.org.firewallManager().administrator(SECURITY).policy(SECURITY, "eu-west-1", "policy");
    return bench;
  }

  private static Map<String, Function<OrganizationAccess, Told>> reads() {
    Map<String, Function<OrganizationAccess, Told>> reads = new LinkedHashMap<>();
    reads.put("look", access -> told(access.snapshot().map(SparseAnswersTest::shown)));
    reads.put("accounts",
        access -> told(access.accounts().map(all -> texts(all.stream().map(one -> one.id() + one.active()).toList()))));
    reads.put("delegated administrators", access -> told(
        access.delegatedAdministrators("config.amazonaws.com").map(all -> texts(all))));
    reads.put("policy types", access -> told(access.enabledPolicyTypes().map(all -> texts(all))));
    reads.put("roles of a member", access -> told(access.serviceLinkedRoles(SECURITY).map(all -> texts(all))));
    reads.put("an ordinary role", access -> told(
        access.hasRole(SECURITY, "AWSConfigRoleForOrganizations").map(there -> Set.of("" + there))));
    reads.put("the service administrator's account", access -> told(
        access.serviceAccount(Optional.of(SECURITY)).map(Set::of)));
    for (String principal : PRINCIPALS) {
      reads.put(principal + " initialization", access -> told(
          service(access, principal).initialization().map(state -> Set.of("" + state))));
      reads.put(principal + " remaining", access -> told(service(access, principal).remaining(List.of(SECURITY))));
    }
    return reads;
  }

  private static ServiceAccess service(OrganizationAccess access, String principal) {
    return access.service(principal).orElseThrow();
  }

  private static Set<String> shown(OrganizationSnapshot snapshot) {
    return Stream.concat(Stream.of("" + snapshot.organization()), snapshot.enabled().keySet().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> texts(Collection<?> all) {
    return all.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static Told told(Fact<Set<String>> fact) {
    return new Told(fact.toOptional().orElse(Set.of()), fact.toOptional().isEmpty(), List.of(), Set.of());
  }

  private static Told told(RemainingRead read) {
    return new Told(texts(read.found()), !read.unread().isEmpty(), read.found(), read.read());
  }

  /** A listing that finds nothing has no answers whose members could be missing. */
  @TestFactory
  Stream<DynamicTest> everyRegisteredListingFindsSomething() {
    Bench bench = BENCHES.getFirst();
    return Registered.integrations()
        .stream()
        .map(integration -> DynamicTest.dynamicTest(integration.id(), () -> findsSomething(bench, integration)));
  }

  private static void findsSomething(Bench bench, ServiceIntegration integration) {
    String principal = integration.principals().getFirst();
    long before = bench.aws.calls().last();
    Told whole = apply(bench, access -> told(service(access, principal).remaining(List.of(SECURITY))));
    Told shown = apply(
        bench, access -> told(service(access, principal).initialization().map(state -> Set.of("" + state.stage()))));
    assertThat(shown.found()).as("what shows the initialization").doesNotContain("" + Stage.ABSENT).hasSize(1);
    assertThat(whole.things()).extracting(Remaining::kind)
        .containsAll(
            RegisteredKind.all()
                .filter(kind -> kind.integration().equals(integration))
                .map(RegisteredKind::name)
                .toList());
    assertThat(bench.aws.calls().since(before)).extracting(Call::action)
        .containsAll(
            integration.reads().stream().filter(action -> !BEFORE_A_CHANGE.containsKey(action)).toList());
  }

  @TestFactory
  Stream<DynamicTest> whateverMemberIsMissingNothingCountsAsGone() {
    Bench bench = BENCHES.getFirst();
    return reads().entrySet().stream().flatMap(read -> {
      long before = bench.aws.calls().last();
      Told whole = apply(bench, read.getValue());
      assertThat(whole.unread()).as(read.getKey() + " reads everything").isFalse();
      return bench.aws.calls()
          .since(before)
          .stream()
          .map(Call::action)
          .distinct()
          .sorted()
          .filter(action -> !BEGIN_A_SESSION.contains(action) || sessionsAreSparse(read.getKey()))
          .map(action -> DynamicTest.dynamicTest(
              read.getKey() + " without a member of " + action,
              () -> withoutEach(read.getValue(), action, whole)));
    });
  }

  private static void withoutEach(Function<OrganizationAccess, Told> read, String action, Told whole) throws Exception {
    try (ExecutorService members = Executors.newFixedThreadPool(BENCHES.size())) {
      List<Callable<Void>> each = Members.of(action)
          .stream()
          .filter(member -> !SAY_SOMETHING.containsKey(member))
          .map(member -> (Callable<Void>) () -> {
            without(read, action, member, whole);
            return null;
          })
          .toList();
      for (Future<Void> one : members.invokeAll(each, 5, TimeUnit.MINUTES)) {
        one.get();
      }
    }
  }

  private static boolean sessionsAreSparse(String read) {
    return PRINCIPALS.stream().noneMatch(read::startsWith) || WITH_SPARSE_SESSIONS.stream().anyMatch(read::startsWith);
  }

  /** Sessions are taken on anew, so that their answers can be sparse too. */
  private static Told apply(Bench bench, Function<OrganizationAccess, Told> read) {
    try (SdkGateway fresh = Bench.gateway(bench.aws.endpoint(), bench.org.management(), Instant::now)) {
      return read.apply(fresh.access(Bench.everyRole()));
    }
  }

  private static void without(
      Function<OrganizationAccess, Told> read, String action, String member, Told whole) throws InterruptedException {
    Bench bench = FREE.take();
    try {
      bench.aws.faults().every(action).without(member);
      Told sparse = apply(bench, read);
      if (!sparse.unread()) {
        assertThat(sparse.found()).as("found without " + member).containsAll(whole.found());
      }
      assertThat(whole.things()).as("told to be gone without " + member).noneMatch(sparse::saysIsGone);
    } finally {
      bench.aws.faults().clear();
      FREE.add(bench);
    }
  }
}
