package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.page.Holdings;
import dev.trustedaccess.page.LargeHoldings;
import dev.trustedaccess.page.Page;
import dev.trustedaccess.page.RecordedHoldings;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import dev.trustedaccess.testbed.Browser;
import dev.trustedaccess.web.PageEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser, as a person with a keyboard uses it. */
@SuppressWarnings("NullAway.Init") // started before all tests
class PageIT {
  private static final AtomicReference<Page> SHOWN = new AtomicReference<>();
  private static Browser browser;
  private static PageEndpoint endpoint;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    endpoint = PageEndpoint.start(0, SHOWN::get);
  }

  @AfterAll
  static void stop() {
    endpoint.close();
    browser.close();
  }

  static Stream<Recorded> recorded() {
    return Recorded.all().stream();
  }

  /** An endpoint of its own for each page: one shares a document for a second. */
  private static void show(Page page, String view) throws IOException {
    endpoint.close();
    SHOWN.set(page);
    endpoint = PageEndpoint.start(0, SHOWN::get);
    browser.open("http://localhost:" + endpoint.port() + "/" + view);
  }

  /** The view changes a moment after the key is pressed. */
  private static void awaitHeading(String text) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> browser.text("h1").equals(text));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyStateIsShownAndReachedByKeyboard(Recorded recorded) throws IOException {
    boolean connection = recorded.state().ofConnection();
    show(RecordedHoldings.page(RecordedHoldings.of(recorded)), "");
    assertThat(browser.tabTo(connection ? "Connections" : "Services")).as("to the list").isTrue();
    browser.press(Keys.ENTER);
    awaitHeading(connection ? "Connections" : "Services");
    assertThat(browser.tabTo(recorded.objectName())).as("to the object").isTrue();
    browser.press(Keys.ENTER);
    awaitHeading((connection ? "Connection " : "") + recorded.objectName());
    String seen = browser.text("main");
    assertThat(seen).contains(recorded.message().isEmpty()
        ? "The operator has not read it yet."
        : KubectlConfirmation.without(recorded.message()));
    assertThat(recorded.conditions())
        .allSatisfy(each -> assertThat(seen).contains(each.path("reason").asText(), each.path("message").asText()));
    assertThat(browser.accessibilityFaults()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyViewIsAccessibleInLightAndInDark(String scheme) throws IOException {
    browser.prefer(scheme);
    show(LargeHoldings.page(8, 60), "");
    for (String view : new String[]{"overview", "services", "accounts", "deletions", "connections", "changes",
        "account/default/" + LargeHoldings.account(7), "service/fms.amazonaws.com", "connection/default",
        "service/none"}) {
      browser.open("http://localhost:" + endpoint.port() + "/#/" + view);
      assertThat(browser.accessibilityFaults()).as(view).isEmpty();
    }
    show(Page.standby(RecordedHoldings.NOW, "1.2.3", "trusted-access-operator-7d9f", 9090), "");
    assertThat(browser.text("main")).contains("trusted-access-operator-7d9f leads",
        "kubectl port-forward --namespace NAMESPACE pod/trusted-access-operator-7d9f 9090");
    assertThat(browser.accessibilityFaults()).as("standby").isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nothingIsRequestedButTheDocument() throws IOException {
    browser.requests();
    show(RecordedHoldings.page(RecordedHoldings.of(Recorded.of(State.CLEANUP_PENDING))), "");
    assertThat(browser.tabTo("Deletions")).isTrue();
    browser.press(Keys.ENTER);
    awaitHeading("Deletions");
    assertThat(browser.text("main")).contains("policy block-bad-bots in account 444455556666 (eu-west-1)",
        "destructive");
    assertThat(browser.requests()).filteredOn(address -> !address.startsWith("about:"))
        .containsExactly("http://localhost:" + endpoint.port() + "/");
  }

  @Test
  void leavingASearchShowsTheViewOfTheAddress() throws IOException {
    show(RecordedHoldings.page(RecordedHoldings.together()), "#/services");
    assertThat(browser.tabTo("Deletions")).isTrue();
    browser.press(Keys.ENTER);
    awaitHeading("Deletions");
    search("fms");

    browser.run("history.back()");

    awaitViewAfterSearch("Services");
    search("fms");
    assertThat(browser.tabTo("Services")).as("to the view that the address has already").isTrue();
    browser.press(Keys.ENTER);
    awaitViewAfterSearch("Services");
  }

  private static void search(String text) {
    browser.run("document.getElementById('search').focus()");
    browser.press(text);
    awaitHeading("Search");
  }

  /** The search box is empty, and a screen reader begins at the heading. */
  private static void awaitViewAfterSearch(String heading) {
    awaitHeading(heading);
    assertThat(browser.run("return document.getElementById('search').value")).isEqualTo("");
    assertThat(browser.run("return document.activeElement.textContent")).isEqualTo(heading);
  }

  @Test
  void aDeletionThatWasNotReadSaysSoAndACountOfOneIsSingular() throws IOException {
    show(RecordedHoldings.page(RecordedHoldings.of(Recorded.of(State.DELETION_HELD))), "#/deletions");
    assertThat(browser.text("main")).contains("not read yet", "Reconciling since ");
    show(RecordedHoldings.page(RecordedHoldings.of(Recorded.of(State.CLEANUP_BLOCKED))), "");
    assertThat(browser.text("main")).contains("1\nneeds a person",
        "kubectl delete tsa config-multiaccountsetup.amazonaws.com");
  }

  @Test
  void whatTheDocumentationShows() throws IOException {
    Path folder = Path.of(Boolean.getBoolean("page.write") ? "docs" : "target");
    browser.prefer("light");
    show(RecordedHoldings.page(RecordedHoldings.together()), "");
    assertThat(browser.text("main")).contains("What needs a person", "fms.amazonaws.com");
    browser.picture(folder.resolve("page-overview.png"));
    browser.prefer("dark");
    browser.open("http://localhost:" + endpoint.port() + "/#/service/fms.amazonaws.com");
    assertThat(browser.text("main")).contains("What remains", "block-bad-bots");
    browser.picture(folder.resolve("page-service.png"));
    browser.prefer("light");
    browser.open("http://localhost:" + endpoint.port() + "/#/accounts");
    assertThat(browser.text("main")).contains("Accounts 1 to 25 of 60");
    browser.picture(folder.resolve("page-accounts.png"));
  }

  @Test
  void aHostileValueIsDrawnAsText() throws IOException {
    var object = RecordedHoldings.declaration(Recorded.of(State.CLEANUP_PENDING));
    String hostile = "<img src=x onerror=\"document.title='taken'\"></script><script>document.title='taken'</script>";
    object.getMetadata().setName(hostile);
    show(RecordedHoldings.page(new Holdings(
        List.of(object), List.of(), Map.of())), "");
    assertThat(browser.text("main h3")).isEqualTo(hostile);
    assertThat(browser.all("img")).isEmpty();
    assertThat(browser.run("return document.title")).isEqualTo("Trusted access");
  }

  @Test
  void fiveThousandAccountsArePaintedAndSearchedWithinASecond() throws IOException {
    show(LargeHoldings.page(60, 5_000), "");
    double painted = ((Number) browser.run("""
        return new Promise(done => new PerformanceObserver(seen =>
          seen.getEntriesByName('first-contentful-paint').forEach(paint => done(paint.startTime)))
          .observe({type: 'paint', buffered: true}))""")).doubleValue();
    assertThat(browser.tabTo("Search by account, principal or name")).isTrue();
    browser.run("""
        window.searched = [];
        document.getElementById('search').addEventListener('keydown', () => {
          const begun = performance.now();
          requestAnimationFrame(() => setTimeout(() => window.searched.push(performance.now() - begun)));
        });""");
    String account = LargeHoldings.account(4_321);
    browser.press(account);
    assertThat(browser.text("main")).contains("1 result", account);
    browser.run("return new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
    double search = ((Number) browser.run("return Math.max(...window.searched)")).doubleValue();
    assertThat(browser.tabTo(account)).isTrue();
    browser.press(Keys.ENTER);
    awaitHeading("Account " + account);
    double matrix = ((Number) browser.run("""
        const begun = performance.now();
        location.hash = '#/accounts';
        return new Promise(done => addEventListener('hashchange',
          () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))))""")).doubleValue();
    assertThat(browser.text("main [role=status]")).isEqualTo("Accounts 1 to 25 of 5000");
    System.out.printf("page, 60 services, 5,000 accounts: first paint %.0f ms, search %.0f ms, matrix %.0f ms%n",
        painted,
        search, matrix);
    assertThat(painted).as("first paint, ms").isLessThan(1_000);
    assertThat(search).as("search, ms").isLessThan(1_000);
    assertThat(matrix).as("matrix, ms").isLessThan(1_000);
  }
}
