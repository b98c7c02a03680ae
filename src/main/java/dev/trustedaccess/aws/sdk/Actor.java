package dev.trustedaccess.aws.sdk;

import java.util.Optional;

import dev.trustedaccess.domain.organization.Failure;

/**
 * The identity of a call, and what its session must satisfy. Every session belongs to an actor: a session in another
 * account than the intended one is rejected when it is created, whatever was planned.
 *
 * @param identity the identity
 * @param where the required account of the session; empty only to find out which organization this is
 * @param reads the maximum permissions of a session for reads; a session for a change has its own policy
 */
public record Actor(Identity identity, Optional<Where> where, SessionPolicy reads) {
  /**
   * An account in which we may act.
   *
   * @param accountId the account
   * @param otherwise the failure kind for a session in another account
   * @param who the field that names the identity, for the failure's text
   * @param meant a word for the account
   */
  record Where(String accountId, Failure.Kind otherwise, String who, String meant) {}

  /** Returns the session if it is in the right account. Throws {@link AwsFailure} otherwise. */
  Session verified(Session session) {
    where.filter(wanted -> !wanted.accountId().equals(session.accountId())).ifPresent(wanted -> {
      throw new AwsFailure(new Failure(
          wanted.otherwise(),
          wanted.who() + " acts in account " + session.accountId() + ", not in " + wanted.accountId() + " ("
              + wanted.meant() + ")"));
    });
    return session;
  }
}
