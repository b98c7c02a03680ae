package dev.trustedaccess.aws.sdk;

import java.util.Optional;

import dev.trustedaccess.domain.organization.Failure;

/**
 * The identity of a call, and what its session must satisfy. Every session belongs to an actor: a session in another
 * account than the intended one is rejected when it is created, whatever was planned.
 *
 * @param identity the identity
 * @param requiredAccount the required account of the session; empty only to find out which organization this is
 * @param reads the maximum permissions of a session for reads; a session for a change has its own policy
 */
public record Actor(Identity identity, Optional<RequiredAccount> requiredAccount, SessionPolicy reads) {
  /**
   * The account in which a session must be.
   *
   * @param accountId the account
   * @param failureKind the failure kind for a session in another account
   * @param identityName the field or role that names the identity, for the failure's text
   * @param accountDescription what the account is, for the failure's text: {@code management}
   */
  record RequiredAccount(String accountId, Failure.Kind failureKind, String identityName, String accountDescription) {}

  /** Returns the session if it is in the right account. Throws {@link AwsFailure} otherwise. */
  Session verified(Session session) {
    requiredAccount.filter(required -> !required.accountId().equals(session.accountId())).ifPresent(required -> {
      throw new AwsFailure(new Failure(
          required.failureKind(),
          required.identityName() + " acts in account " + session.accountId() + ", not in " + required.accountId()
              + " ("
              + required.accountDescription() + ")"));
    });
    return session;
  }
}
