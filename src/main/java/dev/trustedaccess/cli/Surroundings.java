package dev.trustedaccess.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The cluster and the AWS identity that the machine is set up for. Each throws {@link UnusableSettings} if it is set up for
 * none.
 */
final class Surroundings {
  private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";
  private static final String REGION = "AWS_REGION";
  private static final String PROFILE = "AWS_PROFILE";
  /** Of all services; names that go on after it are of one service. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final Pattern REGIONS = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+|aws(-[a-z]+)*-global");

  private Surroundings() {}

  /**
   * The cluster of the pod, or of the kubeconfig. No call is made.
   *
   * @param context the context of the kubeconfig; null for the current one
   */
  static Config cluster(Map<String, String> environment, @Nullable String context) {
    Config config = cluster(environment);
    if (context == null) {
      return config;
    }
    List<String> contexts = config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    if (!contexts.contains(context)) {
      throw new UnusableSettings("The kubeconfig has no context " + context + ". "
          + (contexts.isEmpty() ? "It has none." : "It has: " + String.join(", ", contexts) + "."));
    }
    return Config.autoConfigure(context);
  }

  /** The cluster of the pod, or of the kubeconfig's current context. No call is made. */
  private static Config cluster(Map<String, String> environment) {
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

  /** Which cluster and which AWS a process works with, without the user and password that an address may have. */
  static String addresses(String cluster, Map<String, String> environment) {
    String endpoint = environment.getOrDefault(ENDPOINT, "");
    return "The API server is " + withoutUser(cluster)
        + (endpoint.isEmpty() ? "" : "; " + ENDPOINT + " is " + withoutUser(endpoint));
  }

  private static String withoutUser(String address) {
    return address.replaceFirst("//[^/?#]*@", "//");
  }

  /**
   * The person's own identity at AWS. No call is made.
   *
   * @param command the command, for AWS's logs
   */
  static SdkGateway aws(String command) {
    checkAws(System.getenv());
    return new SdkGateway(AwsEnvironment.fromSdkDefaults(command, InstantSource.system()));
  }

  /** Reads the AWS settings, of which the SDK would say at the first call, and not always which of them is wrong. */
  static void checkAws(Map<String, String> environment) {
    String region = environment.getOrDefault(REGION, "");
    if (!region.isEmpty() && !REGIONS.matcher(region).matches()) {
      throw new UnusableSettings(REGION + " is '" + region + "'. Set it to the name of a Region, such as us-east-1.");
    }
    new TreeMap<>(environment).tailMap(ENDPOINT).forEach((name, value) -> {
      if (name.startsWith(ENDPOINT) && !value.isEmpty() && !isAddress(value)) {
        throw new UnusableSettings(
            name + " is '" + value + "'. Set it to an address that begins with https:// or http://, or unset it.");
      }
    });
    String profile = environment.getOrDefault(PROFILE, "");
    // A pod has no profiles, and must not wait for what reads them.
    if (profile.isEmpty() && environment.containsKey(IN_A_POD)) {
      return;
    }
    try {
      if (ProfileFile.defaultProfileFile().profile(profile).isEmpty() && !profile.isEmpty()) {
        throw new UnusableSettings(
            PROFILE + " names a profile that there is not: " + profile + ". List those that there are: aws configure"
                + " list-profiles");
      }
    } catch (IllegalArgumentException unread) {
      throw new UnusableSettings("The AWS settings cannot be used: " + cause(unread)
          + ". Correct ~/.aws/config and ~/.aws/credentials, or the files that AWS_CONFIG_FILE and"
          + " AWS_SHARED_CREDENTIALS_FILE name.");
    }
  }

  private static boolean isAddress(String value) {
    try {
      URI address = new URI(value);
      return List.of("http", "https").contains(address.getScheme()) && address.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
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
