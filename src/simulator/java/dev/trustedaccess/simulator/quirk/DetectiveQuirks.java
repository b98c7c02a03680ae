package dev.trustedaccess.simulator.quirk;

import java.util.function.Function;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Amazon Detective, API version 2018-10-26. By its operation EnableOrganizationAdminAccount, the management account may be the
 * administrator, and is then no delegated administrator in Organizations; where Organizations has one, no other member may be
 * the administrator. The refusal is the model's only one that fits.
 */
final class DetectiveQuirks {
  private static final String ENABLE = "EnableOrganizationAdminAccount";
  private static final Function<Request, Fields> MEMBER = Quirks.guarded(
      "detective", ENABLE, DetectiveQuirks::requireTheRegisteredOne);

  private DetectiveQuirks() {}

  static AwsApi api() {
    return AwsApi.of("detective").changes(ENABLE, DetectiveQuirks::enable);
  }

  private static Fields enable(Request request) {
    if (!request.account().isManagement() || !request.text("AccountId").equals(request.account().id())) {
      return MEMBER.apply(request);
    }
    request.account().things(request.region()).put("detective/administrator", request.account().id());
    return Fields.none();
  }

  private static void requireTheRegisteredOne(Request request) {
    request.account()
        .organization()
        .map(organization -> organization.delegatedAdministrators("detective.amazonaws.com").keySet())
        .filter(registered -> !registered.isEmpty() && !registered.contains(request.text("AccountId")))
        .ifPresent(_ -> {
          throw Refusal.of("ValidationException", "Another account is the delegated administrator in Organizations.");
        });
  }
}
