package dev.trustedaccess.simulator.front;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One call in the log.
 *
 * @param ordinal 1 for the first call
 * @param at when it came in, by the simulator's clock
 * @param action such as {@code organizations:EnableAWSServiceAccess}
 * @param account the account that acts, empty when the key is not known
 * @param role the role that acts, null for a long-lived key
 * @param sessionName the role session's name, null for a long-lived key
 * @param region the Region that the request was signed for
 * @param parameters the request's members that hold one value, by their AWS names
 * @param changing whether the operation is one that changes something at AWS
 * @param done whether the operation was carried out, whatever the caller saw of it
 * @param outcome {@link #OK}, an error code, {@link #CONNECTION_RESET}, or {@link #PENDING} while it lasts
 */
public record Call(long ordinal, Instant at, String action, String account, @Nullable String role,
    @Nullable String sessionName, String userAgent, String region, Map<String, String> parameters, boolean changing,
    boolean done, String outcome, String requestId) {
  public static final String OK = "OK";
  public static final String CONNECTION_RESET = "ConnectionReset";
  public static final String PENDING = "Pending";

  /** The service principal that the call is about. */
  public Optional<String> principal() {
    return Optional.ofNullable(parameters.get("ServicePrincipal"));
  }

  public Call ended(boolean wasDone, String newOutcome) {
    return new Call(ordinal, at, action, account, role, sessionName, userAgent, region, parameters, changing, wasDone,
        newOutcome, requestId);
  }
}
