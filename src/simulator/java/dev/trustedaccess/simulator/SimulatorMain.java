package dev.trustedaccess.simulator;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Starts the simulator alone, with a sample organization, until it is ended. The port is the first argument. */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (var aws = Simulator.startAt(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0)) {
      var organization = aws.organization("o-exampleorgid", "111111111111");
      organization.management().role("TrustedAccessOrganizations").role("TrustedAccessService");
      organization.account("222222222222", "security");
      organization.accounts(18);
      organization.accounts()
          .values()
          .stream()
          .filter(account -> !account.isManagement())
          .forEach(account -> account.role("TrustedAccessRead").role("TrustedAccessService"));
      organization.enabled(Instant.parse("2024-05-01T09:00:00Z"), "sso.amazonaws.com", "cloudtrail.amazonaws.com");
      System.out.printf("# AWS simulator: organization %s, %d accounts. The keys are made up.%n",
          organization.id(), organization.accounts().size());
      aws.environment(organization.management())
          .forEach((name, value) -> System.out.println("export " + name + "=" + value));
      System.out.println("# What was called: " + aws.endpoint() + "/_simulator/calls");
      new CountDownLatch(1).await();
    }
  }
}
