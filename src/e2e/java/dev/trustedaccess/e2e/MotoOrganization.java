package dev.trustedaccess.e2e;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.testbed.MotoServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An organization that moto keeps: what its people do there by clients of their own, and the operator's way to it, in which
 * every identity has a role.
 */
final class MotoOrganization implements AutoCloseable {
  static final String MANAGEMENT = MotoServer.ACCOUNT_ID;
  static final String HOME = "us-east-1";
  static final String READER = "trusted-access-read";
  static final String ADMINISTRATOR = "trusted-access-service";
  private static final AwsCredentials POD = AwsBasicCredentials.create("test", "test");
  private static final String TRUST = """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

  private final MotoServer moto;
  private final SdkGateway gateway;
  private final String id;

  private MotoOrganization(MotoServer moto, SdkGateway gateway, String id) {
    this.moto = moto;
    this.gateway = gateway;
    this.id = id;
  }

  /** With all features and nobody in it yet. */
  static MotoOrganization create(MotoServer moto) {
    try (OrganizationsClient organizations = at(moto, OrganizationsClient.builder(), POD)) {
      String id = organizations.createOrganization(request -> request.featureSet("ALL")).organization().id();
      return new MotoOrganization(moto, gateway(moto.endpoint(), POD), id);
    }
  }

  static SdkGateway gateway(URI endpoint, AwsCredentials pod) {
    return new SdkGateway(new AwsEnvironment(
        Optional.of(endpoint), StaticCredentialsProvider.create(pod), "c1057e4a",
        AwsEnvironment.userAgent("c1057e4a"), InstantSource.system()));
  }

  SdkGateway gateway() {
    return gateway;
  }

  String id() {
    return id;
  }

  ConnectionSettings settings() {
    return settings(id);
  }

  /** The connection to an organization of {@value #MANAGEMENT}, in which every identity has a role. */
  static ConnectionSettings settings(String id) {
    return new ConnectionSettings(
        "default", id, Optional.of(MANAGEMENT), Mode.MANAGE, Optional.of(role("trusted-access-organizations")),
        Optional.of(new ServiceRole(Optional.of(role("trusted-access-services")), Mode.MANAGE)), Optional.of(READER),
        Optional.of(ADMINISTRATOR), HOME, List.of(HOME, "eu-west-1"), Optional.empty(), Optional.empty(),
        Duration.ofMinutes(5),
        Duration.ofHours(24), Duration.ofMinutes(15), false);
  }

  static RoleRef role(String name) {
    return new RoleRef("arn:aws:iam::" + MANAGEMENT + ":role/" + name, Optional.empty());
  }

  /** A new member; its id is moto's choice. */
  String member(String name) {
    try (OrganizationsClient organizations = organizations()) {
      return organizations.createAccount(request -> request.accountName(name).email(name + "@example.com"))
          .createAccountStatus()
          .accountId();
    }
  }

  /** A role in an account, at a path that only services may use at AWS. */
  void role(String account, String path, String name) {
    try (IamClient iam = at(moto, IamClient.builder(), in(account))) {
      iam.createRole(request -> request.path(path).roleName(name).assumeRolePolicyDocument(TRUST));
    }
  }

  void aggregator(String name, String region) {
    try (ConfigClient config = at(moto, ConfigClient.builder(), region, POD)) {
      config.putConfigurationAggregator(request -> request.configurationAggregatorName(name)
          .organizationAggregationSource(source -> source.allAwsRegions(true)
              .roleArn("arn:aws:iam::" + MANAGEMENT + ":role/config")));
    }
  }

  void deleteAggregator(String name, String region) {
    try (ConfigClient config = at(moto, ConfigClient.builder(), region, POD)) {
      config.deleteConfigurationAggregator(request -> request.configurationAggregatorName(name));
    }
  }

  OrganizationsClient organizations() {
    return at(moto, OrganizationsClient.builder(), POD);
  }

  private AwsCredentials in(String account) {
    if (account.equals(MANAGEMENT)) {
      return POD;
    }
    try (StsClient sts = at(moto, StsClient.builder(), POD)) {
      Credentials session = sts.assumeRole(
          request -> request.roleArn("arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole")
              .roleSessionName("seed"))
          .credentials();
      return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }
  }

  private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C at(
      MotoServer moto, B builder, AwsCredentials credentials) {
    return at(moto, builder, HOME, credentials);
  }

  private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C at(
      MotoServer moto, B builder, String region, AwsCredentials credentials) {
    return builder.endpointOverride(moto.endpoint())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** The server goes on, empty. */
  @Override
  public void close() {
    gateway.close();
    moto.reset();
  }
}
