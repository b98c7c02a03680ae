package dev.trustedaccess.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One role of a connection.
 *
 * @param duty what it is for
 * @param name the role's name; empty where the pod's own identity holds the duty
 * @param trust who may assume it; empty for the pod's own identity, which comes to the pod in many ways
 * @param permissions what it may do; no statement at all where nothing is needed
 */
public record RolePolicy(Duty duty, Optional<String> name, Optional<Trust> trust, List<Statement> permissions) {
  /** The roles, as docs/identities.md names them. */
  public enum Duty {
    organizations(Account.management), service(Account.management),
    memberRead(Account.members), memberService(Account.members), pod(Account.cluster);

    private final Account account;

    Duty(Account account) {
      this.account = account;
    }

    /** Where it stands. */
    public Account account() {
      return account;
    }
  }

  /** The accounts that roles stand in, in the words of the verb {@code policy}. */
  public enum Account {
    cluster, management, members
  }

  /**
   * A trust policy.
   *
   * @param by ARN of who may assume the role
   * @param externalId what the assumer must bring
   */
  public record Trust(String by, Optional<String> externalId) {}

  /** Characters of all inline policies of a role, white space aside (IAM User Guide, "IAM and AWS STS quotas"). */
  private static final int LONGEST_INLINE = 10_240;
  /** The same, of one managed policy. */
  private static final int LONGEST_MANAGED = 6_144;

  public RolePolicy {
    permissions = Statements.merged(permissions);
  }

  /**
   * The permissions as the policies that IAM takes: one, which fits into the role itself; where it would be too long, several
   * managed ones to attach to the role. None where nothing is needed.
   */
  public List<Map<String, Object>> documents() {
    if (permissions.isEmpty() || Documents.length(Documents.policy(permissions)) <= LONGEST_INLINE) {
      return permissions.isEmpty() ? List.of() : List.of(Documents.policy(permissions));
    }
    return Statements.split(permissions, LONGEST_MANAGED).stream().map(Documents::policy).toList();
  }
}
