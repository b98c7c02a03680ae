package dev.trustedaccess.domain.preflight;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Desired.RoleExpectation;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.plan.Given;
import dev.trustedaccess.domain.preflight.Preflight.Level;
import dev.trustedaccess.domain.preflight.Preflight.Line;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.catalog.AccessMethod.By.CONSOLE;
import static dev.trustedaccess.domain.catalog.AccessMethod.By.ORGANIZATIONS;
import static dev.trustedaccess.domain.catalog.AccessMethod.By.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

/** What the operator will do for a declared service, and what it will not be able to do, known before it does anything. */
class PreflightServicesTest {
  private static final String LIBRARY = "library.amazonaws.com";
  private static final String ANNA = "444455556666";
  private static final String BERT = "777788889999";
  private static final AccessMethod BY_ORGANIZATIONS = new AccessMethod(ORGANIZATIONS, "organizations:Whatever");
  private static final AccessMethod OPENS = new AccessMethod(SERVICE, "library:Open with Hours=ALL");
  private static final AccessMethod CLOSES = new AccessMethod(SERVICE, "library:Close");
  private static final AdministratorFacts APPOINTS = new AdministratorFacts(
      new AccessMethod(SERVICE, "library:Appoint"), Optional.of(1), Optional.empty());

  private Mode mode = Mode.MANAGE;
  private Optional<Mode> serviceRole = Optional.of(Mode.MANAGE);
  private Optional<String> memberRead = Optional.of("reader");
  private Optional<String> memberService = Optional.empty();
  private Optional<Set<String>> allowedPrincipals = Optional.empty();
  private Optional<Set<String>> allowedAdministrators = Optional.empty();
  private AccessMethod enable = BY_ORGANIZATIONS;
  private AccessMethod disable = BY_ORGANIZATIONS;
  private Optional<AdministratorFacts> appointment = Optional.empty();
  private List<String> administrators = List.of();
  private DeletionPolicy deletion = DeletionPolicy.RESTORE;
  private boolean hasIntegration = true;
  private List<String> alsoEnables = List.of();
  private boolean readsEveryAccount;
  private boolean isEnabled;
  private Optional<Set<String>> accounts = Optional.of(Set.of(Given.MANAGEMENT, ANNA, BERT));

