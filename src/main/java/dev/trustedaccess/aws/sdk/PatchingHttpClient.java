package dev.trustedaccess.aws.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Sends requests by PATCH, which {@link java.net.HttpURLConnection} refuses, with the JDK's newer client, and all others with
 * the SDK's client over that class. Few operations are sent so, and no read is: the newer client has a thread of its own, and is
 * made for the first of them. The SDK's client over Apache's could send all, but ignores the JVM's {@code https.proxyHost}, which
 * the chart sets, and takes 5 MiB more of resident memory.
 */
final class PatchingHttpClient implements SdkHttpClient {
  /** The newer client sets these itself, to the same values. */
  private static final Set<String> SET_BY_CLIENT = Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final SdkHttpClient others;
  private final Duration connect;
  private final Duration silence;
  private @Nullable HttpClient patches;

  /**
   * @param others sends all other requests
   * @param connect how long a connection may take
   * @param silence how long an answer may take
   */
  PatchingHttpClient(SdkHttpClient others, Duration connect, Duration silence) {
    this.others = others;
    this.connect = connect;
    this.silence = silence;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return request.httpRequest().method() == SdkHttpMethod.PATCH
        ? new Patch(request)
        : others.prepareRequest(request);
  }

  @Override
  public String clientName() {
    return others.clientName();
  }

  private synchronized HttpClient patches() {
    if (patches == null) {
      patches = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connect).build();
    }
    return patches;
  }

  @Override
  public synchronized void close() {
    others.close();
    if (patches != null) {
      patches.close();
    }
  }

  private final class Patch implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;

    private Patch(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return answered(patches().send(built(), BodyHandlers.ofInputStream()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
      }
    }

    private HttpRequest built() throws IOException {
      SdkHttpRequest sent = request.httpRequest();
      HttpRequest.Builder built = HttpRequest.newBuilder(sent.getUri())
          .timeout(silence)
          .method("PATCH", BodyPublishers.ofByteArray(body()));
      sent.forEachHeader((name, values) -> {
        if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
          values.forEach(value -> built.header(name, value));
        }
      });
      return built.build();
    }

    private byte[] body() throws IOException {
      var content = request.contentStreamProvider();
      if (content.isEmpty()) {
        return new byte[0];
      }
      try (InputStream stream = content.get().newStream()) {
        return stream.readAllBytes();
      }
    }

    private static HttpExecuteResponse answered(HttpResponse<InputStream> answer) {
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder().statusCode(answer.statusCode()).headers(answer.headers().map()).build())
          .responseBody(AbortableInputStream.create(answer.body()))
          .build();
    }

    /** The SDK interrupts the thread that sends, which ends the request. */
    @Override
    public void abort() {
      // Nothing more to do.
    }
  }
}
