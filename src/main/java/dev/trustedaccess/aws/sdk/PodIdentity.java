package dev.trustedaccess.aws.sdk;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The pod's own identity, as the SDK finds it. When it finds none, its chain tells one message of all sources and drops what
 * AWS answered to the one that is set up; that one is then asked by itself.
 */
public final class PodIdentity implements AwsCredentialsProvider {
  private final AwsCredentialsProvider all;
  private final Supplier<Optional<Source>> setUp;

  /**
   * One source that the pod's environment names.
   *
   * @param action the IAM action that AWS carries out for it
   * @param place for whom, for the failure's text
   * @param provider asks it, and nothing else
   */
  public record Source(String action, String place, AwsCredentialsProvider provider) {}

  /** What the one source that is set up answered. */
  static final class Refused extends RuntimeException {
    private final transient Source source;

    Refused(Source source, RuntimeException cause) {
      super(cause);
      this.source = source;
    }

    Source source() {
      return source;
    }

    RuntimeException answer() {
      return getCause() instanceof RuntimeException cause ? cause : this;
    }
  }

  /**
   * All sources, and the one of them that is set up.
   *
   * @param all the SDK's chain
   * @param setUp asked when that finds nothing
   */
  public PodIdentity(AwsCredentialsProvider all, Supplier<Optional<Source>> setUp) {
    this.all = all;
    this.setUp = setUp;
  }

  /** As the environment sets it up: EKS's web hook (IRSA), or its Pod Identity agent. */
  public static PodIdentity ofEnvironment() {
    return new PodIdentity(DefaultCredentialsProvider.builder().build(), PodIdentity::environment);
  }

  private static Optional<Source> environment() {
    if (set(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE) != null) {
      return Optional.of(new Source(
          Failures.WEB_IDENTITY, "of " + set(SdkSystemSetting.AWS_ROLE_ARN),
          WebIdentityTokenFileCredentialsProvider.create()));
    }
    if (set(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI) != null) {
      return Optional.of(new Source(
          Failures.POD_IDENTITY, "through AWS_CONTAINER_CREDENTIALS_FULL_URI",
          ContainerCredentialsProvider.create()));
    }
    return Optional.empty();
  }

  private static @Nullable String set(SdkSystemSetting setting) {
    return setting.getStringValue().filter(value -> !value.isEmpty()).orElse(null);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return all.resolveCredentials();
    } catch (SdkClientException none) {
      Source source = setUp.get().orElseThrow(() -> none);
      try {
        return source.provider().resolveCredentials();
      } catch (RuntimeException answer) {
        throw new Refused(source, answer);
      }
    }
  }
}
