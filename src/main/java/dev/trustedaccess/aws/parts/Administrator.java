package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceActions;

/**
 * An administrator account that is appointed and dismissed by the service's own calls, in each Region in which {@code
 * seen} is asked.
 *
 * @param seen the administrators that {@code appointed} sets
 * @param stage how far one is
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
  /** An administrator that {@code seen} lists, that is there once it is listed, and that the management account dismisses. */
  public static <C, T> Administrator<C, T> of(Listing<C, T> seen, ChangeCall<C> appointed, ChangeCall<C> dismissed) {
    return new Administrator<>(seen, _ -> Stage.DONE, seen, seen, appointed, dismissed, false);
  }

  /** With how far one is. */
  public Administrator<C, T> staged(Function<T, Stage> how) {
    return new Administrator<>(seen, how, further, whereNoneIsSeen, appointed, dismissed, dismissesItself);
  }

  /** With other administrators that the service lists. */
  public Administrator<C, T> further(Listing<C, ?> others, Listing<C, ?> othersWhereNoneIsSeen) {
    return new Administrator<>(seen, stage, others, othersWhereNoneIsSeen, appointed, dismissed, dismissesItself);
  }

  /** Dismissed by a call in the administrator's own account. */
  public Administrator<C, T> dismissingItself() {
    return new Administrator<>(seen, stage, further, whereNoneIsSeen, appointed, dismissed, true);
  }

  /** The administrators that are there, in the management account's view. Throws AwsFailure where they cannot be read. */
  AdministratorsSeen seen(ServiceContext context) {
    List<String> regions = regions(context);
    return new AdministratorsSeen(
        ParallelCalls.map(regions, region -> seenIn(context, region)).stream().flatMap(List::stream).toList(),
        regions.stream().map(this::reported).toList());
  }

  /** The administrators that one Region shows. Throws AwsFailure where they cannot be read. */
  List<Appointed> seenIn(ServiceContext context, String region) {
    return seen.in(context, AskedAccount.MANAGEMENT, region)
        .stream()
        .map(thing -> new Appointed(seen.id(thing), reported(region), stage.apply(thing)))
        .filter(one -> one.stage() != Stage.ABSENT)
        .toList();
  }

  /** Other administrators. Throws AwsFailure where they cannot be read. */
  Stream<Appointed> further(ServiceContext context, boolean noneIsSeen) {
    Listing<C, ?> listing = noneIsSeen ? whereNoneIsSeen : further;
    return listing == seen
        ? Stream.of()
        : regions(context).stream()
            .flatMap(region -> ids(listing, context, region)
                .map(account -> new Appointed(account, reported(region), Stage.DONE)));
  }

  private static <C, U> Stream<String> ids(Listing<C, U> listing, ServiceContext context, String region) {
    return listing.in(context, AskedAccount.MANAGEMENT, region).stream().map(listing::id);
  }

  ChangeOutcome appoint(ServiceContext context, String principal, OwnedResource owned, ChangeTicket ticket) {
    return appointed.send(
        seen.service().in(context, AskedAccount.MANAGEMENT, asked(context, owned)), principal, owned.accountId(),
        ticket);
  }

  ChangeOutcome dismiss(ServiceContext context, String principal, OwnedResource owned, ChangeTicket ticket) {
    AskedAccount by = dismissesItself ? AskedAccount.ofAdministrator(owned.accountId()) : AskedAccount.MANAGEMENT;
    return dismissed.send(
        seen.service().in(context, by, asked(context, owned)), principal, owned.accountId(), ticket);
  }

  ServiceActions.AdministratorActions actions(String principal) {
    return actions(appointed, dismissed, principal, dismissesItself);
  }

  /** What appointing and dismissing takes. Registering the account is bounded to that account where it is granted. */
  static ServiceActions.AdministratorActions actions(
      ChangeCall<?> appointed, ChangeCall<?> dismissed, String principal, boolean dismissesItself) {
    return new ServiceActions.AdministratorActions(
        List.of(appointed.action()), appointed.forwarded(),
        appointed.forwardedUnbounded(),
        Stream.concat(Stream.of(dismissed.action()), dismissed.forwarded().stream()).toList(),
        dismissed.forwardedOnPrincipal(), appointed.rolesMade(principal), dismissesItself);
  }

  /** Whether it is appointed in each managed Region, so that a Region that is not managed may have one that is not seen. */
  boolean isInManagedRegions() {
    return seen.place().regions().everyManaged();
  }

  /** The Regions in which it is asked for. */
  List<String> regions(ServiceContext context) {
    return seen.place().regions().in(context);
  }

  /** The Region that is reported for one in {@code region}. */
  String reported(String region) {
    return seen.place().regions().reported(region);
  }

  /** The Region in which an owned administrator is appointed and dismissed. */
  private String asked(ServiceContext context, OwnedResource owned) {
    return owned.region().equals(OwnedResource.GLOBAL) ? regions(context).getFirst() : owned.region();
  }
}
