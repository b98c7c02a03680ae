package dev.trustedaccess.faults;

import java.util.Arrays;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes until the first failure: exit code {@value #RED} with the failed test on the last line, or
 * {@value #GREEN}. A process of its own, since what is broken on purpose may hang or leave threads behind.
 */
final class FirstFailure {
  static final int GREEN = 0;
  static final int RED = 3;

  private FirstFailure() {}

  public static void main(String[] classes) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
        .build();
    LauncherFactory.create().execute(request, new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
          String why = result.getThrowable().map(Throwable::toString).orElse("").replaceAll("\\s+", " ");
          System.out.println(test.getLegacyReportingName() + ": " + why.substring(0, Math.min(300, why.length())));
          System.out.flush();
          Runtime.getRuntime().halt(RED);
        }
      }
    });
    Runtime.getRuntime().halt(GREEN);
  }
}
