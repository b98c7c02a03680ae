package dev.trustedaccess.simulator.quirk;

import java.util.List;
import java.util.function.Predicate;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Amazon GuardDuty, API version 2017-11-28. Its user guide's page "Changing the delegated GuardDuty administrator account" says
 * that all members must be disassociated and deleted, in each Region, before the administrator is removed there. It does not
 * say what the call answers otherwise; the only refusal in the API's model of DisableOrganizationAdminAccount is
 * BadRequestException, so that is answered here.
 */
final class GuardDutyQuirks {
  private static final List<String> MEMBERS = List.of("member", "guardduty/member");

  private GuardDutyQuirks() {}

  static AwsApi api() {
    return AwsApi.of("guardduty")
        .changes("DisableOrganizationAdminAccount",
            Quirks.guarded("guardduty", "DisableOrganizationAdminAccount", GuardDutyQuirks::requireNoMembers));
  }

  private static void requireNoMembers(Request request) {
    String administrator = request.text("adminAccountId");
    Predicate<String> any = kind -> request.account()
        .organization()
        .flatMap(organization -> organization.find(administrator))
        .filter(account -> !account.things(request.region()).names(kind).isEmpty())
        .isPresent();
    if (MEMBERS.stream().anyMatch(any)) {
      throw Refusal.of("BadRequestException", "The administrator account still has member accounts in this Region.");
    }
  }
}
