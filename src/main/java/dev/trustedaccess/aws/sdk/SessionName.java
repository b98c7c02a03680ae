package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.port.ChangeTicket;

/**
 * Role session names, which link CloudTrail entries to the cluster. STS allows at most 64 characters of {@code
 * [\w+=,.@-]}.
 */
final class SessionName {
  private static final int LONGEST = 64;

  private SessionName() {}

  static String forReads(String clusterUid) {
    return "tao-" + clusterUid.substring(0, Math.min(8, clusterUid.length()));
  }

  /** Whether the operator of this cluster gives its sessions such a name. */
  static boolean isOwn(String clusterUid, String name) {
    String own = forReads(clusterUid);
    return name.equals(own) || name.startsWith(own + "-");
  }

  static String forChange(String clusterUid, ChangeTicket ticket) {
    String name = forReads(clusterUid) + "-" + ticket.declarationUid();
    return name.substring(0, Math.min(LONGEST, name.length()));
  }
}
