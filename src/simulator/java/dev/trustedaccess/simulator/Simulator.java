package dev.trustedaccess.simulator;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.front.CallLog;
import dev.trustedaccess.simulator.front.Faults;
import dev.trustedaccess.simulator.front.Front;
import dev.trustedaccess.simulator.front.Throttling;
import dev.trustedaccess.simulator.wire.Server;
import dev.trustedaccess.simulator.wire.Services;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.Pages;
import dev.trustedaccess.simulator.world.World;

/**
 * AWS, as far as trusted access goes, on a loopback port:
 *
 * <pre>
 * try (var aws = Simulator.start()) {
 *   var org = aws.organization("o-exampleorgid", "111111111111");
 *   org.account("222222222222", "security").role("TrustedAccessRead");
 *   org.enabled("sso.amazonaws.com", Instant.parse("2024-05-01T00:00:00Z"));
 *   ...point an SDK client at aws.endpoint() with org.management().keys()
 * }
 * </pre>
 */
public final class Simulator implements AutoCloseable {
  private final World world;
  private final Front front;
  private final Server server;

  private Simulator(InstantSource clock, int port) {
    world = new World(clock);
    front = new Front(world);
    server = new Server(world, front, port);
  }

  /** On any free port, by the system's clock. */
  public static Simulator start() {
    return start(InstantSource.system());
  }

  /** By another clock: it is AWS's own, which DateEnabled and the {@code Date} header follow. */
  public static Simulator start(InstantSource clock) {
    return new Simulator(clock, 0);
  }

  /** On this port. */
  public static Simulator startAt(int port) {
    return new Simulator(InstantSource.system(), port);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** The environment in which any AWS SDK, or either version of the AWS CLI, speaks to the simulator as this account. */
  public Map<String, String> environment(Account account) {
    return new TreeMap<>(Map.of("AWS_ENDPOINT_URL", endpoint().toString(),
        "AWS_REGION", "us-east-1",
        // Version 1 of the AWS CLI reads this one only.
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", account.keys().accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", account.keys().secretAccessKey(),
        "AWS_EC2_METADATA_DISABLED", "true"));
  }

  /** A new organization with all features. */
  public Organization organization(String id, String managementAccountId) {
    return world.organization(id, managementAccountId);
  }

  /** A new account in no organization. */
  public Account standaloneAccount(String id) {
    return world.standaloneAccount(id);
  }

  /** The IAM actions of all calls that change something, of every service. */
  public static Stream<String> changing() {
    return Services.all().flatMap(AwsApi::changing);
  }

  public World world() {
    return world;
  }

  /** Every call so far. */
  public CallLog calls() {
    return front.log();
  }

  /** Orders trouble. */
  public Faults faults() {
    return front.faults();
  }

  /** The published limits: measured always, enforced on request. */
  public Throttling throttling() {
    return front.throttling();
  }

  /** How lists are cut into pages. */
  public Pages pages() {
    return world.pages();
  }

  /** Ends every role session, as revoking sessions does: the next call with one is refused. */
  public void revokeSessions() {
    world.credentials().revokeSessions();
  }

  /** Back to nothing: no organization, no call, no fault. */
  public void reset() {
    world.clear();
    front.clear();
  }

  @Override
  public void close() {
    server.close();
  }
}
