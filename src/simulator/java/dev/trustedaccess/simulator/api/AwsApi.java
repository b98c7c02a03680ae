package dev.trustedaccess.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One service's operations by name. */
public final class AwsApi {
  /** Actions that IAM names otherwise than the operation is named, by AWS's Service Authorization Reference. */
  private static final Map<String, String> NAMED_OTHERWISE = Map.of(
      "detective:ListOrganizationAdminAccounts", "detective:ListOrganizationAdminAccount");

  private final String service;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  private AwsApi(String service) {
    this.service = service;
  }

  /**
   * A service without operations yet.
   *
   * @param service the prefix of the service's IAM actions, such as {@code organizations}
   */
  public static AwsApi of(String service) {
    return new AwsApi(service);
  }

  /**
   * One operation.
   *
   * @param changes whether it changes something at AWS
   */
  public record Operation(String action, boolean changes, Function<Request, Fields> work) {}

  /** The IAM action that allows an operation of a service. */
  public static String action(String service, String operation) {
    String name = service + ":" + operation;
    return NAMED_OTHERWISE.getOrDefault(name, name);
  }

  /** The operation that an IAM action allows, without its service. */
  public static String operation(String action) {
    return NAMED_OTHERWISE.entrySet()
        .stream()
        .filter(named -> named.getValue().equals(action))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(action)
        .replaceFirst(".*:", "");
  }

  public AwsApi reads(String operation, Function<Request, Fields> work) {
    return put(operation, false, work);
  }

  public AwsApi changes(String operation, Function<Request, Fields> work) {
    return put(operation, true, work);
  }

  private AwsApi put(String operation, boolean changes, Function<Request, Fields> work) {
    operations.put(operation, new Operation(action(service, operation), changes, work));
    return this;
  }

  /** The same with what another API has besides. */
  public AwsApi and(AwsApi other) {
    other.operations.forEach(operations::putIfAbsent);
    return this;
  }

  /** The IAM actions that change something. */
  public Stream<String> changing() {
    return operations.values().stream().filter(Operation::changes).map(Operation::action);
  }

  public String service() {
    return service;
  }

  public Optional<Operation> find(String operation) {
    return Optional.ofNullable(operations.get(operation));
  }
}
