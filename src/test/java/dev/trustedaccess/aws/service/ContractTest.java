package dev.trustedaccess.aws.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.aws.parts.Awaited;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.twin.Twin;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What holds for every integration of the registry, read against its derived double: what is there is found where it is,
 * once; what has no part in trusted access is not; and what cannot be read is never taken for empty. That AWS answers as
 * the double does is not shown here.
 */
class ContractTest {
  private final Bench bench = new Bench();

  static Stream<ServiceIntegration> integrations() {
    return Integrations.all().stream();
  }

  static Stream<RegisteredKind> kinds() {
    return RegisteredKind.all();
  }

  static Stream<ServiceIntegration> awaitingAThing() {
    return integrations().filter(integration -> integration.awaited() instanceof Awaited.Thing);
  }

  static Stream<ServiceIntegration> administered() {
    return integrations().filter(integration -> integration.administrator().isPresent());
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  // What remains

  @ParameterizedTest
  @MethodSource("integrations")
  void nothingRemainsOfWhatWasNeverUsed(ServiceIntegration integration) {
    RemainingRead read = service(integration).remaining(List.of());
    assertThat(read.unread()).isEmpty();
    assertThat(read.found()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void oneIsFoundInEachPlace(RegisteredKind kind) {
    administrate(kind.integration());
    Set<Remaining> put = new LinkedHashSet<>();
    for (Account account : accounts(kind)) {
      for (String region : kind.regions()) {
        String name = named(kind, "one-" + account.id() + "-" + region);
        account.things(region).put(kind.kept(), name, thing -> thing.inAccount(account.id()));
        put.add(new Remaining(kind.name(), name, account.id(), reported(kind, region)));
      }
    }
    assertThat(remaining(kind)).containsExactlyInAnyOrderElementsOf(put);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void allPagesAreRead(RegisteredKind kind) {
    assumeThat(Twin.lists(kind.asked())).as("there may be several").isTrue();
    administrate(kind.integration());
    bench.aws.pages().atMost(2);
    Account account = accounts(kind).getLast();
    String region = kind.regions().getLast();
    Set<String> names = new TreeSet<>();
    for (int number = 0; number < 5; number++) {
      String name = named(kind, "number-" + number);
      account.things(region).put(kind.kept(), name, thing -> thing.inAccount(account.id()));
      names.add(name);
    }
    assertThat(remaining(kind)).extracting(Remaining::id).containsExactlyInAnyOrderElementsOf(names);
    bench.aws.pages().beginEmpty();
    assertThat(remaining(kind)).extracting(Remaining::id).containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatTheFilterLeavesOutIsNotReported(RegisteredKind kind) {
    assumeThat(Twin.filters(kind.asked())).as("some do not count").isTrue();
    administrate(kind.integration());
    for (Account account : accounts(kind)) {
      kind.regions().forEach(region -> account.things(region).put(kind.kept(), "other", Thing::notCounting));
    }
    assertThat(remaining(kind)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatCannotBeReadIsNotEmpty(RegisteredKind kind) {
    administrate(kind.integration());
    for (String action : kind.asked().listing().actions()) {
      // Of several calls, a later one is made for what an earlier one finds.
      accounts(kind).forEach(
          account -> kind.regions().forEach(region -> account.things(region).put(kind.kept(), named(kind, "one"))));
      bench.aws.faults().every(action).fail("AccessDeniedException", 400);
      RemainingRead read = read(kind.integration());
      assertThat(read.unread()).as(action).isNotEmpty();
      assertThat(read.read()).as(action)
          .noneMatch(place -> place.kind().equals(kind.name()) && !place.except().contains(SECURITY));
      bench.aws.faults().clear();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void oneUnreadPlaceLeavesTheOthersRead(RegisteredKind kind) {
    administrate(kind.integration());
    List<String> regions = kind.regions();
    assumeThat(regions).hasSizeGreaterThan(1);
    String first = kind.asked().listing().actions().getFirst();
    bench.aws.faults()
        .every(call -> call.action().equals(first) && call.region().equals(regions.getLast()))
        .fail("AccessDeniedException", 400);
    RemainingRead read = read(kind.integration());
    assertThat(read.unread()).isNotEmpty();
    assertThat(read.read()).filteredOn(place -> place.kind().equals(kind.name()))
        .isNotEmpty()
        .noneMatch(place -> place.region().filter(regions.getLast()::equals).isPresent());
  }

  /** The session policy has the declared actions, and AWS's doubles refuse every other: both sides name the same calls. */
  @ParameterizedTest
  @MethodSource("kinds")
  void itsCallsAreTheActionsThatItDeclares(RegisteredKind kind) {
    administrate(kind.integration());
    accounts(kind).forEach(
        account -> kind.regions().forEach(region -> account.things(region).put(kind.kept(), named(kind, "one"))));
    long before = bench.aws.calls().last();
    remaining(kind);
    Set<String> called = bench.aws.calls().since(before).stream().map(Call::action).collect(Collectors.toSet());
    assertThat(called).containsAll(kind.asked().listing().actions());
    assertThat(called).filteredOn(action -> !action.startsWith("sts:") && !action.startsWith("organizations:"))
        .isSubsetOf(kind.integration().reads());
  }

  // What shows the initialization

  @ParameterizedTest
  @MethodSource("awaitingAThing")
  void theAwaitedThingIsSeenWhereverItIs(ServiceIntegration integration) {
    RegisteredKind awaited = awaited(integration);
    for (String region : awaited.regions()) {
      assertThat(known(service(integration).initialization()).stage()).isEqualTo(Stage.ABSENT);
      bench.org.management().things(region).put(awaited.kept(), "one");
      assertThat(known(service(integration).initialization()).stage()).as(region).isEqualTo(Stage.DONE);
      bench.org.management().things(region).remove(awaited.kept(), "one");
    }
  }

  @ParameterizedTest
  @MethodSource("awaitingAThing")
  void aFailedReadOfWhatIsAwaitedIsUnknownAndNotAbsent(ServiceIntegration integration) {
    String action = awaited(integration).asked().listing().actions().getFirst();
    bench.aws.faults().next(action).fail("AccessDeniedException", 400);
    assertThat(failure(service(integration).initialization()).detail()).contains(action);
  }

  /** The thing that is awaited is also one that may remain, so it has a kind. */
  private static RegisteredKind awaited(ServiceIntegration integration) {
    return kinds().filter(kind -> kind.integration().equals(integration) && kind.asked().staged())
        .findFirst()
        .orElseThrow();
  }

  // Administrators

  @ParameterizedTest
  @MethodSource("administered")
  void theAdministratorIsSeenAndRemains(ServiceIntegration integration) {
    assertThat(known(service(integration).initialization()).stage()).isEqualTo(Stage.ABSENT);
    administrate(integration);
    InitializationState state = known(service(integration).initialization());
    assertThat(state.stage()).isEqualTo(Stage.DONE);
    assertThat(read(integration).found())
        .anyMatch(thing -> thing.kind().equals(OwnedResource.ADMINISTRATOR) && thing.id().equals(SECURITY));
  }

  // The bench

  private ServiceAccess service(ServiceIntegration integration) {
    return bench.access().service(integration.principals().getFirst()).orElseThrow();
  }

  private RemainingRead read(ServiceIntegration integration) {
    return service(integration).remaining(List.of(SECURITY));
  }

  private List<Remaining> remaining(RegisteredKind kind) {
    RemainingRead read = read(kind.integration());
    assertThat(read.unread()).isEmpty();
    return read.found().stream().filter(thing -> thing.kind().equals(kind.name())).toList();
  }

  private void administrate(ServiceIntegration integration) {
    RegisteredKind.administrate(bench, integration);
  }

  private String named(RegisteredKind kind, String name) {
    return kind.named(bench.org, name);
  }

  private List<Account> accounts(RegisteredKind kind) {
    return kind.accounts(bench);
  }

  private static String reported(RegisteredKind kind, String region) {
    return kind.asked().listing().place().regions().global() ? RequestSender.GLOBAL : region;
  }
}
