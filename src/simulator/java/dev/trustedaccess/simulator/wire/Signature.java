package dev.trustedaccess.simulator.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the Authorization header tells; it is not verified.
 *
 * @param service the signing name, such as {@code organizations}; it also decides who answers
 */
record Signature(String accessKeyId, String region, String service) {
  private static final Pattern CREDENTIAL = Pattern
      .compile("Credential=([^/,\\s]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request");

  static Optional<Signature> of(HttpIn in) {
    var found = CREDENTIAL.matcher(in.header("authorization"));
    return found.find()
        ? Optional.of(new Signature(found.group(1), found.group(2), found.group(3)))
        : Optional.empty();
  }
}
