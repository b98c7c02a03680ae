package dev.trustedaccess.policy;

import java.util.List;
import java.util.Optional;

/**
 * One role of a connection.
 *
 * @param duty what it is for
 * @param name the role's name; empty where the pod's own identity holds the duty
 * @param trust who may assume it; empty where the pod's own identity holds the duty
 * @param permissions what it may do; no statement at all where nothing is needed
 */
public record RolePolicy(Duty duty, Optional<String> name, Optional<Trust> trust, List<Statement> permissions) {
  /** The four roles, as README's table names them. */
  public enum Duty {
    organizations(false), service(false), memberRead(true), memberService(true);

    private final boolean inMembers;

    Duty(boolean inMembers) {
      this.inMembers = inMembers;
    }

    /** Whether it stands in member accounts; else in the management account. */
    public boolean inMembers() {
      return inMembers;
    }
  }

  /**
   * A trust policy.
   *
   * @param by ARN of who may assume the role
   * @param externalId what the assumer must bring
   */
  public record Trust(String by, Optional<String> externalId) {}

  public RolePolicy {
    permissions = List.copyOf(permissions);
  }
}
