package dev.trustedaccess.testbed;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Debian's Chromium without a window, driven through WebDriver. */
public final class Browser implements AutoCloseable {
  private static final String AXE = """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        found => done(found.violations.map(each => each.id + ': ' + each.help + ' ' + each.nodes.map(node => node.html).join(' '))),
        failed => done(['axe failed: ' + failed]));
      """;
  private static final int MOST_TABS = 400;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it with a window of a laptop's size. */
  public static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Binaries.browser("chromium").toFile());
    // Whoever runs the tests may be root, for whom Chromium has no sandbox. It shows only this repository's own page.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--no-proxy-server");
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(new File(Binaries.browser("chromedriver").toString()))
        .usingAnyFreePort()
        .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(1280, 900));
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60)).pageLoadTimeout(Duration.ofSeconds(60));
    return new Browser(driver);
  }

  /** Loads a document anew, also where only the part behind # differs. */
  public void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  /** {@code light} or {@code dark}, as a person's settings prefer it. */
  public void prefer(String scheme) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What is seen of the first such element, as text; empty if there is none now. */
  public String text(String selector) {
    return run("const found = document.querySelector(arguments[0]); return found ? found.innerText : ''", selector)
        .toString();
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Presses a key, or types text, where the focus is. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses the tabulator until an element has the focus whose accessible name is this; false if none gets it. */
  public boolean tabTo(String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      press(Keys.TAB);
      WebElement now = driver.switchTo().activeElement();
      if (now.getTagName().equals("body")) {
        return false;
      }
      if (name.equals(now.getAccessibleName())) {
        return true;
      }
    }
    return false;
  }

  /** The result of a script, which may be null only if the script returns nothing. */
  public Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** What axe-core finds wrong with the document as it is now. */
  public List<String> accessibilityFaults() {
    if (run("return typeof axe").equals("undefined")) {
      driver.executeScript(axe());
    }
    return ((List<?>) Objects.requireNonNull(driver.executeAsyncScript(AXE))).stream().map(String::valueOf).toList();
  }

  /** What the browser complained about since the last call: errors of scripts, what a policy kept from loading. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream().map(entry -> entry.getMessage()).toList();
  }

  /** Addresses that were requested since the last call. */
  public List<String> requests() {
    return driver.manage()
        .logs()
        .get("performance")
        .getAll()
        .stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .filter(address -> !address.startsWith("data:"))
        .toList();
  }

  /** Writes what is seen as a PNG. */
  public void picture(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String axe() {
    try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
