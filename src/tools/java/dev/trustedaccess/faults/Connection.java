package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Mode;

/** A connection to one organization, as people have it at the moment. */
final class Connection {
  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final Duration HOLD = Duration.ofMinutes(15);
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");

  final String name;
  final Truth organization;
  boolean present = true;
  Mode mode = Mode.MANAGE;
  boolean serviceRole = true;
  Optional<Set<String>> allowed = Optional.empty();
  List<String> managed = REGIONS;

  Connection(String name, Truth organization) {
    this.name = name;
    this.organization = organization;
  }

  boolean allows(String principal) {
    return allowed.map(some -> some.contains(principal)).orElse(true);
  }

  ConnectionView view() {
    if (!present) {
      return new ConnectionView.Missing();
    }
    return new ConnectionView.Usable(
        new ConnectionSettings(
            name, organization.id, Optional.empty(), mode, Optional.empty(),
            serviceRole
                ? Optional.of(new ConnectionSettings.ServiceRole(Optional.empty(), Mode.MANAGE))
                : Optional.empty(),
            Optional.empty(), Optional.of("service"), "us-east-1", managed, allowed, Optional.empty(), INTERVAL,
            Duration.ofHours(24),
            HOLD, false),
        false);
  }

  /** Whatever people did to it is undone. */
  void repair() {
    present = true;
    mode = Mode.MANAGE;
    serviceRole = true;
    allowed = Optional.empty();
    managed = REGIONS;
  }

  @Override
  public String toString() {
    return name + (present ? "" : " (absent)") + " " + mode + " service role " + serviceRole + " allowed " + allowed
        + " in "
        + managed;
  }
}
