package dev.trustedaccess.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The service principals that Organizations recognizes. Kept apart from the product's own catalog on purpose: a double
 * that reads the facts of what it tests would agree with its mistakes.
 */
public final class KnownPrincipals {
  private static final String NONE = "-";

  private static final Map<String, Principal> ALL = Table.read("principals.csv")
      .stream()
      .map(row -> new Principal(row.get(0), row.get(1).equals("accepted"), !row.get(2).equals(NONE),
          Optional.of(row.get(3)).filter(type -> !type.equals(NONE))))
      .collect(Collectors.toUnmodifiableMap(Principal::name, Function.identity()));

  private KnownPrincipals() {}

  /**
   * One of them.
   *
   * @param accepted whether EnableAWSServiceAccess switches it on; if not, only its service can
   * @param delegable whether delegated administrators can be registered for it
   * @param policyType the policy type that must be off before it can go off
   */
  public record Principal(String name, boolean accepted, boolean delegable, Optional<String> policyType) {}

  public static Optional<Principal> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Their names, sorted. */
  public static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }
}
