package dev.trustedaccess.simulator.wire;

import java.net.URI;

import dev.trustedaccess.simulator.front.Front;
import dev.trustedaccess.simulator.world.World;

/** The simulator on its port: AWS's APIs, and below {@code /_simulator/} what tests in other processes need. */
public final class Server implements AutoCloseable {
  private final HttpEdge http;

  /** Starts it on this port, 0 for any free one. */
  public Server(World world, Front front, int port) {
    var aws = new AwsEdge(front);
    http = new HttpEdge(port, world::now, aws::answer);
  }

  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
  }
}
