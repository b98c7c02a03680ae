package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.architecture.ArchitectureTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/architecture.md} and the decisions beside it name only tests and types that exist, have the packages that the
 * architecture rules enforce, and define every deletion rule and invariant that the sources cite. {@link LinksTest} checks
 * their links.
 */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs", "architecture.md");
  private static final Path DECISIONS = Path.of("docs", "decisions");
  private static final Path SOURCES = Path.of("src");
  private static final int MOST_LINES = 250;
  private static final int MOST_LINES_OF_A_DECISION = 40;
  private static final int RULES = 8;
  private static final int INVARIANTS = 13;

  /** As they are written in the names of tests. */
  private static final List<String> NUMBERS = List.of(
      "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten");

  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
  /** {@code Type} or {@code Type#method}; with the last parts of its package where two types have one name. */
  private static final Pattern TEST = Pattern.compile("((?:[a-z]\\w*\\.)*[A-Z]\\w*(?:Test|IT))(?:#(\\w+))?");
  /** A Java type, a kind, a reason or another value of the API. */
  private static final Pattern NAME = Pattern.compile("[A-Z]\\w*[a-z]\\w*(?:\\.[A-Z]\\w*)?");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern INVARIANT = Pattern.compile("\\bI(\\d{1,2})\\b");
  /** In a comment ("Row 5") or in the name of a test ({@code row5...}, {@code rowsTwoThreeAndSix...}). */
  private static final Pattern RULE_BY_NUMBER = Pattern.compile("\\b(?:[Rr]ow|[Rr]ule)s? ?(\\d{1,2})");
  private static final Pattern NUMBER = Pattern.compile(String.join("|", NUMBERS));
  private static final Pattern RULE_BY_WORD = Pattern.compile("\\b(?:row|rule)s?((?:" + NUMBER + "|To|And)+)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> decisions = Files.list(DECISIONS)) {
      return Stream.concat(Stream.of(PAGE), decisions).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesTestsThatExist(Path page) throws IOException {
    assertThat(quoted(Files.readString(page)).map(TEST::matcher).filter(Matcher::matches))
        .allSatisfy(test -> assertThat(tests(test.group(1), Optional.ofNullable(test.group(2))))
            .as("tests named %s", test.group())
            .hasSize(1));
  }

  @Test
  void namesTypesAndValuesThatExist() throws IOException {
    Set<String> known = words();
    assertThat(quoted(page()).filter(name -> NAME.matcher(name).matches() && !TEST.matcher(name).matches()))
        .hasSizeGreaterThan(50)
        .allSatisfy(name -> assertThat(known).as(name).containsAll(List.of(name.split("\\.", -1))));
  }

  @Test
  void everyInvariantNamesWhatChecksIt() throws IOException {
    assertThat(rows("Invariants")).hasSize(INVARIANTS).allSatisfy(cells -> {
      assertThat(quoted(cells.getLast()).toList()).as(cells.getFirst())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(TEST.matcher(name).matches() || tests(name, Optional.empty()).size() == 1)
              .as(name)
              .isTrue());
    });
  }

  @Test
  void hasThePackagesOfTheArchitectureRules() throws IOException {
    List<List<Object>> rows = rows("Packages").stream()
        .map(
            cells -> List.<Object>of(
                quoted(cells.get(0)).toList(), quoted(cells.get(2)).toList(), quoted(cells.get(3)).toList()))
        .toList();
    assertThat(rows).containsExactlyElementsOf(
        ArchitectureTest.table()
            .map(row -> List.<Object>of(List.of(row.name()), row.uses(), row.libraries()))
            .toList());
  }

  @Test
  void definesEveryDeletionRuleThatIsCited() throws IOException {
    List<String> defined = rows("Deletion rules").stream().map(List::getFirst).toList();
    assertThat(defined).containsExactlyElementsOf(
        IntStream.rangeClosed(1, RULES).mapToObj(Integer::toString).toList());
    Set<String> cited = new TreeSet<>();
    for (String source : texts(SOURCES, ".java")) {
      cited.addAll(found(RULE_BY_NUMBER, source));
      for (String words : found(RULE_BY_WORD, source)) {
        NUMBER.matcher(words)
            .results()
            .forEach(word -> cited.add(Integer.toString(NUMBERS.indexOf(word.group()) + 1)));
      }
    }
    assertThat(cited).isNotEmpty().isSubsetOf(defined);
  }

  @Test
  void definesEveryInvariantThatIsCited() throws IOException {
    List<String> defined = rows("Invariants").stream().map(List::getFirst).toList();
    assertThat(defined).containsExactlyElementsOf(
        IntStream.rangeClosed(1, INVARIANTS).mapToObj(number -> "I" + number).toList());
    Set<String> cited = new TreeSet<>();
    for (String source : texts(SOURCES, ".java")) {
      found(INVARIANT, source).forEach(number -> cited.add("I" + number));
    }
    assertThat(cited).hasSizeGreaterThan(5).isSubsetOf(defined);
  }

  @Test
  void everyDecisionIsListedInOrderUnderItsTitle() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      if (name.matches("\\d{4}-.*")) {
        String title = Files.readAllLines(page).getFirst();
        lines.add("%s[%s](%s)".formatted(
            title.replaceFirst("^# (\\d+\\. ).*", "$1"), title.replaceFirst("^# \\d+\\. ", ""), name));
      }
    }
    assertThat(Files.readAllLines(DECISIONS.resolve("README.md")).stream().filter(line -> line.matches("\\d+\\. .*")))
        .hasSizeGreaterThan(10)
        .containsExactlyElementsOf(lines);
    assertThat(IntStream.range(0, lines.size()).filter(i -> !lines.get(i).startsWith(i + 1 + ". "))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isShortAndItsLinksAreChecked(Path page) throws IOException {
    assertThat(Files.readAllLines(page)).hasSizeLessThanOrEqualTo(
        page.equals(PAGE) ? MOST_LINES : MOST_LINES_OF_A_DECISION);
    assertThat(LinksTest.pages()).contains(page);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  /** What the text has between single backticks. */
  private static Stream<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(each -> each.group(1));
  }

  private static Collection<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).toList();
  }

  /** The cells of the only table of the section under this heading, without its header. */
  private static List<List<String>> rows(String heading) throws IOException {
    return page().lines()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  /** The sources of the types of that name, as far as they have the method. */
  private static List<Path> tests(String name, Optional<String> method) {
    Path file = Path.of(name.replace('.', '/') + ".java");
    List<Path> found = new ArrayList<>();
    for (Path each : tests()) {
      if (each.endsWith(file) && method.map(called -> read(each).contains(" " + called + "(")).orElse(true)) {
        found.add(each);
      }
    }
    return found;
  }

  /** Every word of the product, and the names of the types that test it. */
  private static Set<String> words() throws IOException {
    Set<String> words = new HashSet<>();
    for (Path root : List.of(SOURCES.resolve("main"), Path.of("crds"))) {
      for (String text : texts(root, "")) {
        WORD.matcher(text).results().forEach(word -> words.add(word.group()));
      }
    }
    tests().forEach(file -> words.add(file.getFileName().toString().replace(".java", "")));
    return words;
  }

  /** Every source file that is not part of the product. */
  private static List<Path> tests() {
    return files(SOURCES, ".java").stream().filter(file -> !file.startsWith(SOURCES.resolve("main"))).toList();
  }

  private static List<String> texts(Path root, String ending) {
    return files(root, ending).stream().map(ArchitecturePageTest::read).toList();
  }

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending)).toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
