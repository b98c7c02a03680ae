package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.util.Set;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML as kubectl reads it, by version 1.1: what is not quoted is true, false, nothing or a number if it looks like one, and
 * quoted it is a text (resolve.go of go.yaml.in/yaml/v2, which sigs.k8s.io/yaml uses). A date is a text.
 */
final class KubectlYaml extends YAMLFactory {
  private static final long serialVersionUID = 1L;
  private static final Set<String> TRUE = Set.of(
      "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE = Set.of(
      "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  KubectlYaml() {
    super(YAMLFactory.builder().loaderOptions(readingWhatFits()));
  }

  /** The reader's own limit of 3 million characters would call a larger file invalid; the caller has a limit of its own. */
  private static LoaderOptions readingWhatFits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  @Override
  protected YAMLParser _createParser(InputStream in, IOContext context) throws IOException {
    return new Parser(this, context, _createReader(in, null, context));
  }

  private static final class Parser extends YAMLParser {
    Parser(KubectlYaml factory, IOContext context, Reader reader) {
      super(context, factory._parserFeatures, factory._yamlParserFeatures, factory._loaderOptions,
          factory._objectCodec, reader);
    }

    @Override
    protected JsonToken _decodeScalar(ScalarEvent scalar) throws IOException {
      if (!scalar.isPlain() || scalar.getTag() != null) {
        return super._decodeScalar(scalar);
      }
      _textValue = scalar.getValue();
      _cleanedTextValue = null;
      if (TRUE.contains(_textValue)) {
        return JsonToken.VALUE_TRUE;
      }
      if (FALSE.contains(_textValue)) {
        return JsonToken.VALUE_FALSE;
      }
      return NOTHING.contains(_textValue) ? JsonToken.VALUE_NULL : numberOrText();
    }

    private JsonToken numberOrText() {
      return switch (PlainNumber.of(_textValue).orElse(null)) {
        case BigInteger whole -> {
          _numberBigInt = whole;
          _numTypesValid = NR_BIGINT;
          yield JsonToken.VALUE_NUMBER_INT;
        }
        case Double broken -> {
          _numberDouble = broken;
          _numTypesValid = NR_DOUBLE;
          yield JsonToken.VALUE_NUMBER_FLOAT;
        }
        case null, default -> JsonToken.VALUE_STRING;
      };
    }
  }
}
