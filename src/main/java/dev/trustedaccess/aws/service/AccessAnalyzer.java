package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;

/**
 * IAM Access Analyzer. Access alone lets the management account and the delegated administrator create analyzers of the
 * organization, each in its own account and in each Region, so nothing is to be initialized.
 */
final class AccessAnalyzer {
  private static final Service<AccessAnalyzerClient> ACCESS_ANALYZER = Service.of(
      AccessAnalyzerClient.class, AccessAnalyzerClient::builder);
  private static final String ANALYZERS = "access-analyzer:ListAnalyzers";

  /** All types of the organization begin so, among them such as are not known here (API type Type). */
  private static final Listing<AccessAnalyzerClient, AnalyzerSummary> OF_THE_ORGANIZATION = ACCESS_ANALYZER
      .list(
          ANALYZERS,
          (analyzers, override) -> analyzers.listAnalyzersPaginator(request -> request.overrideConfiguration(override)),
          ListAnalyzersResponse::analyzers)
      .counting(analyzer -> Answer.has(analyzer.typeAsString(), ANALYZERS, "type").startsWith("ORGANIZATION"))
      .identifiedBy("arn", AnalyzerSummary::arn)
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("iam-access-analyzer", "access-analyzer.amazonaws.com")
      .leaving("analyzer", OF_THE_ORGANIZATION);

  private AccessAnalyzer() {}
}
