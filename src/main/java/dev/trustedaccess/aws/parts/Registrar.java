package dev.trustedaccess.aws.parts;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceActions;

/**
 * The service's own calls that register and deregister delegated administrators. Organizations lists them, and registers
 * none itself, because its own call leaves out what the service sets up. Both calls are sent in the management account, in
 * one Region, and hold for all.
 *
 * @param appointed the call that registers an account
 * @param dismissed the call that deregisters it
 * @param regions where they are sent: one Region
 * @param enablesAccess whether access is enabled by {@code appointed}, and by no other call
 */
public record Registrar<C>(
    ChangeCall<C> appointed, ChangeCall<C> dismissed, Regions regions, boolean enablesAccess) {
  Registrar<C> enablingAccess() {
    return new Registrar<>(appointed, dismissed, regions, true);
  }

  ChangeOutcome appoint(ServiceContext context, String principal, OwnedResource owned, ChangeTicket ticket) {
    return send(appointed, context, principal, owned, ticket);
  }

  ChangeOutcome dismiss(ServiceContext context, String principal, OwnedResource owned, ChangeTicket ticket) {
    return send(dismissed, context, principal, owned, ticket);
  }

  private ChangeOutcome send(
      ChangeCall<C> call, ServiceContext context, String principal, OwnedResource owned, ChangeTicket ticket) {
    String region = regions.in(context).getFirst();
    return call.send(
        call.service().in(context, AskedAccount.MANAGEMENT, region), principal, owned.accountId(), ticket);
  }

  /** What both calls need of IAM. */
  ServiceActions.AdministratorActions actions(String principal) {
    return Administrator.actions(appointed, dismissed, principal, false);
  }
}
