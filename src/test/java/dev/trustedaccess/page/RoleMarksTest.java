package dev.trustedaccess.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each account has the mark that the counts in status are made of. */
class RoleMarksTest {
  private static final Instant SCANNED = Instant.parse("2026-01-31T09:00:00Z");
  private static final RoleId SSO = new RoleId("sso.amazonaws.com", "AWSServiceRoleForSSO");
  private static final RoleId OTHER = new RoleId("other.amazonaws.com", "AWSServiceRoleForOther");

  private static Account account(String id, String joined, Account.State state) {
    return new Account(id, Optional.of(Instant.parse(joined)), state);
  }

  /** One account in each state. */
  private static RoleInventory inventory() {
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(SCANNED, List.of(
        account("111122223333", "2020-01-01T00:00:00Z", Account.State.ACTIVE),
        account("222233334444", "2020-01-01T00:00:00Z", Account.State.ACTIVE),
        account("333344445555", "2020-01-01T00:00:00Z", Account.State.ACTIVE),
        account("444455556666", "2026-01-31T08:00:00Z", Account.State.ACTIVE),
        account("555566667777", "2020-01-01T00:00:00Z", Account.State.SUSPENDED)), Optional.empty());
    reads.read(0, new AccountRoles(Set.of(SSO), Map.of()));
    reads.read(1, new AccountRoles(Set.of(), Map.of()));
    reads.failed(2, new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles"));
    reads.read(3, new AccountRoles(Set.of(), Map.of()));
    return reads.inventory();
  }

  private static RoleCoverage.Scope scope(boolean everywhere) {
    return new RoleCoverage.Scope(
        "111122223333", Set.of(), everywhere, Duration.ofHours(24), SCANNED.minus(Duration.ofHours(72)));
  }

  private static String marks(boolean everywhere, RoleFacts... roles) {
    List<RoleFacts> facts = List.of(roles);
    return RoleMarks.of(facts, inventory(), facts.stream().map(_ -> scope(everywhere)).toList());
  }

  @Test
  void eachAccountHasItsMark() {
    assertThat(marks(true, new RoleFacts(SSO, Set.of(ExpectedIn.EVERY_MEMBER)))).isEqualTo("pmuy-");
    assertThat(marks(false, new RoleFacts(SSO, Set.of(ExpectedIn.AS_NEEDED)))).isEqualTo("pauy-");
    assertThat(marks(false, new RoleFacts(SSO, Set.of(ExpectedIn.MANAGEMENT)))).isEqualTo("p----");
  }

  @Test
  void ofSeveralRolesTheOneThatMattersMostCounts() {
    assertThat(marks(false, new RoleFacts(SSO, Set.of(ExpectedIn.MANAGEMENT)),
        new RoleFacts(OTHER, Set.of(ExpectedIn.MANAGEMENT)))).isEqualTo("m----");
  }

  @Test
  void theMarksOfADeclarationAgreeWithTheCountsByTheSameRules() {
    var object = RecordedHoldings.declaration(Recorded.of(State.ROLES_MISSING));
    var connection = RecordedHoldings.connection(Recorded.of(State.CONNECTION_READY));
    Page page = RecordedHoldings.page(new Holdings(
        List.of(object), List.of(connection), Map.of("default", inventory())));
    DeclarationRow row = page.services().getFirst();
    assertThat(page.connections().getFirst().accountIds()).hasSize(5);
    assertThat(row.rolesByAccount()).isEqualTo("pmuy-");
    assertThat(RecordedHoldings.page(new Holdings(List.of(object), List.of(connection), Map.of()))
        .services()
        .getFirst()
        .rolesByAccount()).as("not read since the start").isEmpty();
  }
}
