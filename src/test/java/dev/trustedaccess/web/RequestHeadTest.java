package dev.trustedaccess.web;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class RequestHeadTest {
  private final RequestHead head = new RequestHead();

  private RequestHead.State take(String bytes) {
    return head.take(ByteBuffer.wrap(bytes.replace("~", "\r\n").getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      GET /healthz/live HTTP/1.1~Host: a~~               | GET  | /healthz/live | a
      GET /metrics?name=up HTTP/1.0~~                    | GET  | /metrics      | ''
      GET / HTTP/1.1~hOST:LocalHost:80 ~Host: b~~        | GET  | /             | localhost:80
      ~~HEAD / HTTP/1.1~Accept: */*~User-Agent: b~~      | HEAD | /             | ''
      """)
  void aRequestIsReadHoweverItsBytesCome(String request, String method, String path, String host) {
    for (char one : request.replace("~", "\r\n").toCharArray()) {
      if (take(String.valueOf(one)) == RequestHead.State.COMPLETE) {
        assertThat(head.asked()).contains(new RequestHead.Asked(method, path, host));
        return;
      }
    }
    throw new AssertionError("it does not end: " + request);
  }

  @Test
  void linesMayEndWithoutACarriageReturn() {
    assertThat(take("GET /metrics HTTP/1.1\nHost: a\n")).isEqualTo(RequestHead.State.UNFINISHED);
    assertThat(take("\n")).isEqualTo(RequestHead.State.COMPLETE);
    assertThat(head.asked()).contains(new RequestHead.Asked("GET", "/metrics", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET~~", "GET /~~", "get / HTTP/1.1~~", "GET / HTTP/2~~", "GET  / HTTP/1.1~~",
      "\u0016\u0003\u0001 TLS~~"})
  void whatIsNoRequestAsksForNothing(String bytes) {
    assertThat(take(bytes)).isEqualTo(RequestHead.State.COMPLETE);
    assertThat(head.asked()).isEqualTo(Optional.empty());
  }

  @Test
  void nothingLongerThanAnyRequestIsRead() {
    assertThat(take("GET /" + "x".repeat(2_000))).as("of a line").isEqualTo(RequestHead.State.TOO_LONG);
    RequestHead other = new RequestHead();
    byte[] header = ("X: " + "x".repeat(997) + "\r\n").getBytes(ISO_8859_1);
    assertThat(other.take(ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1))))
        .isEqualTo(RequestHead.State.UNFINISHED);
    for (int i = 0; i < 8; i++) {
      assertThat(other.take(ByteBuffer.wrap(header))).as("header " + i).isEqualTo(RequestHead.State.UNFINISHED);
    }
    assertThat(other.take(ByteBuffer.wrap(header))).as("of headers").isEqualTo(RequestHead.State.TOO_LONG);
    assertThat(take("\r\n".repeat(5_000))).as("of nothing").isEqualTo(RequestHead.State.TOO_LONG);
  }
}
