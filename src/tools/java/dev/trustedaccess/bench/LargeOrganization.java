package dev.trustedaccess.bench;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import static dev.trustedaccess.bench.Row.seconds;

/** The largest organization that the design names, seen by an operator in a JVM of its own. */
final class LargeOrganization {
  private static final int ACCOUNTS = 5_000;
  private static final int DECLARATIONS = 51;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private LargeOrganization() {}

  static List<Row> run() throws Exception {
    var folder = Files.createTempDirectory("trusted-access-large-");
    List<String> principals = Scene.principals(DECLARATIONS);
    try (var scene = new Scene(ACCOUNTS).connect().on(principals).declare(principals);
        var operator = OperatorJvm.start(scene, folder)) {
      Inside.await("the role inventory scan",
          () -> operator.metric("trusted_access_role_inventory_accounts").isPresent());
      double unread = operator.metric("trusted_access_unread_accounts").orElseThrow();
      double took = operator.metric("trusted_access_role_inventory_scan_duration_seconds_sum").orElseThrow();
      double resident = operator.mebibytes("VmRSS");
      double anonymous = operator.mebibytes("RssAnon");
      double highest = operator.mebibytes("VmHWM");
      operator.jcmd("GC.run");
      double live = USED.matcher(operator.jcmd("GC.heap_info"))
          .results()
          .mapToDouble(match -> Double.parseDouble(match.group(1)))
          .limit(2)
          .sum() / 1024;
      long page = operator.page();
      double withPage = operator.mebibytes("VmRSS");
      var calls = scene.aws().calls();
      return List.of(
          new Row("a role inventory scan of 5,000 accounts: calls an account", "1 AssumeRole, 1 ListRoles page",
              "%.3f AssumeRole, %.3f ListRoles, %.0f accounts unread".formatted(
                  (double) calls.count("sts:AssumeRole") / ACCOUNTS,
                  (double) calls.count("iam:ListRoles") / ACCOUNTS, unread)),
          new Row("... time", "-", seconds(took)),
          new Row("... live heap after it, 51 declarations", "no second copy of the roles", "%.0f MiB".formatted(live)),
          new Row("memory, 51 declarations, 5,000 accounts: resident (highest)", "at most 160 MiB; aim 128",
              "%.0f MiB (%.0f), %.0f without mapped files".formatted(resident, highest, anonymous)),
          new Row("... after the page was read", "at most 160 MiB",
              "%.0f MiB, a page of %d KiB".formatted(withPage, page / 1024)));
    }
  }
}
