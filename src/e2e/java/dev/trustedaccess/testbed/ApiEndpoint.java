package dev.trustedaccess.testbed;

import java.nio.file.Path;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** An address at which an API server is reached, for each of the users that it knows. */
public final class ApiEndpoint {
  private final int port;
  private final Path certificate;
  private final Map<String, String> tokens;
  private final ScratchFolder folder;

  ApiEndpoint(int port, Path certificate, Map<String, String> tokens, ScratchFolder folder) {
    this.port = port;
    this.certificate = certificate;
    this.tokens = Map.copyOf(tokens);
    this.folder = folder;
  }

  /** The same API server through another loopback port, that of a {@link FreezableProxy} in front of it. */
  public ApiEndpoint at(int otherPort) {
    return new ApiEndpoint(otherPort, certificate, tokens, folder);
  }

  public int port() {
    return port;
  }

  /** What a Fabric8 client needs to act as this user; nothing of the machine's own kubeconfig is in it. */
  public Config config(String user) {
    return new io.fabric8.kubernetes.client.ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withCaCertFile(certificate.toString())
        .withOauthToken(token(user))
        .withNamespace("default")
        .build();
  }

  /** A new client for this user; the caller closes it. */
  public KubernetesClient client(String user) {
    return new KubernetesClientBuilder().withConfig(config(user)).build();
  }

  /** What this user's kubeconfig calls the way here. No two servers have the same, so that their files can be joined. */
  public String context(String user) {
    return user + "-" + port;
  }

  /** A kubeconfig file for this user. */
  public Path kubeconfig(String user) {
    var context = context(user);
    var config = new ConfigBuilder()
        .addNewCluster()
        .withName(context)
        .withNewCluster()
        .withServer(url())
        .withCertificateAuthority(certificate.toString())
        .endCluster()
        .endCluster()
        .addNewUser()
        .withName(context)
        .withNewUser()
        .withToken(token(user))
        .endUser()
        .endUser()
        .addNewContext()
        .withName(context)
        .withNewContext()
        .withCluster(context)
        .withUser(context)
        .endContext()
        .endContext()
        .withCurrentContext(context)
        .build();
    return folder.write("kubeconfig-" + port + "-" + user.replace(':', '_'), Serialization.asYaml(config));
  }

  /** kubectl as this user. */
  public Kubectl kubectl(String user) {
    return new Kubectl(kubeconfig(user));
  }

  /** A shell as this user. */
  public Shell shell(String user) {
    return new Shell(kubeconfig(user));
  }

  private String url() {
    return "https://" + Loopback.ADDRESS + ":" + port;
  }

  private String token(String user) {
    var token = tokens.get(user);
    if (token == null) {
      throw new IllegalArgumentException("no user " + user + "; known are " + tokens.keySet());
    }
    return token;
  }
}
