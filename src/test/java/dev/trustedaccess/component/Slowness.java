package dev.trustedaccess.component;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** An API server that takes its time for each read of one of our objects. */
final class Slowness implements MockApiServer.Before {
  private static final String ONE = ".*/" + Kinds.GROUP + "/[^/]+/[^/]+/[^/?]+";
  private volatile Duration reads = Duration.ZERO;

  /** From now on each takes this long. */
  void ofReads(Duration time) {
    reads = time;
  }

  @Override
  public Optional<MockResponse> answer(RecordedRequest request, MockApiServer.Stored stored) {
    if (reads.isZero() || !request.getMethod().equals("GET") || !request.getPath().matches(ONE)) {
      return Optional.empty();
    }
    String object = stored.at(request.getPath());
    return object.isEmpty()
        ? Optional.empty()
        : Optional.of(new MockResponse().setResponseCode(200).setBody(object).setBodyDelay(reads));
  }
}
