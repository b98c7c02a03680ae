package dev.trustedaccess.simulator.wire;

import java.util.Map;

/**
 * A request as it came in.
 *
 * @param query the decoded query parameters of the URL
 * @param headers by lower-case name
 */
record HttpIn(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
  /** Empty when the header is absent. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
