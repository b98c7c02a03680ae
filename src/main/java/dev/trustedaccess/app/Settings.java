package dev.trustedaccess.app;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Timing;

/**
 * The process's configuration, read from its environment once.
 *
 * @param httpPort port for health and metrics; {@code TRUSTED_ACCESS_HTTP_PORT}, 8080 by default, 0 picks a free port
 * @param pagePort port of the page on the loopback interface; {@code TRUSTED_ACCESS_PAGE_PORT}, 8081 by default, 0 for
 *     no page
 * @param settle how long AWS's lists may lag behind a change; {@code TRUSTED_ACCESS_SETTLE_TIME}, such as {@code PT2M}
 * @param leaseNamespace namespace of the leader election's Lease, {@code TRUSTED_ACCESS_NAMESPACE}; empty if this is
 * the only process, which is the case unless {@code TRUSTED_ACCESS_LEADER_ELECTION} is {@code true}
 */
public record Settings(int httpPort, int pagePort, Duration settle, Optional<String> leaseNamespace) {
  private static final String PORT = "TRUSTED_ACCESS_HTTP_PORT";
  private static final String PAGE_PORT = "TRUSTED_ACCESS_PAGE_PORT";
  private static final String SETTLE = "TRUSTED_ACCESS_SETTLE_TIME";
  private static final String LEADER_ELECTION = "TRUSTED_ACCESS_LEADER_ELECTION";
  private static final String NAMESPACE = "TRUSTED_ACCESS_NAMESPACE";
  private static final int HIGHEST_PORT = 65_535;

  /** Reads {@code environment}. Throws IllegalArgumentException that names the variable and its valid values. */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        port(PORT, environment.getOrDefault(PORT, "8080")),
        port(PAGE_PORT, environment.getOrDefault(PAGE_PORT, "8081")), settle(environment), leaseNamespace(environment));
  }

  private static Optional<String> leaseNamespace(Map<String, String> environment) {
    String election = environment.getOrDefault(LEADER_ELECTION, "false");
    if (election.equals("false")) {
      return Optional.empty();
    }
    if (!election.equals("true")) {
      throw new IllegalArgumentException(LEADER_ELECTION + " is '" + election + "': expected true or false");
    }
    String namespace = environment.getOrDefault(NAMESPACE, "");
    if (namespace.isBlank()) {
      throw new IllegalArgumentException(
          NAMESPACE + " is not set: " + LEADER_ELECTION + " requires it as the namespace of the Lease");
    }
    return Optional.of(namespace);
  }

  private static int port(String name, String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // reported below
    }
    throw new IllegalArgumentException(name + " is '" + value + "': expected a port from 0 to " + HIGHEST_PORT);
  }

  private static Duration settle(Map<String, String> environment) {
    String value = environment.getOrDefault(SETTLE, Timing.STANDARD.settle().toString());
    try {
      Duration settle = Duration.parse(value);
      if (!settle.isNegative()) {
        return settle;
      }
    } catch (DateTimeParseException notADuration) {
      // reported below
    }
    throw new IllegalArgumentException(SETTLE + " is '" + value + "': expected a duration such as PT2M");
  }

  /** The standard timing with this settle time. */
  public Timing timing() {
    return Timing.settling(settle);
  }
}
