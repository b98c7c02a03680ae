package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the programs are that {@code .ci/testbed} builds. A folder is named by a system property or an environment
 * variable; with neither, it is the link that {@code mvn -Pe2e} lays in {@code target/testbed}.
 */
public final class Binaries {
  private Binaries() {}

  /** A program of the Kubernetes bed: etcd, kube-apiserver, kube-controller-manager, kube-scheduler or kubectl. */
  public static Path kube(String program) {
    return find("TRUSTED_ACCESS_KUBE_BIN", "kube", program);
  }

  /** A program of the chart's tools: helm, or a linter. */
  public static Path helm(String program) {
    return find("TRUSTED_ACCESS_HELM_BIN", "helm", program);
  }

  /** Helm 4; Helm 3 is among the chart's tools. */
  public static Path helm4() {
    return find("TRUSTED_ACCESS_HELM4_BIN", "helm4", "helm");
  }

  /** kwok, which plays kubelets. */
  public static Path kwok(String program) {
    return find("TRUSTED_ACCESS_KWOK_BIN", "kwok", program);
  }

  /** A program of moto's virtual environment: moto_server, or python, which has boto3. */
  public static Path moto(String program) {
    return find("TRUSTED_ACCESS_MOTO_BIN", "moto", program);
  }

  /** What judges as GitOps engines and Prometheus do: argo-lua, kstatus, promtool or prometheus. */
  public static Path gitops(String program) {
    return find("TRUSTED_ACCESS_GITOPS_BIN", "gitops", program);
  }

  /** The browser's driver, or the browser: chromedriver or chromium. */
  public static Path browser(String program) {
    return find("TRUSTED_ACCESS_BROWSER_BIN", "browser", program);
  }

  private static Path find(String variable, String part, String program) {
    var link = Path.of("target", "testbed", part);
    var folder = Path.of(
        System.getProperty(variable, System.getenv().getOrDefault(variable, link.toString())));
    var path = folder.resolve(program).toAbsolutePath();
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          "%s is missing: run `.ci/testbed/%s %s`, or name the folder in %s".formatted(path, part, link, variable));
    }
    return real(folder).resolve(program);
  }

  /** Python finds its virtual environment by the folder that it is called in, so that must not be a link. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
