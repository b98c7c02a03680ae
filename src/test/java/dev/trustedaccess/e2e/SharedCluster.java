package dev.trustedaccess.e2e;

import java.nio.file.Path;

import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one API server for all of them, with the kinds and the installation of {@code examples/install/} applied; it
 * ends after the last test. Each test leaves it as it found it.
 */
final class SharedCluster implements ParameterResolver {
  static final Path CRDS = Path.of("crds");
  /** Whom the installation makes for the operator. The name is all that RBAC knows a service account by. */
  static final String OPERATOR = "system:serviceaccount:trusted-access:trusted-access-operator";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RealApiServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot()
        .getStore(Namespace.create(SharedCluster.class))
        .computeIfAbsent("server", _ -> start(), RealApiServer.class);
  }

  private static RealApiServer start() {
    var server = RealApiServer.builder().user(OPERATOR, "system:serviceaccounts").start();
    server.applyCrds(CRDS);
    server.kubectl("apply", "-f", "examples/install/").orFail();
    return server;
  }
}
