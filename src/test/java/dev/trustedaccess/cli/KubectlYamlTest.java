package dev.trustedaccess.cli;

import dev.trustedaccess.domain.declaration.Desired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Unquoted values are to us what they are to kubectl. */
class KubectlYamlTest extends OnManifestFiles {
  /** As kubectl reads it. */
  @ParameterizedTest
  @CsvSource({"true, true", "yes, true", "Yes, true", "YES, true", "on, true", "On, true", "ON, true", "y, true",
      "Y, true", "false, false", "no, false", "No, false", "NO, false", "off, false", "Off, false", "OFF, false",
      "n, false", "N, false"})
  void anUnquotedYesIsTrueAndAQuotedOneAText(String word, boolean meant) throws Exception {
    Manifests unquoted = read(FMS + "  acceptUnknownService: " + word + "\n");
    assertThat(unquoted.faults()).isEmpty();
    assertThat(unquoted.declarations()).singleElement()
        .extracting(Desired::acceptUnknownService)
        .isEqualTo(meant);
    assertThat(read(FMS + "  acceptUnknownService: '" + word + "'\n").faults()).singleElement()
        .asString()
        .contains("spec.acceptUnknownService");

    String paused = FMS.replace("fms.amazonaws.com}",
        "fms.amazonaws.com, annotations: {trustedaccess.dev/paused: %s}}");
    assertThat(read(paused.formatted(word)).faults()).singleElement()
        .asString()
        .contains("trustedaccess.dev/paused");
    assertThat(read(paused.formatted("\"" + word + "\"")).faults()).isEmpty();
  }

  /** The API server gets a number, or nothing, and rejects it; it must not be planned as a text. */
  @ParameterizedTest
  @ValueSource(strings = {"012345678901", "012345671234", "0o12", "0x12", "0b11", "4444_5555_6666", "4.5", ".5", "1e3",
      "+12", "-12", ".inf", ".NaN", "~", "Null", "NULL", "null", "True", "y"})
  void whatLooksLikeANumberOrNothingIsNoText(String account) throws Exception {
    assertThat(read(FMS.replace("\"444455556666\"", account)).faults()).singleElement()
        .asString()
        .endsWith("spec.delegatedAdministrators[0] must be a text in quotes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-05-01", "2024-05-01T08:00:00Z", "12:30", "1.2.3"})
  void aDateOrTimeIsAText(String note) throws Exception {
    assertThat(read(FMS.replace("{name: fms.amazonaws.com}", "{name: fms.amazonaws.com, annotations: {note: " + note
        + "}}")).faults()).isEmpty();
  }

  @Test
  void aNameThatYamlTakesForANumberIsSaid() throws Exception {
    assertThat(read(FMS.replaceAll("metadata: .*", "metadata: {name: 7}")).faults())
        .extracting(Manifests.Fault::problem)
        .containsExactly("TrustedServiceAccess 7: metadata.name must be a text in quotes.");
  }
}
