package dev.trustedaccess.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.trustedaccess.simulator.world.Organization;

/**
 * Starts the simulator alone, with the organization of the examples, until it or the process that started it is ended: for whoever tries the operator in a
 * cluster without AWS. The first argument is a file for the settings with which an AWS SDK speaks to it, as a shell reads
 * them; the second is the port, any free one if it is absent.
 */
public final class SimulatorMain {
  private static final int ACCOUNTS = 20;

  private SimulatorMain() {}

  public static void main(String[] arguments) throws IOException {
    // Asked for first: once the settings are there, the parent may end at any time, and another process takes its place.
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    Path file = Path.of(arguments[0]);
    try (Simulator aws = Simulator.startAt(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0)) {
      Organization organization = organization(aws);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, aws.environment(organization.management())
          .entrySet()
          .stream()
          .map(setting -> "export " + setting.getKey() + "=" + setting.getValue() + "\n")
          .collect(Collectors.joining()));
      System.out.printf(
          "A simulated AWS with the organization of examples/ (%s, %d accounts) is at %s until you press Ctrl-C.%n"
              + "In another terminal: . %s%n"
              + "What was called: %s/_simulator/calls%n",
          organization.id(), organization.accounts().size(), aws.endpoint(), file, aws.endpoint());
      // A signal to Maven reaches Maven alone. Without a parent, as in a container, only a signal ends this process.
      parent.map(ProcessHandle::onExit).orElseGet(CompletableFuture::new).join();
    }
  }

  private static Organization organization(Simulator aws) {
    Organization organization = ExampleOrganization.in(aws);
    organization.accounts(ACCOUNTS - organization.accounts().size())
        .forEach(account -> account.role("trusted-access-read").role("trusted-access-service"));
    organization.enabled(Instant.parse("2024-05-01T09:00:00Z"), "ram.amazonaws.com", "cloudtrail.amazonaws.com");
    return organization;
  }
}
