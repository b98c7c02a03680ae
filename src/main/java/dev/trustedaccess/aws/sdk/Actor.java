package dev.trustedaccess.aws.sdk;

import java.util.Optional;

import dev.trustedaccess.domain.Failure;

/**
 * As whom a call is made, and what must hold of the session that makes it. There is no session but for an actor: one in
 * another account than the one meant is refused where it is made, whatever was planned.
 *
 * @param identity as whom
 * @param where the account that the session has to be in; empty only for finding out which organization this is
 * @param reads the most that a session for reads may do; one for a change has a policy of its own
 */
public record Actor(Identity identity, Optional<Where> where, SessionPolicy reads) {
  /**
   * An account that is ours to act in.
   *
   * @param accountId the account
   * @param otherwise what it means that a session is in another one
   * @param who the field that gives the identity, for the failure's text
   * @param meant the account in a word
   */
  record Where(String accountId, Failure.Kind otherwise, String who, String meant) {}

  /** The session, if it is in the right account. Throws {@link AwsFailure} otherwise. */
  Session held(Session session) {
    where.filter(wanted -> !wanted.accountId().equals(session.accountId())).ifPresent(wanted -> {
      throw new AwsFailure(new Failure(
          wanted.otherwise(),
          wanted.who() + " acts in account " + session.accountId() + ", not in " + wanted.accountId() + " ("
              + wanted.meant() + ")"));
    });
    return session;
  }
}
