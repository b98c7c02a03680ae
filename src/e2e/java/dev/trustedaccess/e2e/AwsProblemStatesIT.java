package dev.trustedaccess.e2e;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.states.State;
import dev.trustedaccess.states.State.Group;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;

/** States of what AWS, or the way it is declared, holds up; and those of connections. */
class AwsProblemStatesIT extends StateScenes {
  private static final String INSTANCE = "arn:aws:sso:::instance/ssoins-1";

  @Test
  void heldUp() {
    var denied = "account.amazonaws.com";
    var refused = "backup.amazonaws.com";
    var throttled = "mgn.amazonaws.com";
    var concurrent = "guardduty.amazonaws.com";
    var unavailable = "macie.amazonaws.com";
    live.organization().account("777788889999", "other").role("trusted-access-read").role("trusted-access-service");
    live.organization().enabled(LONG_AGO, SIGN_ON, CONFIG, ARTIFACT);
    var signOn = live.organization().management().things("us-east-1");
    signOn.put("instance", INSTANCE, thing -> thing.with("Status", "CREATE_IN_PROGRESS"));
    var faults = live.aws().faults();
    faults.every(ENABLE).about(denied).fail("AccessDeniedException", 400);
    faults.every(ENABLE).about(refused).fail("ConstraintViolationException", 400);
    faults.every(ENABLE).about(throttled).fail("TooManyRequestsException", 400);
    faults.every(ENABLE).about(concurrent).fail("ConcurrentModificationException", 400);
    faults.every(ENABLE).about(unavailable).fail("ServiceException", 500);
    faults.every("config:DescribeConfigurationAggregators").fail("ServiceException", 500);
    faults.every("iam:GetRole").fail("InvalidAction", 400);
    live.startOperator().connect("0s");
    declare(FMS);
    declare(SIGN_ON);
    declare(CONFIG);
    declare(ARTIFACT);
    declare(denied, NOTHING_TO_SET_UP);
    declare(refused, NOTHING_TO_SET_UP);
    declare(throttled, NOTHING_TO_SET_UP);
    declare(concurrent, NOTHING_TO_SET_UP);
    declare(unavailable, NOTHING_TO_SET_UP);
    live.awaitReady(FMS, "False AdministratorAccountRequired");
    live.awaitReady(SIGN_ON, "False InitializationOverdue");
    live.awaitReady(CONFIG, "Unknown ObservationStale");
    live.awaitReady(ARTIFACT, "False EndpointUnsupported");
    live.awaitReady(denied, "False AccessDenied");
    live.awaitReady(refused, "False RequestRefused");
    live.awaitReady(throttled, "False Throttled");
    live.awaitReady(concurrent, "False ConcurrentModification");
    live.awaitReady(unavailable, "False ServiceUnavailable");
    recorder.see(Map.of(
        State.ADMINISTRATOR_ACCOUNT_REQUIRED, FMS,
        State.INITIALIZATION_OVERDUE, SIGN_ON,
        State.INITIALIZATION_UNREAD, CONFIG,
        State.ENDPOINT_UNSUPPORTED, ARTIFACT,
        State.ACCESS_DENIED, denied,
        State.REQUEST_REFUSED, refused,
        State.THROTTLED, throttled,
        State.CONCURRENT_MODIFICATION, concurrent,
        State.SERVICE_UNAVAILABLE, unavailable));

    signOn.put("instance", INSTANCE, thing -> thing.with("Status", "CREATE_FAILED"));
    live.patch(FMS, "{\"spec\":{\"delegatedAdministrators\":[\"" + SECURITY + "\"]}}");
    live.awaitReady(FMS, "True Ready");
    live.organization().firewallManager().disassociate(SECURITY, Instant.now());
    live.awaitReady(FMS, "False ChangedByOthers");
    live.awaitReady(SIGN_ON, "False InitializationFailed");
    recorder.see(Map.of(State.CHANGED_BY_OTHERS, FMS, State.INITIALIZATION_FAILED, SIGN_ON));
    live.organization().firewallManager().administrator("777788889999");
    live.awaitReady(FMS, "False AdministratorMismatch");
    recorder.see(State.ADMINISTRATOR_MISMATCH, FMS);
    recorder.sawAllOf(Group.AWS_PROBLEMS);
  }

