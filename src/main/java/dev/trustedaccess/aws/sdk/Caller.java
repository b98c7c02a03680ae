package dev.trustedaccess.aws.sdk;

import java.util.Map;

/**
 * How messages name the identity that the process itself has. In a pod it is the pod's own. Elsewhere somebody ran a command,
 * and knows the identity by its ARN, once AWS has told it.
 */
public final class Caller {
  private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

  private final boolean pod;
  private volatile String arn = "";

  private Caller(boolean pod) {
    this.pod = pod;
  }

  /** Of a pod. */
  public static Caller pod() {
    return new Caller(true);
  }

  /** Of a process with this environment. */
  public static Caller of(Map<String, String> environment) {
    return new Caller(environment.containsKey(IN_A_POD));
  }

  /** AWS says that the credentials are of this ARN. */
  void identified(String is) {
    arn = is;
  }

  /** What calls are made with. */
  public String name() {
    return pod ? "the pod's own identity" : "the credentials of this process" + (arn.isEmpty() ? "" : " (" + arn + ")");
  }

  /** Who has no credentials. */
  String without() {
    return pod ? "the pod's own identity" : "this process";
  }
}
