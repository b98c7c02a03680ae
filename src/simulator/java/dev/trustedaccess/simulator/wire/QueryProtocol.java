package dev.trustedaccess.simulator.wire;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The query protocol: a form with an Action goes in, XML comes out. */
final class QueryProtocol implements Protocol {
  private static final String TYPE = "text/xml";
  private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

  private final String namespace;

  QueryProtocol(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public String operation(HttpIn in) {
    return form(in.body()).getOrDefault("Action", "");
  }

  @Override
  public JsonNode input(HttpIn in) {
    return members(in);
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return xml(namespace, 200, requestId, operation + "Response", Fields.of(operation + "Result", fields)
        .with("ResponseMetadata", Fields.of("RequestId", requestId)));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    return xml(namespace, refusal.status(), requestId, "ErrorResponse", Fields.of("Error", Fields
        .of("Type", refusal.status() < 500 ? "Sender" : "Receiver")
        .with("Code", refusal.code())
        .with("Message", refusal.message()))
        .with("RequestId", requestId));
  }

  /** The members of a request that comes as a form. */
  static JsonNode members(HttpIn in) {
    var members = form(in.body());
    members.remove("Action");
    members.remove("Version");
    return Json.tree(members);
  }

  static Map<String, String> form(String body) {
    var members = new TreeMap<String, String>();
    for (var pair : body.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        members.put(URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return members;
  }

  /** An answer in XML. */
  static HttpOut xml(String namespace, int status, String requestId, String root, Fields content) {
    var text = new StringWriter();
    try {
      var writer = XML.createXMLStreamWriter(text);
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(namespace);
      write(writer, content);
      writer.writeEndElement();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return new HttpOut(status, TYPE, Map.of("x-amzn-RequestId", requestId), text.toString());
  }

  private static void write(XMLStreamWriter writer, Object value) throws XMLStreamException {
    switch (value) {
      case Fields fields -> {
        for (var member : fields.values().entrySet()) {
          element(writer, member.getKey(), member.getValue());
        }
      }
      case Fields.Listed listed -> {
        for (var member : listed.items()) {
          element(writer, listed.element(), member);
        }
      }
      case List<?> list -> {
        for (var member : list) {
          element(writer, "member", member);
        }
      }
      case Instant time -> writer.writeCharacters(time.truncatedTo(ChronoUnit.SECONDS).toString());
      default -> writer.writeCharacters(value.toString());
    }
  }

  private static void element(XMLStreamWriter writer, String name, Object value) throws XMLStreamException {
    if (value instanceof Fields.Listed(_, boolean flat, List<?> items) && flat) {
      for (var member : items) {
        element(writer, name, member);
      }
      return;
    }
    writer.writeStartElement(name);
    write(writer, value);
    writer.writeEndElement();
  }
}
