package dev.trustedaccess.aws.parts;

import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceActions;

/**
 * A service's own call that enables or disables access. It is sent in the management account, in one Region.
 *
 * @param call the call; it is about no other account
 * @param regions where it is sent: one Region
 */
public record AccessCall<C>(ChangeCall<C> call, Regions regions) {
  ChangeOutcome send(ServiceContext context, String principal, ChangeTicket ticket) {
    String region = regions.in(context).getFirst();
    return call.send(
        call.service().in(context, AskedAccount.MANAGEMENT, region), principal,
        context.managementAccountId(), ticket);
  }

  /** What the call needs of IAM. */
  ServiceActions.OwnCall actions(String principal) {
    return new ServiceActions.OwnCall(
        Stream.concat(Stream.of(call.action()), call.forwarded().stream()).toList(), call.forwardedOnPrincipal(),
        call.rolesMade(principal));
  }
}
