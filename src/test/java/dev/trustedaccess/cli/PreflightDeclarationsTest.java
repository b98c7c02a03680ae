package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What preflight says of the declarations and of what their services need. */
class PreflightDeclarationsTest extends PreflightBench {
  /** The declarations of {@code examples/services}, through the examples' connection without these lines. */
  private static String services(Path directory, String... without) throws IOException {
    List<String> connection = Files.readAllLines(Path.of("examples/00-connection.yaml"))
        .stream()
        .filter(line -> !List.of(without).contains(line.strip()))
        .toList();
    Files.write(directory.resolve("connection.yaml"), connection);
    try (Stream<Path> files = Files.list(Path.of("examples/services"))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    return directory.toString();
  }

  @Test
  void whatTheServicesNeedIsSaidBeforeTheFirstChange(@TempDir Path directory) throws IOException {
    members("trusted-access-read");

    PreflightRun run = preflight("-f", services(directory));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.lines("note")).contains(
        "default: Planned for ram.amazonaws.com with spec.serviceRole: enable access by"
            + " ram:EnableSharingWithAwsOrganization.",
        "default: Planned for health.amazonaws.com with spec.serviceRole: enable access by"
            + " health:EnableHealthServiceAccessForOrganization, disable it by"
            + " health:DisableHealthServiceAccessForOrganization.",
        "default: Planned for guardduty.amazonaws.com with spec.serviceRole: appoint 444455556666 by"
            + " guardduty:EnableOrganizationAdminAccount in us-east-1, eu-west-1.",
        "default: Planned for account.amazonaws.com with spec.organizationsRole: register 444455556666 by"
            + " organizations:RegisterDelegatedAdministrator.");
    assertThat(run.lines("ok"))
        .contains("default: Works: ram:ListPrincipals in all of the 5 sampled accounts (members: 31).");
    assertThat(aws.calls().matching(call -> call.action().equals("ram:ListPrincipals"))).extracting(Call::account)
        .as("no more accounts than the sample and the management account")
        .containsOnly("111122223333", "200000000000", "200000000007", "200000000015", "200000000022", "444455556666");
    assertThat(aws.calls().changes().stream().filter(call -> !call.action().startsWith("sts:"))).isEmpty();
  }

  @Test
  void whatIsReadInEveryAccountIsTriedThere(@TempDir Path directory) throws IOException {
    organization.find(Bench.SECURITY).orElseThrow().deny("ram:ListPrincipals", "trusted-access-read");

    assertThat(fault(preflight("-f", services(directory)))).startsWith(
        "default: In 1 of the 1 sampled accounts (members: 1), 444455556666: AWS denies ram:ListPrincipals in account"
            + " 444455556666")
        .endsWith("Grant this action to spec.memberRoles.read.");
  }

