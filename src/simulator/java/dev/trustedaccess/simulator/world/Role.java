package dev.trustedaccess.simulator.world;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A role in an account.
 *
 * @param path begins and ends with a slash; below {@code /aws-service-role/} it is a service-linked role
 * @param externalId what AssumeRole must bring, null for nothing
 */
public record Role(String accountId, String name, String path, Instant created, @Nullable String externalId) {
  public String arn() {
    return "arn:aws:iam::" + accountId + ":role" + path + name;
  }

  /** A stable id in IAM's form. */
  public String id() {
    return "AROAFAKE" + "%013d".formatted(Integer.toUnsignedLong((accountId + name).hashCode()));
  }

  public boolean serviceLinked() {
    return path.startsWith("/aws-service-role/");
  }
}
