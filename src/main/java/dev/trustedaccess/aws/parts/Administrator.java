package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceActions;

/**
 * An administrator account that is appointed and dismissed by the service's own calls.
 *
 * @param seen the administrator that {@code appointed} sets; it is asked in one Region
 * @param stage how far it is
 * @param further other administrators that the service lists; they are found, and never appointed or dismissed
 * @param whereNoneIsSeen the same list, where there is no administrator of the first kind
 * @param appointed the call that appoints it, in the management account
 * @param dismissed the call that dismisses it
 * @param dismissesItself whether {@code dismissed} is sent in the administrator's account, else in the management account
 */
public record Administrator<C, T>(
    Listing<C, T> seen,
    Function<T, Stage> stage,
    Listing<C, ?> further,
    Listing<C, ?> whereNoneIsSeen,
    ChangeCall<C> appointed,
    ChangeCall<C> dismissed,
    boolean dismissesItself) {
  private static final String REGISTER = "organizations:RegisterDelegatedAdministrator";

  /** An administrator, and how far it is. */
  record Found(String account, Stage stage) {}

  /** The administrator that is there now, in the management account's view. Throws AwsFailure where it cannot be read. */
  Stream<Found> seen(ServiceContext context) {
    return seen.in(context, AskedAccount.MANAGEMENT, region(context))
        .stream()
        .map(thing -> new Found(seen.id(thing), stage.apply(thing)));
  }

  /** Accounts of other administrators. Throws AwsFailure where they cannot be read. */
  Stream<String> further(ServiceContext context, boolean noneIsSeen) {
    return noneIsSeen ? ids(whereNoneIsSeen, context) : ids(further, context);
  }

  private <U> Stream<String> ids(Listing<C, U> listing, ServiceContext context) {
    return listing.in(context, AskedAccount.MANAGEMENT, region(context)).stream().map(listing::id);
  }

  ChangeOutcome appoint(ServiceContext context, String principal, String account, ChangeTicket ticket) {
    return appointed.send(
        seen.service().in(context, AskedAccount.MANAGEMENT, region(context)), principal, account, ticket);
  }

  ChangeOutcome dismiss(ServiceContext context, String principal, String account, ChangeTicket ticket) {
    AskedAccount by = dismissesItself ? AskedAccount.ofAdministrator(account) : AskedAccount.MANAGEMENT;
    return dismissed.send(seen.service().in(context, by, region(context)), principal, account, ticket);
  }

  /** What appointing and dismissing it takes. Registering the account is bounded to that account where it is granted. */
  ServiceActions.AdministratorActions actions() {
    return new ServiceActions.AdministratorActions(
        List.of(appointed.action()), appointed.forwarded(),
        appointed.forwardedOnPrincipal().stream().filter(action -> !action.equals(REGISTER)).toList(),
        Stream.concat(Stream.of(dismissed.action()), dismissed.forwarded().stream()).toList(),
        dismissed.forwardedOnPrincipal());
  }

  String region(ServiceContext context) {
    return seen.place().regions().in(context).getFirst();
  }
}