  @Test
  void withoutARoleInMembersTheCleanupMustBeConfirmed(@TempDir Path directory) throws IOException {
    PreflightRun run = preflight(
        "-f", services(directory, "memberRoles:", "read: trusted-access-read", "service: trusted-access-service"));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.lines("warn")).filteredOn(line -> line.contains("ram.amazonaws.com"))
        .singleElement()
        .asString()
        .contains("is read in every account (ram:ListPrincipals)", "confirm the cleanup", "Set spec.memberRoles.read.");
  }

  @Test
  void withoutAServiceRoleThatManagesAPersonMakesTheServicesCalls(@TempDir Path directory) throws IOException {
    Path connection = Path.of(services(directory), "connection.yaml");
    Files.writeString(connection, Files.readString(connection).replace("    mode: Manage", "    mode: Observe"));

    PreflightRun run = preflight("-f", directory.toString());

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.lines("warn")).extracting(line -> line.replaceFirst(".*cannot (.*?):.* call: (.*)", "$1 by $2"))
        .contains(
            "enable access for ram.amazonaws.com by ram:EnableSharingWithAwsOrganization",
            "enable access for health.amazonaws.com by health:EnableHealthServiceAccessForOrganization",
            "disable access for health.amazonaws.com by health:DisableHealthServiceAccessForOrganization",
            "appoint administrators of guardduty.amazonaws.com by guardduty:EnableOrganizationAdminAccount")
        .allMatch(line -> line.contains("enable access for") || line.contains("disable access for")
            || line.startsWith("appoint administrators of"));
  }

  @Test
  void anAdministratorOutsideTheOrganizationIsSaidOnce(@TempDir Path directory) throws IOException {
    Path guardDuty = Path.of(services(directory), "guardduty.yaml");
    Files.writeString(guardDuty, Files.readString(guardDuty).replace("444455556666", "999900001111"));

    assertThat(fault(preflight("-f", directory.toString())))
        .contains("Account 999900001111 is not in the organization", "guardduty.amazonaws.com");
  }

  @Test
  void theAdministratorsAccountIsTriedToo() {
    organization.find(Bench.SECURITY).orElseThrow().withoutRole("trusted-access-service");

    assertThat(fault(examples())).contains(":iam::444455556666:role/trusted-access-service", "trust policy");
  }

  /** Offline: what a declaration says wrong is said without credentials too. */
  @Test
  void aDeclarationThatCanNeverWorkIsSaid(@TempDir Path directory) throws IOException {
    organization.management().withoutRole("trusted-access-organizations");
    services(directory);
    for (String principal : List.of("macie2.amazonaws.com", "guarduty.amazonaws.com")) {
      Files.writeString(directory.resolve(principal + ".yaml"), """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: %1$s}
          spec: {servicePrincipal: %1$s}
          """.formatted(principal));
    }
    PreflightRun run = preflight("-f", directory.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).anySatisfy(line -> assertThat(line).contains("macie2", "macie.amazonaws.com"))
        .anySatisfy(line -> assertThat(line)
            .contains("guarduty.amazonaws.com", "Did you mean guardduty.amazonaws.com?", "spec.acceptUnknownService"));
  }

  @Test
  void aDeclarationOfAConnectionThatNoFileHasIsSaid(@TempDir Path directory) throws IOException {
    Path ram = Path.of(services(directory), "ram.yaml");
    Files.writeString(ram, Files.readString(ram)
        .replaceFirst("name: ram.amazonaws.com", "$0.sandbox")
        .replaceFirst("spec:\n", "spec:\n  organizationRef: {name: sandbox}\n"));

    assertThat(fault(preflight("-f", directory.toString())))
        .startsWith("ram.amazonaws.com.sandbox: OrganizationConnection sandbox")
        .contains("spec.organizationRef.name");
    assertThat(preflight("-f", directory.toString(), "--connection", "default").exit()).isZero();
  }

  @Test
  void aFieldThatTheKindDoesNotHaveIsSaidBesideAllElse(@TempDir Path directory) throws IOException {
    Path ram = Path.of(services(directory), "ram.yaml");
    Files.writeString(ram, Files.readString(ram).replaceFirst("spec:\n", "spec:\n  delitionPolicy: Retain\n"));

    PreflightRun run = preflight("-f", directory.toString());

    assertThat(fault(run)).startsWith(ram + ": TrustedServiceAccess ram.amazonaws.com: spec.delitionPolicy is unknown")
        .contains(" deletionPolicy,");
    assertThat(run.lines("ok")).isNotEmpty();
  }

  @Test
  void connectionAndDeclarationsMayBeInSeveralPlaces() {
    PreflightRun run = preflight("-f", "examples/00-connection.yaml", "-f", "examples/services");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.lines("note")).anySatisfy(line -> assertThat(line).contains("guardduty.amazonaws.com"));
  }

  @Test
  void whatCannotBeDoneIsNotPlanned(@TempDir Path directory) throws IOException {
    Path guardDuty = Path.of(services(directory), "guardduty.yaml");
    Files.writeString(guardDuty, Files.readString(guardDuty)
        .replace("\"444455556666\"", "\"444455556666\", \"555566667777\""));
    organization.account("555566667777", "another").role("trusted-access-read").role("trusted-access-service");

    PreflightRun run = preflight("-f", directory.toString());

    assertThat(fault(run)).contains("guardduty.amazonaws.com takes no more administrators than 1");
    assertThat(run.lines("note")).noneMatch(line -> line.contains("guardduty:EnableOrganizationAdminAccount"));
  }
}
