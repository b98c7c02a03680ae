package dev.trustedaccess.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;

import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

/** How a service's calls look on the wire. */
interface Protocol {
  /** The operation's name; empty if the request names none. */
  String operation(HttpIn in);

  /** The request's members by their AWS names. */
  JsonNode input(HttpIn in);

  HttpOut answer(String operation, String requestId, Fields fields);

  HttpOut refusal(String requestId, Refusal refusal);
}
