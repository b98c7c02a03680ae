package dev.trustedaccess.aws.service;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;
import software.amazon.awssdk.services.s3control.endpoints.S3ControlEndpointProvider;
import software.amazon.awssdk.services.s3control.model.GetStorageLensConfigurationResponse;
import software.amazon.awssdk.services.s3control.model.ListStorageLensConfigurationEntry;
import software.amazon.awssdk.services.s3control.model.StorageLensConfiguration;

/**
 * Amazon S3 Storage Lens. Access alone lets the management account and the delegated administrators create dashboards of the
 * organization, each in its own account and in a home Region, so nothing is to be initialized. To the API a dashboard is a
 * configuration.
 */
final class StorageLens {
  private static final Service<S3ControlClient> S3 = Service.of(S3ControlClient.class, StorageLens::builder);
  private static final String LIST = "s3:ListStorageLensConfigurations";
  private static final String OF_EVERY_ACCOUNT = "default-account-dashboard";
  private static final Predicate<String> LOCALHOST_OR_IP = Pattern.compile("localhost|\\d+(\\.\\d+){3}|\\[.*]")
      .asMatchPredicate();
  private static final String GET = "s3:GetStorageLensConfiguration";

  /**
   * The list does not tell whether a configuration is for the organization. AWS does not say whether it shows those of other
   * home Regions. They count in their own if it is managed, and else wherever they are shown; if S3 does not tell more of them
   * there, that is a failed read. Every account has one of a fixed name that it cannot delete, which is for the account alone.
   */
  private static final Listing<S3ControlClient, StorageLensConfiguration> OF_THE_ORGANIZATION = S3
      .listOfAccount(
          LIST,
          (lens, override, account) -> lens.listStorageLensConfigurationsPaginator(
              request -> request.overrideConfiguration(override).accountId(account)),
          page -> Answer.emptyIfMissing(page.storageLensConfigurationList()))
      .counting(listed -> !Answer.has(listed.id(), LIST, "Id").equals(OF_EVERY_ACCOUNT))
      .inItsRegionIfAsked("StorageLensArn", ListStorageLensConfigurationEntry::storageLensArn)
      .withAccount()
      .each(
          GET,
          (lens, override, listed) -> List.of(
              lens.getStorageLensConfiguration(
                  request -> request.overrideConfiguration(override)
                      .accountId(listed.getValue())
                      .configId(listed.getKey().id()))),
          StorageLens::configuration)
      .counting(configuration -> configuration.awsOrg() != null)
      .identifiedBy("StorageLensConfiguration.Id", StorageLensConfiguration::id)
      .boundedTo("arn:{partition}:s3:*:*:storage-lens/*")
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("s3-storage-lens", "storage-lens.s3.amazonaws.com")
      .leaving("storage-lens-configuration", OF_THE_ORGANIZATION);

  private StorageLens() {}

  /**
   * S3 puts the account before the host, also before one that AWS_ENDPOINT_URL sets. Before localhost or an IP address that
   * makes no name that resolves, so such a host is used as it is. The request's header names the account, too.
   */
  private static S3ControlClientBuilder builder() {
    S3ControlEndpointProvider standard = S3ControlEndpointProvider.defaultProvider();
    return S3ControlClient.builder()
        .endpointProvider(asked -> standard.resolveEndpoint(
            Optional.ofNullable(asked.endpoint()).map(URI::create).map(URI::getHost).filter(LOCALHOST_OR_IP).isPresent()
                ? asked.toBuilder().requiresAccountId(false).build()
                : asked));
  }

  /** AwsOrg is absent from a configuration that is not the organization's, so what AWS requires must be there. */
  private static List<StorageLensConfiguration> configuration(GetStorageLensConfigurationResponse answer) {
    StorageLensConfiguration configuration = Answer.has(
        answer.storageLensConfiguration(), GET, "StorageLensConfiguration");
    Answer.has(configuration.id(), GET, "StorageLensConfiguration.Id");
    return List.of(configuration);
  }
}
