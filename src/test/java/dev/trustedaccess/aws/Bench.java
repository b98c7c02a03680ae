package dev.trustedaccess.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The ports on the bench: a simulator with one organization, the gateway in front of it, and the connection that most
 * tests need, in which Organizations and services each have a role of their own.
 */
public final class Bench implements AutoCloseable {
  public static final String MANAGEMENT = "111111111111";
  public static final String SECURITY = "222222222222";
  public static final String CLUSTER = "0a1b2c3d-1111-2222-3333-444455556666";
  public static final String DECLARATION = "7f0c9a52-aaaa-bbbb-cccc-1234567890ab";

  private static final RoleRef ORGANIZATIONS_ROLE = role("TrustedAccessOrganizations");
  private static final RoleRef SERVICE_ROLE = role("TrustedAccessService");

  private volatile Duration passed = Duration.ZERO;
  public final Simulator aws = Simulator.start(() -> Instant.now().plus(passed));
  public final Organization org = aws.organization("o-exampleorgid", MANAGEMENT);
  public final Account security = org.account(SECURITY, "security")
      .role("TrustedAccessRead")
      .role("TrustedAccessAdministrator");
  public final SdkGateway gateway = gateway(aws.endpoint(), org.management(), InstantSource.system());

  public Bench() {
    org.management().roleWithExternalId("TrustedAccessOrganizations", "shared-secret").role("TrustedAccessService");
  }

  /** So much time is over, for AWS alone. */
  public void timePasses(Duration by) {
    passed = passed.plus(by);
  }

  public static SdkGateway gateway(URI endpoint, Account pod, InstantSource clock) {
    return new SdkGateway(new AwsEnvironment(
        Optional.of(endpoint),
        credentials(pod),
        CLUSTER,
        AwsEnvironment.userAgent(CLUSTER),
        clock));
  }

  private static AwsCredentialsProvider credentials(Account account) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(account.keys().accessKeyId(), account.keys().secretAccessKey()));
  }

  private static RoleRef role(String name) {
    return new RoleRef("arn:aws:iam::" + MANAGEMENT + ":role/" + name, Optional.of("shared-secret"));
  }

  /** A role each for Organizations and for services. */
  public OrganizationAccess access() {
    return gateway.access(everyRole());
  }

  /** The same, with a home Region that is not managed. */
  public OrganizationAccess accessFrom(String homeRegion) {
    ConnectionSettings settings = everyRole();
    return gateway.access(
        new ConnectionSettings(
            settings.name(), settings.organizationId(), settings.managementAccountId(), settings.mode(),
            settings.organizationsRole(), settings.serviceRole(), settings.memberReadRole(),
            settings.memberServiceRole(), homeRegion, settings.managedRegions(), settings.allowedPrincipals(),
            settings.allowedAdministrators(), settings.observeInterval(), settings.roleInventoryInterval(),
            settings.deletionHold(), false));
  }

  static ConnectionSettings everyRole() {
    return settings(
        Mode.MANAGE,
        Optional.of(ORGANIZATIONS_ROLE),
        Optional.of(new ServiceRole(Optional.of(SERVICE_ROLE), Mode.MANAGE)),
        Optional.of("TrustedAccessRead"),
        Optional.of("TrustedAccessAdministrator"));
  }

  /** Both with the pod's own identity; no role anywhere. */
  public OrganizationAccess accessAsPod() {
    return gateway.access(asPod(Mode.MANAGE));
  }

  public static ConnectionSettings asPod(Mode mode) {
    return settings(
        mode,
        Optional.empty(),
        Optional.of(new ServiceRole(Optional.empty(), mode)),
        Optional.empty(),
        Optional.empty());
  }

  /** A role of its own for Organizations, the pod's own identity for services. */
  static ConnectionSettings servicesAsPod() {
    return settings(
        Mode.MANAGE,
        Optional.of(ORGANIZATIONS_ROLE),
        Optional.of(new ServiceRole(Optional.empty(), Mode.MANAGE)),
        Optional.empty(),
        Optional.empty());
  }

  /** An organizations administrator only. */
  public OrganizationAccess accessWithoutServiceRole() {
    return gateway.access(
        settings(Mode.MANAGE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static ConnectionSettings settings(
      Mode mode,
      Optional<RoleRef> organizationsRole,
      Optional<ServiceRole> serviceRole,
      Optional<String> memberRead,
      Optional<String> memberService) {
    return new ConnectionSettings(
        "default",
        "o-exampleorgid",
        Optional.empty(),
        mode,
        organizationsRole,
        serviceRole,
        memberRead,
        memberService,
        "eu-central-1",
        List.of("eu-central-1", "eu-west-1"),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(5),
        Duration.ofHours(24),
        Duration.ofMinutes(15), false);
  }

  /** A change that may be sent within the next seconds. */
  public static ChangeTicket ticket() {
    return new ChangeTicket(DECLARATION, Instant.now().plusSeconds(5));
  }

  public static <T> T known(Fact<T> fact) {
    return fact.toOptional().orElseThrow(() -> new AssertionError("not known: " + fact));
  }

  public static Failure failure(Fact<?> fact) {
    return fact.problem().orElseThrow(() -> new AssertionError("no failure: " + fact));
  }

  public static Failure failure(ChangeOutcome outcome) {
    if (outcome instanceof ChangeOutcome.Failed(Failure failure)) {
      return failure;
    }
    throw new AssertionError("no failure: " + outcome);
  }

  @Override
  public void close() {
    gateway.close();
    aws.close();
  }
}
