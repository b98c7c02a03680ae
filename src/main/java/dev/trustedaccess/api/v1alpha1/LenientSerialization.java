package dev.trustedaccess.api.v1alpha1;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects with any content. A value of the wrong type becomes null, including everything below it; its siblings
 * are read. One object that another writer corrupted must not end the informer, and with it the process.
 */
public final class LenientSerialization extends KubernetesSerialization {
  /**
   * For {@code KubernetesClientBuilder.withKubernetesSerialization}; every client of the operator uses it. Everything
   * is read as a named type, except the object that ends a watch; a class path search for kinds would load all of
   * Kubernetes', a tenth of the memory.
   */
  public LenientSerialization() {
    super(new ObjectMapper(), false);
    // Sent instead of an object when a watch must start again. If unknown, it would be ignored and the watch would stay
    // silent.
    registerKubernetesResource(Status.class);
  }

  @Override
  protected void configureMapper(ObjectMapper mapper) {
    super.configureMapper(mapper);
    mapper.addHandler(new UnreadableIsNull());
    // The handler is not called for empty strings or for numbers that are out of range.
    mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
    // After the client's own modules, one of which also reads integers and fails on an empty string.
    mapper.registerModule(new SimpleModule("whole numbers or null")
        .addDeserializer(Long.class, new WholeNumber<>(Long.class, JsonParser::getLongValue))
        .addDeserializer(Integer.class, new WholeNumber<>(Integer.class, JsonParser::getIntValue)));
  }

  private static final class UnreadableIsNull extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType target, JsonToken token,
        JsonParser parser, String failure) throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(DeserializationContext context, Class<?> target,
        @Nullable ValueInstantiator instantiator, JsonParser parser, String failure) throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> target, String value,
        String failure) {
      return null;
    }
  }

  private interface Read<N> {
    N from(JsonParser parser) throws IOException;
  }

  private static final class WholeNumber<N extends Number> extends StdScalarDeserializer<N> {
    private static final long serialVersionUID = 1L;
    private final transient Read<N> number;

    WholeNumber(Class<N> type, Read<N> number) {
      super(type);
      this.number = number;
    }

    @Override
    public @Nullable N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.currentToken().isNumeric()) {
        parser.skipChildren();
        return null;
      }
      try {
        return number.from(parser);
      } catch (InputCoercionException outOfRange) {
        return null;
      }
    }
  }
}
