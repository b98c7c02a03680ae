package dev.trustedaccess.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.page.Page;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The HTML document: one file with its style, its scripts and its data, which requests nothing. The browser runs only
 * scripts with the hashes in the Content-Security-Policy, and the data is text that no script is made of.
 */
final class PageDocument {
  private static final String FOLDER = "/dev/trustedaccess/page/";
  /** In the order in which they run; what follows may use what comes before. */
  private static final List<String> SCRIPTS = List.of(
      "data.js", "parts.js", "overview.js", "service.js", "accounts.js", "organizations.js", "main.js");
  private static final String LIBRARY = "preact";
  private static final String STYLE_MARK = "/*style*/";
  private static final String DATA_MARK = "/*data*/";
  private static final String LIBRARY_MARK = "/*library*/";
  private static final String SCRIPT_MARK = "/*script*/";

  private final byte[] beforeData;
  private final byte[] afterData;
  private final String headers;
  private final JsonMapper mapper = new JsonMapper(new JsonFactoryBuilder().characterEscapes(new HtmlSafe()).build());

  private PageDocument(String html, String style, String library, String script) {
    int data = html.indexOf(DATA_MARK);
    beforeData = html.substring(0, data).replace(STYLE_MARK, style).getBytes(UTF_8);
    afterData = html.substring(data + DATA_MARK.length())
        .replace(LIBRARY_MARK, library)
        .replace(SCRIPT_MARK, script)
        .getBytes(UTF_8);
    headers = """
        Content-Security-Policy: default-src 'none'; script-src '%s' '%s'; style-src '%s'; img-src data:; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'
        Cache-Control: no-store
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Referrer-Policy: no-referrer
        X-Content-Type-Options: nosniff
        """
        .formatted(hash(library), hash(script), hash(style))
        .replace("\n", "\r\n");
  }

  /** Reads its parts from the class path. */
  static PageDocument load() {
    String script = SCRIPTS.stream().map(name -> text(FOLDER + name)).collect(Collectors.joining("\n"));
    return new PageDocument(text(FOLDER + "page.html"), text(FOLDER + "page.css"), library(), script);
  }

  /** The headers that limit what the document may do, each with its line break. */
  String headers() {
    return headers;
  }

  /** The whole document. */
  byte[] of(Page page) {
    try (var out = new ByteArrayOutputStream()) {
      out.write(beforeData);
      out.write(mapper.writeValueAsBytes(page));
      out.write(afterData);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The library, as its jar has it, without the line that would make developer tools request its source map. */
  private static String library() {
    var pom = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/" + LIBRARY + "/pom.properties")) {
      pom.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String folder = "/META-INF/resources/webjars/" + LIBRARY + "/" + pom.getProperty("version") + "/";
    return text(folder + "dist/preact.min.js").replaceFirst("\\n//# sourceMappingURL=.*\\n?$", "\n");
  }

  private static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(PageDocument.class.getResourceAsStream(name), name);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Writes the signs that end or begin an element of HTML as JSON's own escapes. */
  private static final class HtmlSafe extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char sign : new char[]{'<', '>', '&'}) {
        codes[sign] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
