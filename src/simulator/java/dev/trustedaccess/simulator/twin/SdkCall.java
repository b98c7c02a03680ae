package dev.trustedaccess.simulator.twin;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * An operation as the SDK has it: a method of a client that takes a request and gives a response.
 *
 * @param client the type of the client
 */
record SdkCall(Class<?> client, Method method) {
  private static final List<String> ABSENT = List.of("notfound", "doesnotexist", "nosuch", "notexist");

  /** A client that asks a function instead of a service. */
  static Object client(Class<?> type, BiFunction<SdkCall, SdkRequest, SdkResponse> answers) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (isCall(method)) {
        return answers.apply(new SdkCall(type, method), (SdkRequest) arguments[0]);
      }
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      return method.getName().equals("serviceName") ? type.getSimpleName() : null;
    };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler);
  }

  private static boolean isCall(Method method) {
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && SdkResponse.class.isAssignableFrom(method.getReturnType());
  }

  /** A response without members yet. */
  SdkPojo response() {
    return (SdkPojo) invoke(method.getReturnType(), "builder");
  }

  static SdkResponse built(SdkPojo response) {
    return (SdkResponse) ((Buildable) response).build();
  }

  /** The refusals that AWS documents for it, those first that mean that something is not there. */
  List<AwsServiceException> refusals() {
    return Stream.of(method.getExceptionTypes())
        .filter(type -> AwsServiceException.class.isAssignableFrom(type)
            && type.getPackage().equals(method.getReturnType().getPackage())
            && !type.getSimpleName().equals(client.getSimpleName().replace("Client", "Exception")))
        .sorted((one, other) -> Boolean.compare(meansAbsent(other), meansAbsent(one)))
        .map(SdkCall::refusal)
        .toList();
  }

  static boolean meansAbsent(Class<?> refusal) {
    String name = refusal.getSimpleName().toLowerCase(Locale.ROOT);
    return ABSENT.stream().anyMatch(name::contains);
  }

  private static AwsServiceException refusal(Class<?> type) {
    AwsServiceException.Builder builder = (AwsServiceException.Builder) invoke(type, "builder");
    return builder.message("probed")
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(type.getSimpleName()).errorMessage("probed").build())
        .build();
  }

  static Object invoke(Class<?> type, String factory) {
    try {
      return type.getMethod(factory).invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.getName() + "." + factory, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + "." + factory, e);
    }
  }

  @Override
  public String toString() {
    return client.getSimpleName() + "." + method.getName();
  }
}
