package dev.trustedaccess.aws.sdk;

import java.util.Optional;
import java.util.function.Function;

import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.port.ChangeTicket;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends one request: signed by a session, through its gate, its trouble named. Every request of this product passes here.
 *
 * @param clients the shared clients
 * @param limiter the shared rate limits
 * @param organizationId whose buckets are charged
 * @param homeRegion Region of the partition's global endpoints
 */
public record Wire(Clients clients, Limiter limiter, String organizationId, String homeRegion) {
  /** Stands for a Region where a service has only one endpoint in the partition. */
  public static final String GLOBAL = "global";

  /** The Region to build a client for. */
  String endpointRegion(String region) {
    return region.equals(GLOBAL) ? homeRegion : region;
  }

  /** Throws {@link AwsFailure} where a change is too late already, so that no session is made for it. */
  void requireInTime(ChangeTicket ticket, String action) {
    if (!limiter.clock().instant().isBefore(ticket.sendBefore())) {
      throw new AwsFailure(new Failure(Failure.Kind.NOT_SENT, action));
    }
  }

  /**
   * Sends one request and returns its answer, or throws {@link AwsFailure}.
   *
   * @param place where it is sent, for the failure's text
   */
  <R> R send(
      Session session,
      String action,
      String region,
      String place,
      Optional<ChangeTicket> ticket,
      Function<AwsRequestOverrideConfiguration, ? extends R> request) {
    Gate gate = limiter.gate(action, session.accountId(), region, organizationId, ticket.map(ChangeTicket::sendBefore));
    AwsRequestOverrideConfiguration.Builder as = AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(session.credentials())
        .putExecutionAttribute(Gate.attribute(), gate);
    ticket.ifPresent(change -> as.addApiName(name -> name.name("declaration").version(change.declarationUid())));
    try {
      return request.apply(as.build());
    } catch (RuntimeException e) {
      boolean abroad = !endpointRegion(region).equals(homeRegion);
      throw new AwsFailure(
          abroad && Failures.unknownSigner(e) && knownAtHome(session)
              ? Failures.regionNotEnabled(action, place)
              : Failures.of(e, action, place, abroad),
          e);
    }
  }

  /** Asks for no permission, and tells a Region that does not know the account from a session that has ended. */
  private boolean knownAtHome(Session session) {
    String action = "sts:GetCallerIdentity";
    Gate gate = limiter.gate(action, session.accountId(), GLOBAL, organizationId, Optional.empty());
    try {
      clients.sts(homeRegion)
          .getCallerIdentity(
              request -> request.overrideConfiguration(as -> as.credentialsProvider(session.credentials())
                  .putExecutionAttribute(Gate.attribute(), gate)));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }
}
