package dev.trustedaccess.simulator.twin;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.trustedaccess.simulator.api.AwsApi;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * How the SDK itself sends a call, seen by having it send one that is caught before it leaves.
 *
 * @param service the name that the request is signed for
 * @param operation the operation, as AWS's model names it
 * @param wire the service's protocol
 * @param method of HTTP
 * @param path of HTTP, with a group for each member that is part of it
 * @param members these members, in their order
 * @param headers the members that are headers, by the headers' lower-case names
 * @param body the member that is itself the body of an answer; empty where the body holds the members
 */
public record Route(String service, String operation, Wire wire, String method, Pattern path, List<String> members,
    List<String> headers, Optional<String> body) {
  /** The protocols of AWS's services. */
  public enum Wire {
    JSON, REST_JSON, QUERY, EC2, REST_XML
  }

  /** The IAM action of the call, such as {@code fms:ListPolicies}. */
  public String action() {
    return AwsApi.action(service, operation);
  }

  static Route of(SdkCall call, SdkRequest sample) {
    Caught caught = new Caught();
    try (AutoCloseable client = caught.client(call.client())) {
      call.method().invoke(client, sample);
      throw new IllegalStateException(call + " was not caught");
    } catch (ReflectiveOperationException e) {
      if (caught.request == null) {
        throw new IllegalStateException(call + " was not sent", e.getCause());
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return caught.route(call, sample);
  }

  /** The name that requests of this client are signed for. */
  static String service(Class<?> client) {
    try {
      return (String) client.getField("SERVICE_NAME").get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(client.getName(), e);
    }
  }

  private static Wire wire(Object client, SdkHttpRequest request) {
    String factory = Arrays.stream(client.getClass().getDeclaredFields())
        .filter(field -> field.getName().equals("protocolFactory"))
        .map(Field::getType)
        .map(Class::getSimpleName)
        .findFirst()
        .orElse("none");
    return switch (factory) {
      case "AwsJsonProtocolFactory" -> request.headers().containsKey("X-Amz-Target") ? Wire.JSON : Wire.REST_JSON;
      case "AwsQueryProtocolFactory" -> Wire.QUERY;
      case "AwsEc2ProtocolFactory" -> Wire.EC2;
      case "AwsXmlProtocolFactory" -> Wire.REST_XML;
      default -> throw new IllegalStateException("no protocol of ours: " + factory + " of " + client.getClass());
    };
  }

  private static final class Caught implements SdkHttpClient, ExecutionInterceptor {
    private @Nullable SdkHttpRequest request;
    private String operation = "";
    private @Nullable Object client;

    @SuppressWarnings("unchecked")
    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> AutoCloseable client(Class<?> type) {
      B builder = (B) SdkCall.invoke(type, "builder");
      builder.httpClient(this);
      builder.region(Region.US_EAST_1);
      // A name, because some services put the account before it.
      builder.endpointOverride(URI.create("http://localhost"));
      builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
      builder.overrideConfiguration(
          override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(this));
      C built = builder.build();
      client = built;
      return (AutoCloseable) built;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
      operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
      request = execute.httpRequest();
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          throw new IOException("caught");
        }

        @Override
        public void abort() {
          // Nothing is under way.
        }
      };
    }

    private Route route(SdkCall call, SdkPojo sample) {
      SdkHttpRequest sent = Objects.requireNonNull(request, "a request");
      Wire wire = wire(Objects.requireNonNull(client, "a client"), sent);
      String path = sent.encodedPath();
      String pattern = Pattern.quote(path);
      List<String> members = new ArrayList<>();
      for (SdkField<?> field : sample.sdkFields()) {
        if (field.location() == MarshallLocation.PATH && field.getValueOrDefault(sample) instanceof String text) {
          members.add(field.locationName());
          pattern = pattern.replace(text, "\\E([^/]+)\\Q");
        }
      }
      members.sort((one, other) -> Integer.compare(position(path, sample, one), position(path, sample, other)));
      return new Route(
          Route.service(call.client()), operation, wire, sent.method().name(), Pattern.compile(pattern), members,
          headers(sample), body(call.response()));
    }

    /** Only those that the listing gives. */
    private static List<String> headers(SdkPojo sample) {
      return sample.sdkFields()
          .stream()
          .filter(field -> field.location() == MarshallLocation.HEADER && field.getValueOrDefault(sample) != null)
          .map(field -> field.locationName().toLowerCase(Locale.ROOT))
          .toList();
    }

    private static Optional<String> body(SdkPojo response) {
      return response.sdkFields()
          .stream()
          .filter(field -> field.containsTrait(PayloadTrait.class))
          .map(SdkField::unmarshallLocationName)
          .findFirst();
    }

    private static int position(String path, SdkPojo sample, String member) {
      return path.indexOf(Derivation.texts(sample).getOrDefault(member, path));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