  private List<Line> lines() {
    ConnectionSettings settings = new ConnectionSettings(
        "production", Given.ORGANIZATION, Optional.empty(), mode, Optional.empty(),
        serviceRole.map(its -> new ServiceRole(Optional.empty(), its)), memberRead, memberService, "us-east-1",
        List.of("us-east-1", "eu-west-1"), allowedPrincipals, allowedAdministrators, Given.INTERVAL, Given.INTERVAL,
        Given.HOLD, false);
    OrganizationSnapshot snapshot = new OrganizationSnapshot(
        Given.AWS_NOW, Given.AWS_NOW, Given.AWS_NOW,
        new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true),
        isEnabled ? Map.of(LIBRARY, Instant.EPOCH) : Map.of());
    Desired desired = new Desired(
        LIBRARY, "production", Mode.MANAGE, false, InitializationMode.AUTOMATIC, administrators,
        RoleExpectation.AS_NEEDED, deletion, Desired.Pause.NONE);
    PrincipalFacts facts = new PrincipalFacts(
        LIBRARY, List.of(), Optional.empty(), Set.of(), enable, disable, appointment, Optional.empty(), false, false,
        List.of());
    UnaryOperator<List<String>> known = calls -> hasIntegration ? calls : List.of();
    return PreflightServices.of(settings, Optional.of(snapshot), accounts, List.of(new DeclaredService(
        desired, facts,
        known.apply(enable.by() == SERVICE ? List.of("library:Open", "library:Knock") : List.of()),
        alsoEnables,
        known.apply(disable.by() == SERVICE ? List.of("library:Close") : List.of()),
        known.apply(
            appointment.filter(by -> !by.byOrganizations()).isPresent() ? List.of("library:Appoint") : List.of()),
        List.of("us-east-1", "eu-west-1"), readsEveryAccount ? List.of("library:ListLoans") : List.of())));
  }

  private List<String> texts(Level level) {
    return lines().stream().filter(line -> line.level() == level).map(Line::text).toList();
  }

  private void byOwnCalls() {
    enable = OPENS;
    disable = CLOSES;
  }

  @Test
  void ofAServiceThatOrganizationsEnablesThereIsNothingToSay() {
    assertThat(lines()).isEmpty();
  }

  @Test
  void theRoleThatSendsAServicesOwnCallsIsNamed() {
    byOwnCalls();

    assertThat(lines()).extracting(Line::level).containsOnly(Level.NOTE);
    assertThat(texts(Level.NOTE)).containsExactly(
        "Planned for library.amazonaws.com with spec.serviceRole: enable access by library:Open, disable it by"
            + " library:Close.",
        "No read can show whether the planned changes are granted. Compare each role's policy with:"
            + " trusted-access-operator policy");
  }

  @Test
  void aCallIsNotSentThatEnablesWhatTheConnectionDoesNotAllow() {
    byOwnCalls();
    alsoEnables = List.of("bindery.amazonaws.com");
    assertThat(texts(Level.FAIL)).isEmpty();
    allowedPrincipals = Optional.of(Set.of(LIBRARY));
    assertThat(texts(Level.FAIL)).containsExactly(
        "The call that enables access for library.amazonaws.com also enables it for bindery.amazonaws.com, which the"
            + " connection does not allow. Add it to spec.allowedServicePrincipals.");
    isEnabled = true;
    assertThat(texts(Level.FAIL)).isEmpty();
  }

  @Test
  void withoutAServiceRoleThatManagesAPersonMustMakeTheCall() {
    byOwnCalls();
    for (Optional<Mode> role : List.<Optional<Mode>>of(Optional.empty(), Optional.of(Mode.OBSERVE))) {
      serviceRole = role;
      assertThat(lines()).extracting(Line::level).containsExactly(Level.WARN, Level.WARN);
      assertThat(texts(Level.WARN)).first()
          .isEqualTo("The operator cannot enable access for library.amazonaws.com: this needs the service's own call,"
              + " and the connection has no service role in mode Manage to send it. Set spec.serviceRole with mode"
              + " Manage, or ask the service administrator to call: library:Open with Hours=ALL");
      assertThat(texts(Level.WARN)).last().asString().contains("disable access for").endsWith("call: library:Close");
    }
  }

  @Test
  void aCallThatNoIntegrationKnowsIsAPersonsToo() {
    byOwnCalls();
    hasIntegration = false;
    assertThat(texts(Level.WARN)).hasSize(2)
        .first()
        .asString()
        .contains("does not know how to send")
        .doesNotContain("Set spec.serviceRole")
        .endsWith("call: library:Open with Hours=ALL");
  }

  @Test
  void theConsoleIsAPersons() {
    enable = new AccessMethod(CONSOLE, "Library console, Settings, On");
    assertThat(texts(Level.WARN)).singleElement().asString().endsWith("open: Library console, Settings, On");
  }

  @Test
  void whatIsEnabledAlreadyNeedsNoCallToEnableItAndWhatIsRetainedNoneToDisableIt() {
    byOwnCalls();
    serviceRole = Optional.empty();
    isEnabled = true;
    assertThat(texts(Level.WARN)).singleElement().asString().contains("disable access for");
    deletion = DeletionPolicy.RETAIN;
    assertThat(lines()).isEmpty();
  }

  @Test
  void whereNothingMayBeChangedNothingIsSaid() {
    byOwnCalls();
    serviceRole = Optional.empty();
    mode = Mode.OBSERVE;
    assertThat(lines()).isEmpty();
    mode = Mode.MANAGE;
    allowedPrincipals = Optional.of(Set.of("other.amazonaws.com"));
    assertThat(lines()).isEmpty();
  }

  @Test
  void administratorsAreAppointedInTheirRegionsByTheServiceRole() {
    appointment = Optional.of(APPOINTS);
    administrators = List.of(ANNA);
    assertThat(texts(Level.NOTE)).first()
        .isEqualTo("Planned for library.amazonaws.com with spec.serviceRole: appoint 444455556666 by library:Appoint in"
            + " us-east-1, eu-west-1.");
    serviceRole = Optional.empty();
    assertThat(lines()).singleElement().satisfies(line -> {
      assertThat(line.level()).isEqualTo(Level.WARN);
      assertThat(line.text()).contains("cannot appoint administrators of library.amazonaws.com", "spec.serviceRole")
          .endsWith("library:Appoint");
    });
  }

  @Test
  void administratorsAreRegisteredByTheOrganizationsRole() {
    serviceRole = Optional.empty();
    appointment = Optional.of(AdministratorFacts.BY_ORGANIZATIONS);
    administrators = List.of(ANNA, BERT);
    assertThat(lines()).extracting(Line::level).containsOnly(Level.NOTE);
    assertThat(texts(Level.NOTE)).first()
        .isEqualTo("Planned for library.amazonaws.com with spec.organizationsRole: register 444455556666, 777788889999"
            + " by organizations:RegisterDelegatedAdministrator.");
  }

  @Test
  void administratorsThatCannotBeAppointedFail() {
    administrators = List.of(ANNA, BERT);
    assertThat(texts(Level.FAIL)).singleElement().asString().contains("has no delegated administrators");

    appointment = Optional.of(APPOINTS);
    assertThat(texts(Level.FAIL)).singleElement().asString().contains("no more administrators than 1", "lists 2");

    appointment = Optional.of(AdministratorFacts.BY_ORGANIZATIONS);
    allowedAdministrators = Optional.of(Set.of(ANNA));
    assertThat(texts(Level.FAIL)).singleElement()
        .asString()
        .contains("does not allow account " + BERT, "spec.allowedAdministratorAccounts");

    allowedAdministrators = Optional.empty();
    accounts = Optional.of(Set.of(BERT));
    assertThat(texts(Level.FAIL)).singleElement().asString().contains(ANNA + " is not in the organization");
    accounts = Optional.empty();
    assertThat(texts(Level.FAIL)).as("accounts that could not be read").isEmpty();
  }

  @Test
  void whatIsReadInEveryAccountNeedsARoleThere() {
    readsEveryAccount = true;
    assertThat(lines()).isEmpty();
    memberRead = Optional.empty();
    assertThat(texts(Level.WARN)).containsExactly(
        "What remains of library.amazonaws.com is read in every account (library:ListLoans), and the connection names no"
            + " role for that. Without it, the service administrator must confirm the cleanup before access is disabled."
            + " Set spec.memberRoles.read.");
    memberService = Optional.of("manager");
    assertThat(lines()).isEmpty();
  }
}
