package dev.trustedaccess.e2e;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a class of tests an API server with the kinds and the installation of {@link #INSTALLATION} applied, which no
 * other class uses at the same time; the next one gets the same. Each leaves it as it found it, and it ends after the last.
 */
final class SharedCluster implements ParameterResolver {
  private static final Namespace SPACE = Namespace.create(SharedCluster.class);
  static final Path CRDS = Path.of("crds");
  /** The operator's rights and pod, without the chart and its admission policies. */
  static final String INSTALLATION = "src/e2e/resources/operator.yaml";
  /** Whom the installation makes for the operator. The name is all that RBAC knows a service account by. */
  static final String OPERATOR = "system:serviceaccount:trusted-access:trusted-access-operator";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RealApiServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var whole = context.getRoot();
    var pool = whole.getStore(SPACE).computeIfAbsent(Pool.class);
    var testClass = context;
    while (!testClass.getParent().orElse(whole).equals(whole)) {
      testClass = testClass.getParent().orElseThrow();
    }
    return testClass.getStore(SPACE).computeIfAbsent("lent", _ -> pool.lend(), Lent.class).server();
  }

  /** As many servers as classes ran at once. */
  static final class Pool implements AutoCloseable {
    private final Queue<RealApiServer> free = new ConcurrentLinkedQueue<>();

    private Lent lend() {
      var server = free.poll();
      return new Lent(server == null ? start() : server, this);
    }

    @Override
    public void close() {
      free.forEach(RealApiServer::close);
    }
  }

  /** Given back as the class ends. */
  private record Lent(RealApiServer server, Pool pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.free.add(server);
    }
  }

  private static RealApiServer start() {
    var server = RealApiServer.builder().user(OPERATOR, "system:serviceaccounts").start();
    server.applyCrds(CRDS);
    server.kubectl("apply", "-f", INSTALLATION).orFail();
    return server;
  }
}
