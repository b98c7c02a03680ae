package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceActions;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * A change by a service's own call. It is sent at most once, in a session that allows this call and nothing else.
 *
 * @param service whose call it is
 * @param action the IAM action of the call
 * @param request the call
 * @param forwarded what the service does in the caller's name, on any resource
 * @param forwardedOnPrincipal what the service does in the caller's name, on its service principals only
 * @param onPrincipals these service principals; empty: the one of the integration
 * @param makesItsRole whether the service creates service-linked roles in the caller's name
 * @param rolesOf the principals whose roles these are; empty: the service principal
 * @param refusedFor why the service refuses it, by AWS's documentation, where its answer does not say why
 */
public record ChangeCall<C>(
    Service<C> service,
    String action,
    Request<C> request,
    List<String> forwarded,
    List<String> forwardedOnPrincipal,
    List<String> onPrincipals,
    boolean makesItsRole,
    List<String> rolesOf,
    Cause refusedFor) {
  private static final String REGISTER = "organizations:RegisterDelegatedAdministrator";

  public ChangeCall {
    forwarded = List.copyOf(forwarded);
    forwardedOnPrincipal = List.copyOf(forwardedOnPrincipal);
    onPrincipals = List.copyOf(onPrincipals);
    rolesOf = List.copyOf(rolesOf);
  }

  /** Sends the change. */
  public interface Request<C> {
    /**
     * Sends the change.
     *
     * @param override the request's override configuration; the request must carry it
     * @param account the account that the change is about
     */
    AwsResponse send(C client, AwsRequestOverrideConfiguration override, String account);
  }

  /** With what the service does in the caller's name on any resource. */
  public ChangeCall<C> forwarding(String... actions) {
    return new ChangeCall<>(service, action, request, List.of(actions), forwardedOnPrincipal, onPrincipals,
        makesItsRole, rolesOf, refusedFor);
  }

  /** With what the service does in the caller's name on its service principal. */
  public ChangeCall<C> forwardingOnPrincipal(String... actions) {
    return new ChangeCall<>(service, action, request, forwarded, List.of(actions), onPrincipals, makesItsRole, rolesOf,
        refusedFor);
  }

  /** Enabling or disabling several principals at once: what {@link #forwardingOnPrincipal} names is done on these. */
  public ChangeCall<C> onPrincipals(String... principals) {
    return new ChangeCall<>(service, action, request, forwarded, forwardedOnPrincipal, List.of(principals),
        makesItsRole, rolesOf, refusedFor);
  }

  /** With the service-linked role that the service creates in the caller's name. */
  public ChangeCall<C> makingItsRole() {
    return makingRolesOf();
  }

  /** With the service-linked roles of these principals, which the service creates in the caller's name. */
  public ChangeCall<C> makingRolesOf(String... principals) {
    return new ChangeCall<>(
        service, action, request, forwarded, forwardedOnPrincipal, onPrincipals, true, List.of(principals), refusedFor);
  }

  /** With the documented cause of a refusal whose answer states none. */
  public ChangeCall<C> refusedFor(Cause cause) {
    return new ChangeCall<>(
        service, action, request, forwarded, forwardedOnPrincipal, onPrincipals, makesItsRole, rolesOf, cause);
  }

  /** The principals whose roles the service creates in the caller's name. */
  List<String> rolesMade(String principal) {
    return !makesItsRole ? List.of() : rolesOf.isEmpty() ? List.of(principal) : rolesOf;
  }

  /** What it needs of IAM where it enables or disables access. A registration is granted with its account elsewhere. */
  ServiceActions.OwnCall actions(String principal) {
    return new ServiceActions.OwnCall(
        Stream.concat(Stream.of(action), forwarded.stream()).toList(), forwardedUnbounded(),
        forwardedOn(principal), rolesMade(principal));
  }

  /** The principals that it enables or disables. */
  public List<String> forwardedOn(String principal) {
    return onPrincipals.isEmpty() ? List.of(principal) : onPrincipals;
  }

  /** What the service does in the caller's name on its service principal, but registering an account. */
  List<String> forwardedUnbounded() {
    return forwardedOnPrincipal.stream().filter(forwarded -> !forwarded.equals(REGISTER)).toList();
  }

  ChangeOutcome send(ServiceClient<C> client, String principal, String account, ChangeTicket ticket) {
    return explained(
        client.change(action, limits(principal), ticket, (sdk, override) -> request.send(sdk, override, account)));
  }

  private ChangeOutcome explained(ChangeOutcome outcome) {
    return outcome instanceof ChangeOutcome.Failed(Failure failure) && failure.kind() == Failure.Kind.REFUSED
        && !failure.cause().isStated()
            ? new ChangeOutcome.Failed(new Failure(failure.kind(), refusedFor, failure.detail()))
            : outcome;
  }

  private SessionPolicy limits(String principal) {
    List<String> actions = Stream.concat(Stream.of(action), forwarded.stream()).toList();
    return SessionPolicy.ofService(actions, forwardedOnPrincipal, forwardedOn(principal), rolesMade(principal));
  }
}
