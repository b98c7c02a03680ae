package dev.trustedaccess.app;

import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;

/**
 * Ends a response whose body is not complete in time. The request timeout of the JDK's HTTP client ends with the
 * headers, and Fabric8 waits without a bound for the rest: an API server, or a proxy before it, that stalls there would
 * hold a thread until the process ends. Watches are streams and not bounded.
 */
final class BodyTimeout implements Interceptor {
  private final Duration limit;

  /** For a body that takes longer than {@code limit} after its headers. */
  BodyTimeout(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    boolean stream = request instanceof StandardHttpRequest standard && standard.isForStreaming();
    if (!stream && response.body() instanceof AsyncBody body) {
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(() -> end(body));
    }
  }

  private void end(AsyncBody body) {
    if (body.done()
        .completeExceptionally(new HttpTimeoutException(
            "the response was not complete " + limit.toSeconds() + " seconds after its headers"))) {
      body.cancel();
    }
  }
}
