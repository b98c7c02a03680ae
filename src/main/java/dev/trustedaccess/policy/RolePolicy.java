package dev.trustedaccess.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.ApiName;

/**
 * The policies of one role of a connection.
 *
 * @param purpose the role's purpose
 * @param name the role's name; empty if the pod's own identity is used
 * @param trust who may assume the role; empty for the pod's own identity, which a pod can get in several ways
 * @param permissions the allowed actions; empty if nothing is needed
 */
public record RolePolicy(Purpose purpose, Optional<String> name, Optional<Trust> trust, List<Statement> permissions) {
  /** The roles, as docs/identities.md names them. */
  public enum Purpose implements ApiName {
    ORGANIZATIONS("organizations", RoleAccount.MANAGEMENT), SERVICE("service", RoleAccount.MANAGEMENT),
    MEMBER_READ("memberRead", RoleAccount.MEMBERS), MEMBER_SERVICE("memberService", RoleAccount.MEMBERS),
    POD("pod", RoleAccount.CLUSTER);

    private final String apiName;
    private final RoleAccount account;

    Purpose(String apiName, RoleAccount account) {
      this.apiName = apiName;
      this.account = account;
    }

    /** The accounts in which the role exists. */
    public RoleAccount account() {
      return account;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /** The accounts that contain roles, as the command {@code policy} names them. */
  public enum RoleAccount implements ApiName {
    CLUSTER("cluster"), MANAGEMENT("management"), MEMBERS("members");

    private final String apiName;

    RoleAccount(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /**
   * A trust policy.
   *
   * @param by ARN of the identity that may assume the role
   * @param externalId external id that the caller must present
   */
  public record Trust(String by, Optional<String> externalId) {}

  /**
   * Maximum characters of all inline policies of a role, without white space (IAM User Guide, "IAM and AWS STS
   * quotas").
   */
  private static final int LONGEST_INLINE = 10_240;
  /** Maximum characters of one managed policy, without white space. */
  private static final int LONGEST_MANAGED = 6_144;

  public RolePolicy {
    permissions = Statements.merged(permissions);
  }

  /**
   * The permissions as IAM policies: one inline policy if it fits into the role, otherwise several managed policies to
   * attach to the role. Empty if nothing is needed.
   */
  public List<Map<String, Object>> documents() {
    if (permissions.isEmpty() || Documents.length(Documents.policy(permissions)) <= LONGEST_INLINE) {
      return permissions.isEmpty() ? List.of() : List.of(Documents.policy(permissions));
    }
    return Statements.split(permissions, LONGEST_MANAGED).stream().map(Documents::policy).toList();
  }
}
