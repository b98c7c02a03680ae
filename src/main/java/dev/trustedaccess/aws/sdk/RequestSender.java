package dev.trustedaccess.aws.sdk;

import java.util.Optional;
import java.util.function.Function;

import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.ChangeTicket;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends one request: signs it with a session, waits for its permit, and classifies its errors. Every request of the
 * operator passes here.
 *
 * @param clients the shared clients
 * @param limiter the shared rate limits
 * @param organizationId the organization whose buckets are charged
 * @param homeRegion Region of the partition's global endpoints
 */
public record RequestSender(Clients clients, RateLimiter limiter, String organizationId, String homeRegion) {
  /** Used as the Region of a service that has only one endpoint in the partition. */
  public static final String GLOBAL = "global";

  /** The Region for which to build a client. */
  String endpointRegion(String region) {
    return region.equals(GLOBAL) ? homeRegion : region;
  }

  /** Throws {@link AwsFailure} if a change is already too late, so that no session is created for it. */
  void requireInTime(ChangeTicket ticket, String action) {
    if (!limiter.clock().instant().isBefore(ticket.sendBefore())) {
      throw new AwsFailure(new Failure(Failure.Kind.NOT_SENT, action));
    }
  }

  /**
   * Sends one request and returns its response, or throws {@link AwsFailure}.
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
    SendPermit permit = limiter.permit(action, session.accountId(), region, organizationId,
        ticket.map(ChangeTicket::sendBefore));
    AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(session.credentials())
        .putExecutionAttribute(SendPermit.attribute(), permit);
    ticket.ifPresent(change -> override.addApiName(name -> name.name("declaration").version(change.declarationUid())));
    try {
      return request.apply(override.build());
    } catch (AwsFailure e) {
      throw e;
    } catch (RuntimeException e) {
      boolean abroad = !endpointRegion(region).equals(homeRegion);
      throw new AwsFailure(
          abroad && Failures.unknownSigner(e) && knownAtHome(session)
              ? Failures.regionNotEnabled(action, place)
              : Failures.of(e, action, place, abroad),
          e);
    }
  }

  /** Needs no permission. Distinguishes a Region that does not recognize the account from an expired session. */
  private boolean knownAtHome(Session session) {
    String action = "sts:GetCallerIdentity";
    SendPermit permit = limiter.permit(action, session.accountId(), GLOBAL, organizationId, Optional.empty());
    try {
      clients.sts(homeRegion)
          .getCallerIdentity(
              request -> request.overrideConfiguration(override -> override.credentialsProvider(session.credentials())
                  .putExecutionAttribute(SendPermit.attribute(), permit)));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }
}
