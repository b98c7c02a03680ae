package dev.trustedaccess.aws.sdk;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.organization.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.paginators.ListAccountsIterable;

/** The accounts of an organization, including its management account (ListAccounts). */
public final class Accounts {
  private static final String ACTION = "organizations:ListAccounts";

  private Accounts() {}

  /** All of them, from one list. Throws {@link AwsFailure}. */
  public static List<Account> of(String managementAccountId, ServiceClient<OrganizationsClient> organizations) {
    return checked(managementAccountId, organizations.list(ACTION, Accounts::pages, Accounts::items));
  }

  /** The same, where none may be missed: several pages are read twice. Throws {@link AwsFailure}. */
  public static List<Account> surely(String managementAccountId, ServiceClient<OrganizationsClient> organizations) {
    return checked(managementAccountId, organizations.listSurely(ACTION, Accounts::pages, Accounts::items))
        .stream()
        .distinct()
        .toList();
  }

  private static ListAccountsIterable pages(
      OrganizationsClient client, AwsRequestOverrideConfiguration override) {
    return client.listAccountsPaginator(request -> request.overrideConfiguration(override));
  }

  private static List<software.amazon.awssdk.services.organizations.model.Account> items(
      ListAccountsResponse page) {
    return Answer.has(page.hasAccounts() ? page.accounts() : null, ACTION, "Accounts");
  }

  private static List<Account> checked(
      String management, List<software.amazon.awssdk.services.organizations.model.Account> listed) {
    List<Account> accounts = listed.stream().map(Accounts::account).toList();
    // Every organization has one ("Terminology and concepts", User Guide): a list without it is incomplete.
    if (accounts.stream().noneMatch(account -> account.id().equals(management))) {
      throw Answer.lacks(ACTION, "the management account");
    }
    return accounts;
  }

  private static Account account(software.amazon.awssdk.services.organizations.model.Account account) {
    // State replaces the deprecated Status; an older test double has only the latter.
    String state = account.stateAsString() == null ? account.statusAsString() : account.stateAsString();
    return new Account(
        Answer.has(account.id(), ACTION, "Id"), Optional.ofNullable(account.joinedTimestamp()), state(state));
  }

  /**
   * An absent or unknown state does not count as closed. AWS restricts access to a suspended account, and may end that; it
   * deletes what a closed one has after 90 days (Organizations User Guide, "Monitor the state of your AWS accounts"; API
   * CloseAccount). The deprecated Status calls both suspended.
   */
  private static Account.State state(@Nullable String word) {
    return switch (AccountState.fromValue(word)) {
      case ACTIVE -> Account.State.ACTIVE;
      case SUSPENDED, PENDING_CLOSURE -> Account.State.SUSPENDED;
      case PENDING_ACTIVATION, CLOSED -> Account.State.INACTIVE;
      case UNKNOWN_TO_SDK_VERSION -> Account.State.UNKNOWN;
      case null -> Account.State.UNKNOWN;
    };
  }
}
