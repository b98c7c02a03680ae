package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Who acts, by access key id. Signatures are not verified: the key id alone decides, and for a session its token. The
 * keys say by their looks that they are no secrets.
 */
public final class Credentials {
  /** Beyond so many sessions the expired ones are thrown away. */
  private static final int MANY = 20_000;

  private final World world;
  private final Map<String, Identity> identities = new ConcurrentHashMap<>();
  private final AtomicLong sessions = new AtomicLong();

  Credentials(World world) {
    this.world = world;
  }

  /**
   * What a caller presents.
   *
   * @param sessionToken null for a long-lived key
   */
  public record Keys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {}

  /**
   * Whom a key stands for.
   *
   * @param role the role that acts, null for the account's own long-lived key
   * @param sessionName null for a long-lived key
   * @param policy what the session may do at most, null for no such limit
   * @param expiration null for never
   */
  public record Identity(Account account, Keys keys, @Nullable Role role, @Nullable String sessionName,
      @Nullable SessionPolicy policy, @Nullable Instant expiration) {
    /** The ARN that GetCallerIdentity and AWS's denials show. */
    public String arn() {
      return role == null
          ? "arn:aws:iam::" + account.id() + ":user/operator"
          : "arn:aws:sts::" + account.id() + ":assumed-role/" + role.name() + "/" + sessionName;
    }
  }

  /** The account's long-lived key: the same one for an account at every start. */
  public static Keys keysOf(Account account) {
    return new Keys("AKIAFAKE" + account.id(), "no-secret-the-simulator-does-not-check-signatures", null);
  }

  public Optional<Identity> identity(String accessKeyId) {
    return Optional.ofNullable(identities.get(accessKeyId));
  }

  /** A fresh session of the role. */
  public Identity assume(Account account, Role role, String sessionName, @Nullable SessionPolicy policy,
      Duration length) {
    if (identities.size() > MANY) {
      var now = world.now();
      identities.values().removeIf(i -> i.expiration() != null && i.expiration().isBefore(now));
    }
    var number = "%012d".formatted(sessions.incrementAndGet());
    var keys = new Keys("ASIAFAKE" + number, "no-secret-of-session-" + number, "token-of-session-" + number);
    var identity = new Identity(account, keys, role, sessionName, policy, world.now().plus(length));
    identities.put(keys.accessKeyId(), identity);
    return identity;
  }

  /** Ends every session at once, as revoking a role's sessions does. */
  public void revokeSessions() {
    identities.values().removeIf(i -> i.role() != null);
  }

  void rootKeyOf(Account account) {
    var keys = keysOf(account);
    identities.put(keys.accessKeyId(), new Identity(account, keys, null, null, null, null));
  }

  void clear() {
    identities.clear();
  }
}
