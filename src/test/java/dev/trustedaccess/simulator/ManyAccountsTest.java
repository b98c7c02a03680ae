package dev.trustedaccess.simulator;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The largest organization: each call costs what it costs in a small one. */
class ManyAccountsTest {
  @Test
  @Timeout(60)
  void fiveThousandAccountsAreListedAndAnyOfThemIsReadThroughItsRole() throws Exception {
    try (var aws = Simulator.start()) {
      var org = aws.organization("o-exampleorgid", "111111111111");
      var accounts = org.accounts(5_000);
      accounts.forEach(account -> account.role("TrustedAccessRead"));
      org.enableAccess("fms.amazonaws.com");
      var clients = SdkClients.of(aws, org.management());
      try (var organizations = clients.organizations()) {
        assertThat(organizations.listAccountsPaginator().stream().mapToLong(page -> page.accounts().size()).sum())
            .isEqualTo(5_001);
      }
      assertThat(aws.calls().count("organizations:ListAccounts")).isEqualTo(251);

      try (var threads = Executors.newFixedThreadPool(4)) {
        var scan = IntStream.range(0, 100)
            .mapToObj(i -> accounts.get(i * 50))
            .map(account -> threads.submit(() -> rolesOf(clients, account.id())))
            .toList();
        assertThat(scan).allSatisfy(roles -> assertThat(result(roles)).isEqualTo(2));
      }
    }
  }

  private static int rolesOf(SdkClients clients, String accountId) {
    try (var iam = clients.assuming(accountId, "TrustedAccessRead").iam()) {
      return iam.listRoles(r -> r.pathPrefix("/aws-service-role/")).roles().size();
    }
  }

  private static int result(Future<Integer> roles) throws InterruptedException, ExecutionException {
    return roles.get();
  }
}
