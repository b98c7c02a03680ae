package dev.trustedaccess.simulator.api;

import dev.trustedaccess.simulator.world.Agreements.Agreement;
import dev.trustedaccess.simulator.world.Organization;

/** AWS Artifact, API version 2018-05-10, as far as agreements are read. */
public final class ArtifactApi {
  private static final int PAGE = 100;

  private ArtifactApi() {}

  public static AwsApi api() {
    return AwsApi.of("artifact").reads("ListCustomerAgreements", ArtifactApi::listCustomerAgreements);
  }

  private static Fields listCustomerAgreements(Request request) {
    var page = Paging.of(request.account().agreements().all(), request.find("nextToken"),
        request.number("maxResults", PAGE), request.world().pages(),
        Refusal.of("ValidationException", "The nextToken is not valid."),
        (name, agreement) -> describe(request, agreement));
    return Fields.of("customerAgreements", page.items()).with("nextToken", page.next());
  }

  private static Fields describe(Request request, Agreement agreement) {
    var account = request.account();
    var id = "agreement-" + "%08x".formatted(agreement.name().hashCode());
    return Fields.of("name", agreement.name())
        .with("id", id)
        .with("arn", "arn:aws:artifact::" + account.id() + ":customer-agreement/" + id)
        .with("awsAccountId", account.id())
        .with("organizationArn",
            agreement.forOrganization() ? account.organization().map(Organization::arn).orElse(null) : null)
        .with("effectiveStart", agreement.since().toString())
        .with("state", agreement.active() ? "ACTIVE" : "CUSTOMER_TERMINATED")
        .with("type", "DEFAULT");
  }
}
