package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.testbed.MotoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.e2e.MotoOrganization.HOME;
import static dev.trustedaccess.e2e.MotoOrganization.MANAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** The operator's own calls, answered by moto, which was written by others: what comes back in the domain's words. */
class MotoIT {
  private static final String DIRECTORY_SERVICE = "ds.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final String SERVICE_LINKED = "/aws-service-role/fms.amazonaws.com/";

  @SuppressWarnings("NullAway.Init")
  private static MotoServer moto;

  @SuppressWarnings("NullAway.Init")
  private MotoOrganization organization;
  @SuppressWarnings("NullAway.Init")
  private OrganizationAccess access;

  @BeforeAll
  static void start() {
    moto = MotoServer.start();
  }

  @AfterAll
  static void stop() {
    moto.close();
  }

  @BeforeEach
  void found() {
    organization = MotoOrganization.create(moto);
    access = organization.gateway().access(organization.settings());
  }

  @AfterEach
  void dissolve() {
    organization.close();
  }

  @Test
  void accessIsEnabledSeenDisabledAndSeenAgain() {
    OrganizationSnapshot before = known(access.snapshot());
    assertThat(before.organization())
        .isEqualTo(new OrganizationState(organization.id(), MANAGEMENT, MANAGEMENT, true, Optional.of(MANAGEMENT)));
    assertThat(before.enabled()).isEmpty();

    assertThat(access.enable(DIRECTORY_SERVICE, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);

    OrganizationSnapshot on = known(access.snapshot());
    assertThat(on.enabled()).containsOnlyKeys(DIRECTORY_SERVICE);
    // What an intent is compared with: AWS's clock before the change is not later than the date of the change.
    assertThat(on.enabledAt(DIRECTORY_SERVICE).orElseThrow()).isBetween(before.awsTime(), Instant.now().plusSeconds(1));

    assertThat(access.enable(DIRECTORY_SERVICE, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(known(access.snapshot()).enabledAt(DIRECTORY_SERVICE)).isEqualTo(on.enabledAt(DIRECTORY_SERVICE));

    assertThat(access.disable(DIRECTORY_SERVICE, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(known(access.snapshot()).enabled()).isEmpty();
  }

  @Test
  void anUnknownPrincipalIsCertainlyNotEnabled() {
    assertThat(access.enable("cheese.amazonaws.com", ticket()))
        .asInstanceOf(type(ChangeOutcome.Failed.class))
        .satisfies(failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNRECOGNIZED_PRINCIPAL))
        .satisfies(failed -> assertThat(failed.failure().surelyNotDone()).isTrue());
    assertThat(known(access.snapshot()).enabled()).isEmpty();
  }

  @Test
  void accountsAreListedWithTheirStates() {
    String open = organization.member("open");
    String closed = organization.member("closed");
    try (var organizations = organization.organizations()) {
      organizations.closeAccount(request -> request.accountId(closed));
    }

    List<Account> accounts = known(access.accounts());

    assertThat(accounts).extracting(Account::id).containsExactlyInAnyOrder(MANAGEMENT, open, closed);
    assertThat(accounts).filteredOn(account -> !account.active()).extracting(Account::id).containsExactly(closed);
  }

  @Test
  void rolesAreReadInTheAccountWhoseRoleWasAssumed() {
    String member = organization.member("member");
    String other = organization.member("other");
    organization.role(member, SERVICE_LINKED, "AWSServiceRoleForFMS");
    organization.role(member, "/", "trusted-access-read");
    organization.role(MANAGEMENT, "/aws-service-role/sso.amazonaws.com/", "AWSServiceRoleForSSO");
    organization.role(MANAGEMENT, "/service-role/", "AWSArtifactAccountSync");

    assertThat(known(access.serviceLinkedRoles(member)))
        .isEqualTo(Set.of(new RoleId("fms.amazonaws.com", "AWSServiceRoleForFMS")));
    assertThat(known(access.serviceLinkedRoles(other))).isEmpty();
    assertThat(known(access.serviceLinkedRoles(MANAGEMENT)))
        .isEqualTo(Set.of(new RoleId("sso.amazonaws.com", "AWSServiceRoleForSSO")));
    assertThat(known(access.hasRole(MANAGEMENT, "AWSArtifactAccountSync"))).isTrue();
    assertThat(known(access.hasRole(member, "AWSArtifactAccountSync"))).isFalse();
  }

  @Test
  void moreRolesThanOnePageHoldsAreAllRead() {
    String member = organization.member("member");
    for (int i = 0; i < 120; i++) {
      organization.role(member, SERVICE_LINKED, "AWSServiceRoleFor" + i);
    }
    assertThat(known(access.serviceLinkedRoles(member))).hasSize(120);
  }

  @Test
  void delegatedAdministratorsAreSeenForTheirPrincipal() {
    String security = organization.member("security");
    access.enable(RULES, ticket());
    assertThat(known(access.delegatedAdministrators(RULES))).isEmpty();

    try (var organizations = organization.organizations()) {
      organizations.registerDelegatedAdministrator(request -> request.accountId(security).servicePrincipal(RULES));
    }

    assertThat(known(access.delegatedAdministrators(RULES))).containsExactly(new DelegatedAdministrator(security));
    assertThat(known(access.delegatedAdministrators("guardduty.amazonaws.com"))).isEmpty();
  }

  @Test
  void anAggregatorOfTheOrganizationInitializesConfigAndRemains() {
    var config = access.service("config.amazonaws.com").orElseThrow();
    assertThat(config.integration()).isEqualTo("config");

    organization.aggregator("all-accounts", "eu-west-1");

    assertThat(known(config.initialization())).extracting(InitializationState::stage).isEqualTo(Stage.DONE);
    assertThat(config.remaining(List.of()).found())
        .containsExactly(new Remaining("organization-aggregator", "all-accounts", MANAGEMENT, "eu-west-1"));

    organization.deleteAggregator("all-accounts", "eu-west-1");
    // moto refuses to name Config's delegated administrators, so that nothing was found proves nothing.
    assertThat(config.initialization().problem()).isPresent();
    assertThat(config.remaining(List.of()))
        .satisfies(read -> assertThat(read.found()).isEmpty())
        .satisfies(read -> assertThat(read.unread()).singleElement()
            .satisfies(failure -> assertThat(failure.detail()).contains("ListDelegatedAdministrators")));
  }

  @Test
  void whatMotoDoesNotServeIsUnknownAndNotAbsent() {
    var firewallManager = access.service("fms.amazonaws.com").orElseThrow();
    assertThat(firewallManager.initialization().problem()).isPresent();
    assertThat(firewallManager.remaining(List.of()).unread()).isNotEmpty();
    assertThat(access.service("sso.amazonaws.com").orElseThrow().remaining(List.of()).found())
        .extracting(Remaining::region)
        .containsExactlyInAnyOrder(HOME, "eu-west-1");
  }

  private static ChangeTicket ticket() {
    return new ChangeTicket("7f0c9a52-aaaa-bbbb-cccc-1234567890ab", Instant.now().plus(Duration.ofSeconds(10)));
  }

  private static <T> T known(Fact<T> fact) {
    return fact.toOptional().orElseThrow(() -> new AssertionError("not known: " + fact));
  }
}
