package dev.trustedaccess.simulator.quirk;

import java.util.List;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Amazon Macie, API version 2020-01-01. Where it is off in an account and Region, it denies its calls there with this message
 * (handlers of AWS::Macie::Session). That it denies these calls so is assumed: AWS documents no exception. Here it is on, unless a
 * test puts a {@value #OFF} there.
 */
final class MacieQuirks {
  private static final String OFF = "macie/off";
  private static final List<String> CHANGES = List.of(
      "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount");
  private static final String LIST = "ListOrganizationAdminAccounts";

  private MacieQuirks() {}

  static AwsApi api() {
    AwsApi macie = AwsApi.of("macie2").reads(LIST, Quirks.guarded("macie2", LIST, MacieQuirks::requireOn));
    CHANGES.forEach(change -> macie.changes(change, Quirks.guarded("macie2", change, MacieQuirks::requireOn)));
    return macie;
  }

  private static void requireOn(Request request) {
    if (!request.account().things(request.region()).names(OFF).isEmpty()) {
      throw Refusal.of("AccessDeniedException", "Macie is not enabled");
    }
  }
}
