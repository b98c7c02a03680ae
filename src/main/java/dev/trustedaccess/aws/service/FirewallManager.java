package dev.trustedaccess.aws.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.PlaceRead;
import dev.trustedaccess.domain.Remaining;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.port.ChangeTicket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fms.FmsClient;
import software.amazon.awssdk.services.fms.model.AccountRoleStatus;
import software.amazon.awssdk.services.fms.model.GetAdminAccountResponse;
import software.amazon.awssdk.services.fms.model.InvalidOperationException;
import software.amazon.awssdk.services.fms.model.OrganizationStatus;
import software.amazon.awssdk.services.fms.model.ResourceNotFoundException;

/**
 * Firewall Manager. It is set up by naming its default administrator from the management account, in us-east-1; the
 * administrator steps down from its own account, and its policies are deleted with it. Policies live in the Region that
 * they protect (those for global resources in us-east-1) and are seen by the administrator that made them.
 */
final class FirewallManager implements Integration.Initializing {
  private static final String PRINCIPAL = "fms.amazonaws.com";
  private static final String POLICY = "policy";
  private static final String ASSOCIATE = "fms:AssociateAdminAccount";
  private static final String GET = "fms:GetAdminAccount";
  private static final String LIST = "fms:ListAdminAccountsForOrganization";
  private static final String POLICIES = "fms:ListPolicies";
  private static final String DISASSOCIATE = "fms:DisassociateAdminAccount";

  /** What the managed policy AWSFMAdminFullAccess names, less what belongs to policies. */
  private static final SessionPolicy MAY_ASSOCIATE = SessionPolicy.ofServiceWithItsRole(
      List.of(ASSOCIATE, "organizations:DescribeOrganization", "organizations:DescribeAccount"),
      List.of(
          "organizations:EnableAWSServiceAccess",
          "organizations:ListDelegatedAdministrators",
          "organizations:RegisterDelegatedAdministrator"),
      PRINCIPAL);
  private static final SessionPolicy MAY_DISASSOCIATE = SessionPolicy.ofService(
      List.of(DISASSOCIATE, "organizations:DescribeOrganization"),
      List.of("organizations:ListDelegatedAdministrators", "organizations:DeregisterDelegatedAdministrator"),
      PRINCIPAL);

  @Override
  public String id() {
    return "firewall-manager";
  }

  @Override
  public List<String> principals() {
    return List.of(PRINCIPAL);
  }

  @Override
  public List<String> reads() {
    return List.of("fms:GetAdminAccount", "fms:ListAdminAccountsForOrganization", "fms:ListPolicies");
  }

  @Override
  public List<String> regions(Duty duty) {
    return duty.regionsWith(home(duty));
  }

  @Override
  public boolean looksIntoAdministrators() {
    return true;
  }

  @Override
  public InitializationState initialization(Duty duty) {
    Optional<GetAdminAccountResponse> administrator = defaultAdministrator(duty);
    return new InitializationState(
        administrator.map(found -> stage(found.roleStatus())).orElse(Stage.ABSENT),
        "an administrator account",
        administrator.map(FirewallManager::account));
  }

  private static Stage stage(@Nullable AccountRoleStatus status) {
    return switch (Answer.has(status, GET, "RoleStatus")) {
      case READY -> Stage.DONE;
      case DELETED -> Stage.ABSENT;
      case CREATING -> Stage.IN_PROGRESS;
      case PENDING_DELETION, DELETING -> Stage.LEAVING;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(GET, "a RoleStatus that is known here");
    };
  }

