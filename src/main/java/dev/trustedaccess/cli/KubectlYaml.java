package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Set;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML as kubectl reads it, by version 1.1: an unquoted yes, no, on or off, or y or n, is true or false, and quoted it is
 * a text (the booleans in goyaml.v2/resolve.go of sigs.k8s.io/yaml).
 */
final class KubectlYaml extends YAMLFactory {
  private static final long serialVersionUID = 1L;
  private static final Set<String> TRUE = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSE = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");

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
      JsonToken read = super._decodeScalar(scalar);
      if (!scalar.isPlain() || scalar.getTag() != null) {
        return read;
      }
      return TRUE.contains(scalar.getValue())
          ? JsonToken.VALUE_TRUE
          : FALSE.contains(scalar.getValue()) ? JsonToken.VALUE_FALSE : read;
    }
  }
}
