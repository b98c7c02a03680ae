package dev.trustedaccess.ops;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

import dev.trustedaccess.domain.Timing;

/**
 * How the process is set up, read from its environment once.
 *
 * @param httpPort where health and metrics are served; {@code TRUSTED_ACCESS_HTTP_PORT}, 8080 by default, 0 picks one
 * @param settle how long AWS's lists may lag behind a change; {@code TRUSTED_ACCESS_SETTLE_TIME}, such as {@code PT2M}
 */
public record Settings(int httpPort, Duration settle) {
  private static final String PORT = "TRUSTED_ACCESS_HTTP_PORT";
  private static final String SETTLE = "TRUSTED_ACCESS_SETTLE_TIME";
  private static final String LEADER_ELECTION = "TRUSTED_ACCESS_LEADER_ELECTION";
  private static final int HIGHEST_PORT = 65_535;

  /** Reads {@code environment}; throws IllegalArgumentException that names the variable and what it takes. */
  public static Settings of(Map<String, String> environment) {
    refuseLeaderElection(environment);
    return new Settings(port(environment.getOrDefault(PORT, "8080")), settle(environment));
  }

  /** Two that do not know of each other would both change AWS. */
  private static void refuseLeaderElection(Map<String, String> environment) {
    String value = environment.getOrDefault(LEADER_ELECTION, "false");
    if (!value.equals("false")) {
      throw new IllegalArgumentException(
          LEADER_ELECTION + " is '" + value + "', but replicas cannot elect a leader yet; run one replica without it");
    }
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new IllegalArgumentException(PORT + " is '" + value + "'; it takes a port, 0 to " + HIGHEST_PORT);
  }

  private static Duration settle(Map<String, String> environment) {
    String value = environment.getOrDefault(SETTLE, Timing.STANDARD.settle().toString());
    try {
      Duration settle = Duration.parse(value);
      if (!settle.isNegative()) {
        return settle;
      }
    } catch (DateTimeParseException notADuration) {
      // said below
    }
    throw new IllegalArgumentException(SETTLE + " is '" + value + "'; it takes a duration such as PT2M");
  }

  /** The design's figures, with this settle time. */
  public Timing timing() {
    Timing standard = Timing.STANDARD;
    return new Timing(
        settle, standard.arrival(), standard.initialization(), standard.contest(), standard.youngAccount());
  }
}
