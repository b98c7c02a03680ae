package dev.trustedaccess.simulator;

import java.net.URI;
import java.util.function.Consumer;

import dev.trustedaccess.simulator.world.Account;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.artifact.ArtifactClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.directory.DirectoryClient;
import software.amazon.awssdk.services.fms.FmsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Real SDK clients that speak to the simulator, without retries, so that a test sees each answer. */
public final class SdkClients {
  private final URI endpoint;
  private final AwsCredentials credentials;

  private SdkClients(URI endpoint, AwsCredentials credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  /** Acting with the account's long-lived key. */
  public static SdkClients of(Simulator aws, Account account) {
    var keys = account.keys();
    return new SdkClients(aws.endpoint(), AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
  }

  /** Acting with a role of the account, assumed by these clients. */
  public SdkClients assuming(String accountId, String role, Consumer<AssumeRoleRequest.Builder> more) {
    return with(assume(accountId, role, more));
  }

  SdkClients assuming(String accountId, String role) {
    return assuming(accountId, role, request -> {});
  }

  Credentials assume(String accountId, String role, Consumer<AssumeRoleRequest.Builder> more) {
    try (var sts = sts()) {
      return sts.assumeRole(r -> more.accept(r.roleArn("arn:aws:iam::" + accountId + ":role/" + role)
          .roleSessionName("simulator-test"))).credentials();
    }
  }

  SdkClients with(Credentials session) {
    return new SdkClients(endpoint,
        AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  public OrganizationsClient organizations() {
    return build(OrganizationsClient.builder(), Region.US_EAST_1);
  }

  IamClient iam() {
    return build(IamClient.builder(), Region.AWS_GLOBAL);
  }

  StsClient sts() {
    return build(StsClient.builder(), Region.US_EAST_1);
  }

  public CloudTrailClient cloudTrail(String region) {
    return build(CloudTrailClient.builder(), Region.of(region));
  }

  FmsClient fms(String region) {
    return build(FmsClient.builder(), Region.of(region));
  }

  ConfigClient config(String region) {
    return build(ConfigClient.builder(), Region.of(region));
  }

  DirectoryClient directory(String region) {
    return build(DirectoryClient.builder(), Region.of(region));
  }

  SsoAdminClient ssoAdmin(String region) {
    return build(SsoAdminClient.builder(), Region.of(region));
  }

  ArtifactClient artifact() {
    return build(ArtifactClient.builder(), Region.US_EAST_1);
  }

  private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(B builder, Region region) {
    return builder.endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
