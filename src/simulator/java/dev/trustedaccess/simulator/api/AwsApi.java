package dev.trustedaccess.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One service's operations by name. */
public final class AwsApi {
  private final String service;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  private AwsApi(String service) {
    this.service = service;
  }

  /** @param service the prefix of the service's IAM actions, such as {@code organizations} */
  static AwsApi of(String service) {
    return new AwsApi(service);
  }

  /**
   * One operation.
   *
   * @param changes whether it changes something at AWS
   */
  public record Operation(String action, boolean changes, Function<Request, Fields> work) {}

  AwsApi reads(String operation, Function<Request, Fields> work) {
    return put(operation, false, work);
  }

  AwsApi changes(String operation, Function<Request, Fields> work) {
    return put(operation, true, work);
  }

  private AwsApi put(String operation, boolean changes, Function<Request, Fields> work) {
    operations.put(operation, new Operation(service + ":" + operation, changes, work));
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
