package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A plan as Markdown and as JSON. */
class PlanFormatTest extends PlanBench {
  @Test
  void aPullRequestGetsATable(@TempDir Path directory) throws IOException {
    assertThat(plan("-o", "markdown", "-f", declared(directory, "ds.amazonaws.com", ""))).isEqualTo(2);

    assertThat(lines()).containsExactly(
        "**Applying changes AWS: 1 to enable.**", "", "| do | service | how or why |", "|---|---|---|",
        "| enable | `ds.amazonaws.com` | by organizations:EnableAWSServiceAccess |");
  }

  /** What is shown of a file was written by whoever suggests the change. */
  @Test
  void nothingInAFileBecomesALinkOrAnotherRow(@TempDir Path directory) throws IOException {
    String place = declared(directory, "ds.amazonaws.com", """
        , "\\e[2K\\rleave \\u202e<img src=x> [all](https://a.example) www.a.example @org/team *x* `y` \\\\| z": 1""");

    assertThat(plan("-f", place)).isEqualTo(1);
    assertThat(out.toString()).doesNotContain("\u001b", "\r", "\u202e");

    assertThat(plan("-o", "markdown", "-f", place)).isEqualTo(1);
    assertThat(lines().get(4)).startsWith("| refuse | `files` | ")
        .contains("&lt;img src=x&gt; \\[all\\](https&#58;//a.example) www&#46;a.example @\u2060org/team \\*x\\* \\`y\\`"
            + " \\\\\\| z is unknown.")
        .doesNotContain("\u001b", "\r", "\u202e");
    assertThat(lines()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "a #123 b | a #\u2060123 b", "owner/repo#1 | owner/repo#\u20601", "gh-7 | gh-\u20607",
      "see @name | see @\u2060name",
      "owner/repo@0a1b2c3d4e | owner/repo@\u2060`0a1b2c3d4e`", "by 0a1b2c3. | by `0a1b2c3`.",
      "WWW.a.example | WWW&#46;a.example", "_www.a.example | \\_www&#46;a.example", "_GH-7 | \\_GH-\u20607",
      "_0a1b2c3 | \\_`0a1b2c3`",
      "in 444455556666 | in `444455556666`", "o-exampleorg1 #a a-1 | o-exampleorg1 #a a-1"})
  void nothingInAFileBecomesAReference(String written, String shown, @TempDir Path directory) throws IOException {
    assertThat(plan("-o", "markdown", "-f", declared(directory, "ds.amazonaws.com", ", \"" + written + "\": 1")))
        .isEqualTo(1);

    assertThat(lines().get(4)).contains("spec." + shown + " is unknown.");
  }

  @Test
  void aProgramGetsEachChangeInFields() throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO);

    assertThat(plan("-o", "json", "-f", "examples")).isEqualTo(2);

    JsonNode plan = new JsonMapper().readTree(out);
    JsonNode first = plan.at("/connections/0/declarations/0");
    assertThat(plan.path("version").asInt()).isEqualTo(1);
    assertThat(plan.path("exitCode").asInt()).isEqualTo(2);
    assertThat(first.toString()).isEqualTo("""
        {"name":"fms.amazonaws.com","servicePrincipal":"fms.amazonaws.com","enabledAlready":false,"changes":[\
        {"do":"enable","call":"organizations:EnableAWSServiceAccess","alsoEnables":[]},\
        {"do":"appoint","call":"fms:AssociateAdminAccount","account":"444455556666","region":"us-east-1",\
        "registers":true}],"outcome":"ready"}""");
    assertThat(plan.findValuesAsText("reason")).contains("AwaitingServiceAdministrator");
  }
}
