package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Accounts;
import dev.trustedaccess.aws.sdk.Actor;
import dev.trustedaccess.aws.sdk.DelegatedAdministrators;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** One organization, as the parts of an integration ask it: with which identities, and in which Regions. */
public final class ServiceContext {
  /** What services read of the organization in their caller's name. */
  private static final List<String> FORWARDED = List.of("organizations:Describe*", "organizations:List*");

  private final ConnectionSettings settings;
  private final RequestSender wire;
  private final Sessions sessions;
  private final Identities identities;
  private final SessionPolicy reads;
  private final ServiceClient<OrganizationsClient> organizations;
  private final AtomicReference<@Nullable List<Account>> accounts = new AtomicReference<>();

  public ServiceContext(
      ConnectionSettings settings,
      RequestSender wire,
      Sessions sessions,
      Identities identities,
      ServiceClient<OrganizationsClient> organizations,
      List<String> reads) {
    this.settings = settings;
    this.wire = wire;
    this.sessions = sessions;
    this.identities = identities;
    this.reads = SessionPolicy.ofReads(Stream.concat(reads.stream(), FORWARDED.stream()).toList());
    this.organizations = organizations;
  }

  /** A service's client in an account, with the service role there. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> ServiceClient<C> client(
      AskedAccount account, String region, Class<C> type, Supplier<B> builder) {
    return ServiceClient.of(wire, sessions, () -> actor(account), region, type, builder);
  }

  private Actor actor(AskedAccount account) {
    return account.id()
        .map(id -> account.administers() ? identities.administrator(id, reads) : identities.reader(id, reads))
        .orElseGet(() -> identities.service(reads));
  }

  /** Whether the management account has this role. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure}. */
  boolean hasRole(String name) {
    return client(AskedAccount.MANAGEMENT, RequestSender.GLOBAL, IamClient.class, IamClient::builder)
        .find(
            "iam:GetRole", NoSuchEntityException.class,
            (iam, override) -> iam.getRole(request -> request.overrideConfiguration(override).roleName(name)))
        .isPresent();
  }

  /** Throws {@link dev.trustedaccess.aws.sdk.AwsFailure} unless an account is one of the organization's. */
  void requireAccount(String accountId) {
    identities.own().requireAccount(accountId);
  }

  /** The organization's management account. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure}. */
  String managementAccountId() {
    return identities.own().managementAccountId();
  }

  /**
   * All accounts of the organization, closed ones included; listed once for this context. Throws
   * {@link dev.trustedaccess.aws.sdk.AwsFailure}.
   */
  List<Account> accounts() {
    synchronized (accounts) {
      List<Account> listed = accounts.get();
      if (listed == null) {
        listed = Accounts.surely(managementAccountId(), organizations);
        accounts.set(listed);
      }
      return listed;
    }
  }

  /** The ids of all accounts of the organization. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure}. */
  Set<String> accountIds() {
    return accounts().stream().map(Account::id).collect(Collectors.toSet());
  }

  /** Whether the connection names a role with which member accounts can be read. */
  boolean readsMembers() {
    return settings.memberReadRole().isPresent() || settings.memberServiceRole().isPresent();
  }

  /** The connection's home Region. */
  String homeRegion() {
    return settings.homeRegion();
  }

  /** Every Region in which regional things are listed. */
  List<String> regions() {
    return settings.managedRegions();
  }

  /**
   * The Region of a service that has one for a whole partition.
   *
   * @param inAws its name in the partition {@code aws}; elsewhere it is the home Region
   */
  String oneRegion(String inAws) {
    return Identities.partition(settings.homeRegion()).equals("aws") ? inAws : settings.homeRegion();
  }

  /** The accounts that are delegated administrators for a principal. */
  List<String> delegatedAdministrators(String principal) {
    return DelegatedAdministrators.of(principal, organizations);
  }
}
