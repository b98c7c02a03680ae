package dev.trustedaccess.simulator.wire;

import java.util.Map;

/** A response as it goes out; {@code Date} and {@code Content-Length} are added on the way. */
record HttpOut(int status, String contentType, Map<String, String> headers, String body) {}
