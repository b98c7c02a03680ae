package dev.trustedaccess.domain.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.plan.Given;
import dev.trustedaccess.domain.preflight.Preflight.As;
import dev.trustedaccess.domain.preflight.Preflight.Attempt;
import dev.trustedaccess.domain.preflight.Preflight.Level;
import dev.trustedaccess.domain.preflight.Preflight.Line;
import dev.trustedaccess.domain.preflight.Preflight.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is said of what was seen. */
class PreflightTest {
  private static final OrganizationState GOOD = new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true);

  private static ConnectionSettings settings(Optional<String> memberReadRole) {
    return new ConnectionSettings("production", ORGANIZATION, Optional.empty(), Mode.MANAGE, Optional.empty(),
        Optional.empty(), memberReadRole, Optional.empty(), "us-east-1", List.of(), Optional.empty(), Optional.empty(),
        Given.INTERVAL,
        Given.INTERVAL, Given.HOLD, false);
  }

  private static Fact<OrganizationSnapshot> snapshot(OrganizationState organization, Duration ahead) {
    return Fact
        .known(new OrganizationSnapshot(Given.AWS_NOW.plus(ahead), Given.AWS_NOW.plus(ahead), Given.AWS_NOW,
            organization, Map.of()));
  }

  private static Seen seen(Fact<OrganizationSnapshot> snapshot, List<Attempt> reads, List<Attempt> members) {
    return new Seen(settings(Optional.of("reader")), snapshot, Fact.notAsked(), reads, members, 40,
        List.of(), Optional.empty(), List.of(), "the caller");
  }

  private static Optional<Failure> denied(String where) {
    return Optional.of(new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles in account " + where));
  }

  @Test
  void whatIsWellIsSaid() {
    List<Line> lines = Preflight.of(seen(snapshot(GOOD, Duration.ZERO),
        List.of(new Attempt("organizations:ListRoots", As.ORGANIZATIONS, Optional.empty())),
        List.of(new Attempt(ADMINISTRATOR, As.MEMBER_READ, Optional.empty()))));

    assertThat(lines).hasSize(6)
        .extracting(Line::level)
        .containsOnly(Level.OK);
    assertThat(lines).extracting(Line::text)
        .contains("Works: organizations:ListRoots.",
            "Works: iam:ListRoles in all of the 1 sampled accounts (members: 40).");
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "60, OK", "-60, OK", "61, WARN", "-61, WARN", "299, WARN", "300, FAIL", "-300, FAIL"})
  void aClockIsWeighedByHowFarItIsOff(int seconds, Level level) {
    List<Line> lines = Preflight.of(seen(snapshot(GOOD, Duration.ofSeconds(seconds)), List.of(), List.of()));

    assertThat(lines).filteredOn(line -> line.text().startsWith("This machine's clock"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.level()).isEqualTo(level);
          assertThat(line.text()).contains(
              level == Level.OK
                  ? "agrees"
                  : Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead of") + " AWS's");
        });
  }

  @Test
  void theServiceRoleBelongsInTheManagementAccount() {
    assertThat(serviceRole(Fact.known(MANAGEMENT))).extracting(Line::level).isEqualTo(Level.OK);
    assertThat(serviceRole(Fact.unknown(new Failure(
        Failure.Kind.SERVICE_ELSEWHERE, "it acts in account " + ADMINISTRATOR + ", not in " + MANAGEMENT))).text())
        .contains(ADMINISTRATOR, MANAGEMENT, "Name a role in the management account: spec.serviceRole.arn");
    assertThat(serviceRole(Fact.unknown(new Failure(Failure.Kind.CREDENTIALS_INVALID, "sts:AssumeRole of it"))).text())
        .contains("spec.serviceRole.externalId");
  }

  private static Line serviceRole(Fact<String> account) {
    return Preflight
        .of(new Seen(settings(Optional.of("reader")), snapshot(GOOD, Duration.ZERO), account, List.of(), List.of(),
            0, List.of(), Optional.empty(), List.of(), "the caller"))
        .getLast();
  }

  @Test
  void oneFaultIsToldOnce() {
    Failure failure = new Failure(Failure.Kind.ACCESS_DENIED, "organizations:DescribeOrganization");
    Attempt same = new Attempt("organizations:ListRoots", As.SERVICE, Optional.of(failure));

    assertThat(Preflight.of(new Seen(settings(Optional.of("reader")), Fact.unknown(failure), Fact.unknown(failure),
        List.of(same), List.of(), 0, List.of(), Optional.empty(), List.of(), "the caller"))).singleElement()
        .satisfies(line -> assertThat(line.text()).endsWith("Grant this action to the caller."));
    assertThat(Preflight.of(seen(snapshot(GOOD, Duration.ZERO), List.of(same, same), List.of())))
        .filteredOn(line -> line.level() == Level.FAIL)
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void everyTroubleHasARemedy(Failure.Kind kind) {
    Line line = Preflight.of(seen(snapshot(GOOD, Duration.ZERO),
        List.of(new Attempt("what", As.SERVICES_OWN, Optional.of(new Failure(kind, "fms:GetAdminAccount")))),
        List.of()))
        .getLast();

    assertThat(line.level()).isEqualTo(kind == Failure.Kind.NO_IDENTITY ? Level.WARN : Level.FAIL);
    assertThat(line.text()).contains("fms:GetAdminAccount")
        .matches(".*(spec\\.serviceRole\\.|preflight|manually|get-caller-identity).*");
  }

  @Test
  void membersThatFailAlikeAreOneFinding() {
    Optional<Failure> unassumed = Optional
        .of(new Failure(Failure.Kind.CREDENTIALS_INVALID, "sts:AssumeRole of reader"));
    List<Line> lines = Preflight.of(seen(snapshot(GOOD, Duration.ZERO), List.of(), List.of(
        new Attempt("100000000001", As.MEMBER_READ, denied("100000000001")),
        new Attempt("100000000002", As.MEMBER_READ, Optional.empty()),
        new Attempt("100000000003", As.MEMBER_READ, denied("100000000003")),
        new Attempt("100000000004", As.MEMBER_READ, unassumed))));

    assertThat(lines).filteredOn(line -> line.level() == Level.FAIL)
        .extracting(Line::text)
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text)
                .startsWith("In 2 of the 4 sampled accounts (members: 40), 100000000001, 100000000003: AWS denies"),
            text -> assertThat(text)
                .startsWith("In 1 of the 4 sampled accounts (members: 40), 100000000004: The credentials"));
    assertThat(Preflight.of(seen(snapshot(GOOD, Duration.ZERO), List.of(), List.of()))).extracting(Line::text)
        .noneMatch(text -> text.contains("sampled accounts"));
  }

  /** Another read of an account whose role cannot be assumed fails for the same cause, which is one finding. */
  @Test
  void whatIsReadInEveryAccountIsSampledToo() {
    Attempt works = new Attempt("100000000001", As.MEMBER_READ, Optional.empty());
    Attempt unassumed = new Attempt("100000000002", As.MEMBER_READ, Optional.of(
        new Failure(Failure.Kind.CREDENTIALS_INVALID, "sts:AssumeRole of reader")));
    Attempt deniedThere = new Attempt("100000000003", As.MEMBER_READ, Optional.of(
        new Failure(Failure.Kind.ACCESS_DENIED, "ram:ListPrincipals in account 100000000003")));

    assertThat(everyAccount(List.of(works, deniedThere)))
        .containsExactly("In 1 of the 2 sampled accounts (members: 40), 100000000003: AWS denies ram:ListPrincipals in"
            + " account 100000000003. Grant this action to spec.memberRoles.read.");
    assertThat(everyAccount(List.of(works)))
        .containsExactly("Works: ram:ListPrincipals in all of the 1 sampled accounts (members: 40).");
    assertThat(everyAccount(List.of(unassumed), unassumed)).isEmpty();
  }

  /** The texts about this read. */
  private static List<String> everyAccount(List<Attempt> attempts, Attempt... members) {
    return Preflight
        .of(new Seen(
            settings(Optional.of("reader")), snapshot(GOOD, Duration.ZERO), Fact.notAsked(), List.of(),
            List.of(members),
            40, List.of(), Optional.empty(), List.of(new SampledRead("ram:ListPrincipals", attempts)),
            "the caller"))
        .stream()
        .map(Line::text)
        .filter(text -> text.contains("ram:ListPrincipals"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, '0'", "5, '0 1 2 3 4'", "6, '0 1 2 3 5'", "41, '0 10 20 30 40'"})
  void aSampleIsSpreadOverTheActiveMembers(int members, String wanted) {
    List<Account> accounts = IntStream.range(0, members).mapToObj(PreflightTest::member).toList().reversed();
    List<Account> all = new ArrayList<>(accounts);
    all.add(new Account(MANAGEMENT, Optional.of(Instant.EPOCH), Account.State.ACTIVE));
    all.add(new Account("000000000000", Optional.of(Instant.EPOCH), Account.State.INACTIVE));

    assertThat(Preflight.sample(all, MANAGEMENT)).containsExactlyElementsOf(
        wanted.isEmpty() ? List.of() : Stream.of(wanted.split(" ")).map(i -> member(Integer.parseInt(i))).toList());
    assertThat(Preflight.members(all, MANAGEMENT)).hasSize(members);
  }

  private static Account member(int number) {
    return new Account("2%011d".formatted(number), Optional.of(Instant.EPOCH), Account.State.ACTIVE);
  }

  @Test
  void anOrganizationHasOneConnection() {
    ConnectionSettings one = settings(Optional.empty());

    assertThat(Preflight.shared(List.of(one))).isEmpty();
    assertThat(Preflight.shared(List.of(one, one))).singleElement()
        .satisfies(line -> assertThat(line.text()).contains(ORGANIZATION).endsWith("orgconn production production"));
  }

  @Test
  void withoutAReadNothingIsKnown() {
    assertThatIllegalArgumentException().isThrownBy(() -> Preflight.of(seen(Fact.notAsked(), List.of(), List.of())));
  }
}
