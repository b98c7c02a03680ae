package dev.trustedaccess.testbed;

/**
 * A second API server on the etcd of a {@link RealApiServer}. While it is frozen, lists and gets with resourceVersion 0,
 * which is what informers ask for, are answered from its cache as of the freeze; a read without a resourceVersion gets
 * no answer.
 */
public final class StaleApiServer implements AutoCloseable {
  private final Closer parts;
  private final FreezableProxy etcd;
  private final ApiEndpoint endpoint;

  private StaleApiServer(Closer parts, FreezableProxy etcd, ApiEndpoint endpoint) {
    this.parts = parts;
    this.etcd = etcd;
    this.endpoint = endpoint;
  }

  static StaleApiServer start(KubeApiServer.Cluster cluster, int etcdPort) {
    var parts = new Closer();
    try {
      var etcd = parts.add(FreezableProxy.to(etcdPort));
      var server = parts.add(KubeApiServer.start(cluster, etcd.port(), null));
      return new StaleApiServer(parts, etcd, server.endpoint());
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  public ApiEndpoint endpoint() {
    return endpoint;
  }

  /** From here on the server learns nothing new. */
  public void freeze() {
    etcd.freeze();
  }

  /** The server catches up. */
  public void thaw() {
    etcd.thaw();
  }

  /** May be called again. */
  @Override
  public void close() {
    parts.close();
  }
}