  private static String account(GetAdminAccountResponse administrator) {
    return Answer.has(administrator.adminAccount(), GET, "AdminAccount");
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> declared) {
    Inventory inventory = new Inventory();
    Set<String> administrators = new LinkedHashSet<>();
    administrators.addAll(inventory.consult(() -> defaultAdministrator(duty).stream()
        .map(FirewallManager::account)
        .toList()));
    boolean none = administrators.isEmpty() && inventory.complete();
    administrators.addAll(inventory.consult(() -> none ? listedWhereNoneIsDefault(duty) : listedAdministrators(duty)));
    administrators.forEach(
        account -> inventory.found(new Remaining(SetUp.ADMINISTRATOR, account, account, home(duty))));
    if (inventory.complete()) {
      inventory.known(PlaceRead.everywhere(SetUp.ADMINISTRATOR));
      // Policies are deleted together with their administrator.
      inventory.known(PlaceRead.everywhereBut(POLICY, administrators));
    } else {
      // Only then: an account that is known to be no administrator refuses to be asked.
      declared.ifPresent(administrators::add);
    }
    for (String account : administrators) {
      for (String region : regions(duty)) {
        inventory.read(
            POLICY, duty.in(account, region, FmsClient.class, FmsClient::builder), FirewallManager::policies);
      }
    }
    return inventory;
  }

  @Override
  public ChangeOutcome initialize(Duty duty, SetUp setUp, ChangeTicket ticket) {
    return management(duty).change(
        ASSOCIATE,
        MAY_ASSOCIATE,
        ticket,
        (fms, as) -> fms.associateAdminAccount(
            request -> request.overrideConfiguration(as).adminAccount(setUp.id())));
  }

  @Override
  public ChangeOutcome takeDown(Duty duty, SetUp setUp, ChangeTicket ticket) {
    return duty.in(setUp.id(), home(duty), FmsClient.class, FmsClient::builder)
        .change(
            DISASSOCIATE,
            MAY_DISASSOCIATE,
            ticket,
            (fms, as) -> fms.disassociateAdminAccount(request -> request.overrideConfiguration(as)));
  }

  @Override
  public SetUp.Stage standing(Duty duty, SetUp setUp) {
    return defaultAdministrator(duty)
        .filter(found -> account(found).equals(setUp.id()))
        .map(found -> stage(found.roleStatus()) == Stage.LEAVING ? SetUp.Stage.LEAVING : SetUp.Stage.STANDS)
        .orElse(SetUp.Stage.GONE);
  }

  /** The default administrator; one that AWS calls DELETED is none, and one of which it says nothing may be there. */
  private static Optional<GetAdminAccountResponse> defaultAdministrator(Duty duty) {
    return management(duty)
        .find(
            GET,
            ResourceNotFoundException.class,
            (fms, as) -> fms.getAdminAccount(request -> request.overrideConfiguration(as)))
        .filter(found -> found.roleStatus() != AccountRoleStatus.DELETED);
  }

  /**
   * There is no default administrator, so that an organization that was never set up is not found, or its operation "wasn't
   * possible" (API shapes ResourceNotFoundException, InvalidOperationException): it has none of the other kind either, since
   * only a default administrator's presence allows PutAdminAccount.
   */
  private static List<String> listedWhereNoneIsDefault(Duty duty) {
    return AwsFailure.absentWhen(
        ResourceNotFoundException.class,
        () -> AwsFailure.absentWhen(InvalidOperationException.class, () -> listedAdministrators(duty))
            .orElse(List.of()))
        .orElse(List.of());
  }

  /** All administrators. */
  private static List<String> listedAdministrators(Duty duty) {
    return management(duty).listSurely(
        LIST,
        (fms, as, token) -> fms.listAdminAccountsForOrganization(
            request -> request.overrideConfiguration(as).nextToken(token)),
        page -> page.adminAccounts(),
        page -> page.nextToken())
        .stream()
        .filter(summary -> summary.status() != OrganizationStatus.OFFBOARDING_COMPLETE)
        .map(summary -> Answer.has(summary.adminAccount(), LIST, "AdminAccount"))
        .toList();
  }

  private static List<Remaining> policies(Caller<FmsClient> administrator) {
    return administrator
        .listSurely(
            POLICIES,
            (fms, as, token) -> fms.listPolicies(request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.policyList(),
            page -> page.nextToken())
        .stream()
        .map(policy -> new Remaining(
            POLICY,
            Answer.has(policy.policyName(), POLICIES, "PolicyName"),
            administrator.accountId(),
            administrator.region()))
        .toList();
  }

  private static Caller<FmsClient> management(Duty duty) {
    return duty.in(home(duty), FmsClient.class, FmsClient::builder);
  }

  private static String home(Duty duty) {
    return duty.oneRegion("us-east-1");
  }
}