  @Test
  void declaredWhatCannotBe() {
    var invalid = "backup.amazonaws.com";
    var inItsConsole = WithoutIntegration.Q_DEVELOPER;
    var management = live.organization().management();
    management.role("of-no-organization").role("denied").deny("organizations:DescribeOrganization", "denied");
    live.organization()
        .find(SECURITY)
        .orElseThrow()
        .roleWithExternalId("trusted-access-organizations", "trusted-access-operator");
    live.aws()
        .faults()
        .every(call -> Objects.equals(call.role(), "of-no-organization"))
        .fail("AWSOrganizationsNotInUseException", 400);
    live.connect("0s");
    patchConnection("{\"allowedServicePrincipals\":[\"" + String.join("\",\"", FMS, DIRECTORIES, ARTIFACT,
        "artifact.amazonaws.com", "brandnew.amazonaws.com", "events.amazonaws.com", inItsConsole) + "\"]}");
    recorder.see(State.CONNECTION_FRESH, "default");
    live.startOperator();
    declare(DIRECTORIES);
    declare(ARTIFACT);
    live.awaitReady(DIRECTORIES, "True Ready");
    recorder.see(State.CONNECTION_READY, "default");

    connect("second", "o-exampleorg1", "trusted-access-organizations");
    connect("elsewhere", "o-elsewhere12", "trusted-access-organizations");
    connect("misspelt", "o-misspelt123", "trusted-access-organisations");
    connect("lonely", "o-lonely12345", "of-no-organization");
    connect("denied", "o-denied12345", "denied");
    try (var _ = new LooseSchema(live)) {
      live.apply("""
          apiVersion: trustedaccess.dev/v1alpha1
          kind: OrganizationConnection
          metadata: {name: unreadable}
          spec: {organizationId: o-unreadable1, mode: Mange}
          """);
      declare(invalid, "mode: Mange");
    }
    declareFor("second", DIRECTORIES);
    declareFor("unreadable", DIRECTORIES);
    declareFor("nowhere", DIRECTORIES);
    declare("brandnew.amazonaws.com");
    declare("events.amazonaws.com");
    declare("ssm.amazonaws.com");
    declare("artifact.amazonaws.com");
    declare(inItsConsole, NOTHING_TO_SET_UP);
    recorder.see(Map.of(
        State.UNKNOWN_SERVICE, "brandnew.amazonaws.com",
        State.UNRECOGNIZED_PRINCIPAL, "events.amazonaws.com",
        State.PRINCIPAL_NOT_ALLOWED, "ssm.amazonaws.com",
        State.DUPLICATE_SERVICE, "artifact.amazonaws.com",
        State.SERVICE_API_REQUIRED, inItsConsole,
        State.INVALID_SPEC, invalid,
        State.CONNECTION_NOT_FOUND, DIRECTORIES + ".nowhere",
        State.CONNECTION_UNREADABLE, DIRECTORIES + ".unreadable",
        State.THROUGH_A_SECOND_CONNECTION, DIRECTORIES + ".second"));
    patchConnection("{\"allowedAdministratorAccounts\":[\"" + SECURITY + "\"]}");
    declare(FMS, "delegatedAdministrators: [\"999900001111\"]");
    live.awaitReady(FMS, "False AdministratorNotAllowed");
    recorder.see(State.ADMINISTRATOR_NOT_ALLOWED, FMS);
    patchConnection("{\"allowedAdministratorAccounts\":null}");
    live.awaitReady(FMS, "False AccountNotInOrganization");
    recorder.see(State.ACCOUNT_NOT_IN_ORGANIZATION, FMS);
    recorder.see(Map.of(
        State.CONNECTION_SECOND, "second",
        State.CONNECTION_INVALID, "unreadable",
        State.CONNECTION_WRONG_ORGANIZATION, "elsewhere",
        State.CONNECTION_CREDENTIALS_INVALID, "misspelt",
        State.CONNECTION_NOT_IN_ORGANIZATION, "lonely",
        State.CONNECTION_ACCESS_DENIED, "denied"));

    live.organization().consolidatedBillingOnly();
    live.awaitReady(DIRECTORIES, "False AllFeaturesRequired");
    recorder.see(State.CONNECTION_ALL_FEATURES_REQUIRED, "default");
    live.organization().allFeatures();
    actAs(SECURITY);
    live.awaitReady(DIRECTORIES, "False NotManagementAccount");
    recorder.see(State.CONNECTION_NOT_MANAGEMENT_ACCOUNT, "default");
    actAs(MANAGEMENT);
    // Declarations and their connection are judged in passes of their own.
    awaitConnected();
    live.awaitReady(DIRECTORIES, "True Ready");
    live.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    live.awaitReady(DIRECTORIES, "Unknown ObservationStale");
    recorder.see(State.CONNECTION_STALE, "default");
    live.aws().faults().clear();
    live.awaitReady(DIRECTORIES, "True Ready");
    live.cluster().resources(OrganizationConnection.class).withName("default").delete();
    declare(SIGN_ON);
    live.awaitReady(SIGN_ON, "False ConnectionDeleting");
    recorder.see(Map.of(State.CONNECTION_IN_USE, "default", State.CONNECTION_DELETING, SIGN_ON));
    recorder.sawAllOf(Group.INVALID_DECLARATIONS, Group.CONNECTIONS);
  }

  private void awaitConnected() {
    Live.await("the connection to be seen as it is now").until(() -> {
      var connection = live.cluster().resources(OrganizationConnection.class).withName("default").get();
      var status = connection.getStatus();
      return status != null && Objects.equals(status.observedGeneration(), connection.getMetadata().getGeneration())
          && Objects.requireNonNullElse(status.conditions(), List.<Condition>of())
              .stream()
              .anyMatch(each -> "Ready".equals(each.type()) && "True".equals(each.status()));
    });
  }

  private void actAs(String account) {
    patchConnection("{\"managementAccountId\":null,\"organizationsRole\":{\"arn\":\"arn:aws:iam::" + account
        + ":role/trusted-access-organizations\"}}");
  }

  private void connect(String name, String organization, String role) {
    live.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: %s}
        spec:
          organizationId: %s
          mode: Manage
          organizationsRole: {arn: "arn:aws:iam::%s:role/%s", externalId: trusted-access-operator}
          regions: {home: us-east-1, managed: [us-east-1]}
        """.formatted(name, organization, MANAGEMENT, role));
  }
}
