package dev.trustedaccess.cli;

import java.time.InstantSource;
import java.util.Map;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The cluster and the AWS identity that the machine is set up for. Each throws {@link UnusableSettings} if it is set up for
 * none.
 */
final class Surroundings {
  private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

  private Surroundings() {}

  /** The cluster of the pod, or of the kubeconfig. No call is made. */
  static Config cluster(Map<String, String> environment) {
    Config config;
    try {
      config = Config.autoConfigure(null);
    } catch (KubernetesClientException | IllegalArgumentException unread) {
      throw new UnusableSettings("The kubeconfig is not valid: " + cause(unread)
          + ". Correct it, or choose another with KUBECONFIG.");
    }
    boolean found = config.getCurrentContext() != null || environment.containsKey(IN_A_POD)
        || !config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL);
    if (!found) {
      String given = environment.get("KUBECONFIG");
      throw new UnusableSettings(
          (given == null ? "There is no kubeconfig at ~/.kube/config" : "KUBECONFIG names no kubeconfig: " + given)
              + ", and this is not a pod, so there is no cluster to work with. Set KUBECONFIG to the path of one.");
    }
    return config;
  }

  /**
   * The person's own identity at AWS. No call is made.
   *
   * @param command the command, for AWS's logs
   */
  static SdkGateway aws(String command) {
    try {
      // The SDK would read it again and again, and fail at the first call.
      ProfileFile.defaultProfileFile();
      return new SdkGateway(AwsEnvironment.fromSdkDefaults(command, InstantSource.system()));
    } catch (IllegalArgumentException unread) {
      throw new UnusableSettings("The AWS settings cannot be used: " + cause(unread)
          + ". Correct ~/.aws/config and ~/.aws/credentials, or the files that AWS_CONFIG_FILE and"
          + " AWS_SHARED_CREDENTIALS_FILE name.");
    }
  }

  /** The innermost reason, in one line. */
  private static String cause(Throwable trouble) {
    Throwable cause = trouble;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse(message).strip();
  }
}
