package dev.trustedaccess.aws.sdk;

import java.net.URI;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends every request to the host of one endpoint. Some services put the account before the host ({@code
 * 111122223333.s3-control.eu-west-1.amazonaws.com}), an overridden one too, whatever the SDK's option against host prefixes
 * says: such a name does not resolve, and before an IP address it is none.
 *
 * @param endpoint the endpoint
 */
record FixedHost(URI endpoint) implements ExecutionInterceptor {
  /** Reserved by RFC 2606: it never resolves, so a request that kept it would be noticed. */
  private static final String NAME = "endpoint.invalid";

  /** The endpoint to build a client with: the same, with a name for its host. */
  URI named() {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return URI.create(endpoint.getScheme() + "://" + NAME + port + endpoint.getRawPath());
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder().host(endpoint.getHost()).build();
  }
}
