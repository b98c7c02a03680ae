package dev.trustedaccess.dashboard;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a picture, an element a line. Of fonts only what any viewer has is asked for, and their widths are guessed. */
final class Svg {
  private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif";
  /** No letter's mean width is larger in the fonts above, by the height of the letters. */
  private static final double WIDTH_OF_A_LETTER = 0.57;

  static final String TITLES = "panel";

  enum Anchor {
    START, MIDDLE, END
  }

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  Svg(double width, double height, String title) {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("viewBox", "0 0 " + number(width) + " " + number(height), "width", number(width), "height",
          number(height), "role", "img", "font-family", FONTS);
      xml.writeCharacters("\n");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      end();
    } catch (XMLStreamException unwritten) {
      throw new IllegalStateException(unwritten);
    }
  }

  static double widthOf(String written, double size) {
    return written.length() * size * WIDTH_OF_A_LETTER;
  }

  /** The text, or as much of it as there is room for. */
  static String fit(String written, double size, double width) {
    int most = (int) Math.floor(width / (size * WIDTH_OF_A_LETTER));
    return written.length() <= most ? written : written.substring(0, Math.max(0, most - 1)) + "…";
  }

  void box(Box box, String fill, String edge) {
    empty("rect", "x", number(box.x()), "y", number(box.y()), "width", number(box.width()), "height",
        number(box.height()), "rx", "3", "fill", fill, "stroke", edge);
  }

  void bar(Box box, String fill) {
    empty("rect", "x", number(box.x()), "y", number(box.y()), "width", number(box.width()), "height",
        number(box.height()), "fill", fill);
  }

  void line(double x1, double y1, double x2, double y2, String color) {
    empty("path", "d", "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2), "stroke", color,
        "fill", "none");
  }

  void path(String course, String color) {
    empty("path", "d", course, "stroke", color, "stroke-width", "1.6", "stroke-linejoin", "round", "fill", "none");
  }

  void area(String course, String color) {
    empty("path", "d", course, "fill", color, "fill-opacity", "0.15");
  }

  void dot(double x, double y, String color) {
    empty("circle", "cx", number(x), "cy", number(y), "r", "2", "fill", color);
  }

  void write(double x, double y, double size, String color, Anchor anchor, String written) {
    write(x, y, size, color, anchor, "400", written);
  }

  /** Of a panel; can be told from all other text. */
  void title(double x, double y, double size, String written) {
    write(x, y, size, Colors.TEXT, Anchor.START, "600", written, "class", TITLES);
  }

  void strong(double x, double y, double size, String color, Anchor anchor, String written) {
    write(x, y, size, color, anchor, "600", written);
  }

  private void write(
      double x, double y, double size, String color, Anchor anchor, String severity, String written, String... more) {
    try {
      xml.writeStartElement("text");
      attributes("x", number(x), "y", number(y), "font-size", number(size), "font-weight", severity, "fill", color,
          "text-anchor", switch (anchor) {
            case START -> "start";
            case MIDDLE -> "middle";
            case END -> "end";
          });
      attributes(more);
      xml.writeCharacters(written);
      end();
    } catch (XMLStreamException unwritten) {
      throw new IllegalStateException(unwritten);
    }
  }

  /** The whole picture; nothing can be added any more. */
  String text() {
    try {
      end();
      return text.toString();
    } catch (XMLStreamException unwritten) {
      throw new IllegalStateException(unwritten);
    }
  }

  static String number(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  private void empty(String element, String... pairs) {
    try {
      xml.writeEmptyElement(element);
      attributes(pairs);
      xml.writeCharacters("\n");
    } catch (XMLStreamException unwritten) {
      throw new IllegalStateException(unwritten);
    }
  }

  private void attributes(String... pairs) throws XMLStreamException {
    for (int at = 0; at < pairs.length; at += 2) {
      xml.writeAttribute(pairs[at], pairs[at + 1]);
    }
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }
}
