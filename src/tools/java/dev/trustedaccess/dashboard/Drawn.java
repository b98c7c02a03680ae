package dev.trustedaccess.dashboard;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a viewer finds in a picture. */
record Drawn(Document document) {
  /** A text, where it begins or ends or has its middle. */
  record Text(String written, double x, double y, String color, boolean title) {}

  static Drawn of(String svg) {
    try {
      return new Drawn(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
    } catch (IOException | SAXException | ParserConfigurationException malformed) {
      throw new AssertionError("no viewer can read this", malformed);
    }
  }

  List<Text> texts() {
    return elements("text")
        .map(each -> new Text(each.getTextContent(), number(each, "x"), number(each, "y"), each.getAttribute("fill"),
            each.getAttribute("class").equals(Svg.TITLES)))
        .toList();
  }

  List<String> words() {
    return texts().stream().map(Text::written).toList();
  }

  Text text(String written) {
    return texts().stream()
        .filter(each -> each.written().equals(written))
        .findFirst()
        .orElseThrow(() -> new AssertionError(written + " is not among " + words()));
  }

  List<String> titles() {
    return texts().stream().filter(Text::title).map(Text::written).toList();
  }

  /** The lines and areas of this color, as their paths. */
  List<String> paths(String attribute, String color) {
    return elements("path").filter(each -> each.getAttribute(attribute).equals(color))
        .map(each -> each.getAttribute("d"))
        .toList();
  }

  /** The heights of boxes of this color that are higher than the swatch of a legend. */
  List<Double> bars(String color) {
    return elements("rect").filter(each -> each.getAttribute("fill").equals(color))
        .map(each -> number(each, "height"))
        .filter(height -> height > 3)
        .toList();
  }

  private Stream<Element> elements(String name) {
    var found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
