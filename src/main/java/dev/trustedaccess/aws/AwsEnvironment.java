package dev.trustedaccess.aws;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.PodIdentity;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The environment of this process as far as AWS is concerned.
 *
 * @param endpoint address of a test double for all services; empty in production, where the SDK's own settings
 * ({@code AWS_ENDPOINT_URL} and others) apply
 * @param podIdentity the pod's own credentials
 * @param caller who these are, in messages
 * @param clusterUid names the cluster in role session names and the User-Agent
 * @param userAgentSuffix suffix of every User-Agent: product, version, cluster
 * @param clock measures when a change's time runs out; the clock with which its ticket was issued
 */
public record AwsEnvironment(
    Optional<URI> endpoint,
    AwsCredentialsProvider podIdentity,
    Caller caller,
    String clusterUid,
    String userAgentSuffix,
    InstantSource clock) {
  /** Of a pod. */
  public AwsEnvironment(Optional<URI> endpoint, AwsCredentialsProvider podIdentity, String clusterUid,
      String userAgentSuffix, InstantSource clock) {
    this(endpoint, podIdentity, Caller.pod(), clusterUid, userAgentSuffix, clock);
  }

  /** Credentials and endpoints as the SDK finds them in environment, profile and pod. */
  public static AwsEnvironment fromSdkDefaults(String clusterUid, InstantSource clock) {
    return new AwsEnvironment(
        Optional.empty(),
        PodIdentity.ofEnvironment(),
        Caller.of(System.getenv()),
        clusterUid,
        userAgent(clusterUid),
        clock);
  }

  /** {@code trusted-access-operator/0.1.0 cluster/<uid>}; the version is that of the jar. */
  public static String userAgent(String clusterUid) {
    String version = AwsEnvironment.class.getPackage().getImplementationVersion();
    return "trusted-access-operator/" + (version == null ? "dev" : version) + " cluster/" + clusterUid;
  }
}
