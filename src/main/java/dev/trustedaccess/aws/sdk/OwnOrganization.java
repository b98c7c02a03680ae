package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trustedaccess.domain.organization.Failure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.DescribeAccountResponse;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.Organization;

/**
 * The connection's organization, as AWS describes it to the organizations identity. It decides in which accounts we may
 * act. AWS never changes an organization's management account (Organizations User Guide, "Terminology and concepts"),
 * so the newest snapshot's value stays valid; each snapshot updates it.
 */
public final class OwnOrganization {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String DESCRIBE_ACCOUNT = "organizations:DescribeAccount";
  /**
   * An account that leaves is noticed within this time; a service with many Regions asks for the same account many
   * times.
   */
  private static final Duration MEMBERSHIP_HOLDS = Duration.ofMinutes(1);

  private static final Set<String> CLOSED = Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED");

  private final String declaredId;
  private final ServiceClient<OrganizationsClient> organizations;
  private final Cache<String, String> accounts = Caffeine.newBuilder()
      .maximumSize(1_000)
      .expireAfterWrite(MEMBERSHIP_HOLDS)
      .build();
  private volatile @Nullable Organization described;

  OwnOrganization(String declaredId, ServiceClient<OrganizationsClient> organizations) {
    this.declaredId = declaredId;
    this.organizations = organizations;
  }

  /** DescribeOrganization, for whichever organization the identity reaches. Throws {@link AwsFailure}. */
  public DescribeOrganizationResponse describe() {
    DescribeOrganizationResponse answer = organizations.read(
        DESCRIBE,
        (client, override) -> client.describeOrganization(request -> request.overrideConfiguration(override)));
    Organization organization = Answer.has(answer.organization(), DESCRIBE, "Organization");
    Answer.has(organization.id(), DESCRIBE, "Id");
    Answer.has(organization.masterAccountId(), DESCRIBE, "MasterAccountId");
    described = organization;
    return answer;
  }

  /**
   * The management account. Throws {@link AwsFailure} if the identity reaches another organization than the declared
   * one.
   */
  public String managementAccountId() {
    Organization seen = described;
    if (seen == null) {
      seen = describe().organization();
    }
    if (!declaredId.equals(seen.id())) {
      throw new AwsFailure(new Failure(
          Failure.Kind.WRONG_ORGANIZATION,
          "the organizations identity reaches organization " + seen.id()
              + ", but the connection declares " + declaredId));
    }
    return seen.masterAccountId();
  }

  /**
   * Throws {@link AwsFailure} unless the account belongs to the organization. DescribeAccount returns
   * AccountNotFoundException for an account of another organization (Organizations API Reference, DescribeAccount).
   */
  public void requireAccount(String accountId) {
    if (!managementAccountId().equals(accountId)) {
      state(accountId);
    }
  }

  /** The state of an account that is closed or suspended (API shape AccountState): nobody can act in it. */
  Optional<String> closed(String accountId) {
    return Optional.of(state(accountId)).filter(CLOSED::contains);
  }

  private String state(String accountId) {
    return accounts.get(accountId, this::described);
  }

  private String described(String accountId) {
    Supplier<DescribeAccountResponse> described = () -> organizations.read(
        DESCRIBE_ACCOUNT,
        (client, override) -> client.describeAccount(
            request -> request.overrideConfiguration(override).accountId(accountId)));
    Account account = AwsFailure.absentWhen(AccountNotFoundException.class, described)
        .orElseThrow(() -> new AwsFailure(new Failure(
            Failure.Kind.FOREIGN_ACCOUNT, "account " + accountId + " is not in organization " + declaredId)))
        .account();
    // State replaces the deprecated Status; a successful description proves that it belongs to the organization.
    return account == null || (account.stateAsString() == null && account.statusAsString() == null)
        ? ""
        : Objects.requireNonNullElse(account.stateAsString(), account.statusAsString());
  }
}
