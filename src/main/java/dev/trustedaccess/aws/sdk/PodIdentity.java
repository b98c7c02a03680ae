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
 * The pod's own identity, as the SDK finds it. If the SDK finds none, its chain returns one message for all sources and
 * drops AWS's response to the configured one; that source is then asked separately.
 */
public final class PodIdentity implements AwsCredentialsProvider {
  private final AwsCredentialsProvider all;
  private final Supplier<Optional<Source>> owned;

  /**
   * One source that the pod's environment names.
   *
   * @param action the IAM action that AWS carries out for it
   * @param place for whom, for the failure's text
   * @param provider asks only this source
   */
  public record Source(String action, String place, AwsCredentialsProvider provider) {}

  /** The response of the configured source. */
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
   * All sources, and the configured one.
   *
   * @param all the SDK's chain
   * @param owned asked if the chain finds nothing
   */
  public PodIdentity(AwsCredentialsProvider all, Supplier<Optional<Source>> owned) {
    this.all = all;
    this.owned = owned;
  }

  /** The source configured in the environment: EKS's webhook (IRSA), or its Pod Identity agent. */
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
      Source source = owned.get().orElseThrow(() -> none);
      try {
        return source.provider().resolveCredentials();
      } catch (RuntimeException answer) {
        throw new Refused(source, answer);
      }
    }
  }
}
