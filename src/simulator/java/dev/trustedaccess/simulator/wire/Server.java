package dev.trustedaccess.simulator.wire;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.simulator.control.Control;
import dev.trustedaccess.simulator.front.Front;
import dev.trustedaccess.simulator.world.World;

/** The simulator on its port: AWS's APIs, and below {@code /_simulator/} what tests in other processes need. */
public final class Server implements AutoCloseable {
  private static final String CONTROL = "/_simulator";

  private final AwsEdge aws;
  private final Control control;
  private final HttpEdge http;

  /** Starts it on this port, 0 for any free one. */
  public Server(World world, Front front, int port) {
    aws = new AwsEdge(front);
    control = new Control(world, front);
    http = new HttpEdge(port, world::now, this::answer);
  }

  public URI endpoint() {
    return http.endpoint();
  }

  private Optional<HttpOut> answer(HttpIn in) {
    return in.path().startsWith(CONTROL + "/") ? Optional.of(control(in)) : aws.answer(in);
  }

  private HttpOut control(HttpIn in) {
    try {
      var route = in.method() + " " + in.path().substring(CONTROL.length());
      return json(200, control.handle(route, in.query(), Json.read(in.body())));
    } catch (RuntimeException e) {
      return json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static HttpOut json(int status, Object value) {
    return new HttpOut(status, "application/json", Map.of(), Json.write(value));
  }

  @Override
  public void close() {
    http.close();
  }
}
