package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Amazon Inspector, API version 2020-06-08. By Terraform's provider, an account that is the administrator already is a conflict,
 * and the administrator itself gets a ValidationException when it asks for administrators. That its members are denied to an
 * account that is no administrator in the Region is assumed.
 */
final class InspectorQuirks {
  private static final String ADMINISTRATOR = "inspector/administrator";

  private InspectorQuirks() {}

  static AwsApi api() {
    return AwsApi.of("inspector2")
        .changes("EnableDelegatedAdminAccount",
            Quirks.guarded("inspector2", "EnableDelegatedAdminAccount", InspectorQuirks::requireNone))
        .reads("ListDelegatedAdminAccounts",
            Quirks.guarded("inspector2", "ListDelegatedAdminAccounts", InspectorQuirks::requireAnother))
        .reads("ListMembers", Quirks.guarded("inspector2", "ListMembers", InspectorQuirks::requireAdministrator));
  }

  private static void requireNone(Request request) {
    if (administers(request, request.text("delegatedAdminAccountId"))) {
      throw Refusal.of("ConflictException", 409, "The account is already enabled as a delegated administrator.");
    }
  }

  private static void requireAnother(Request request) {
    if (administers(request, request.account().id())) {
      throw Refusal.of("ValidationException", "The delegated administrator cannot list administrators.");
    }
  }

  private static void requireAdministrator(Request request) {
    if (!administers(request, request.account().id())) {
      throw Refusal.of("AccessDeniedException", "Invoking account is no administrator here.");
    }
  }

  private static boolean administers(Request request, String account) {
    return request.account()
        .organization()
        .filter(organization -> organization.management()
            .things(request.region())
            .names(ADMINISTRATOR)
            .contains(account))
        .isPresent();
  }
}
