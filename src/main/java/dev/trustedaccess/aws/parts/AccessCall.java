package dev.trustedaccess.aws.parts;

import java.util.Optional;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.port.ChangeTicket;

/**
 * A service's own call that enables or disables access. It is sent in the management account, in one Region.
 *
 * @param call the call
 * @param regions where it is sent: one Region
 * @param subject lists the one thing that the call is about; empty where it is about the management account, or about
 *     nothing in particular
 */
public record AccessCall<C>(ChangeCall<C> call, Regions regions, Optional<Listing<C, ?>> subject) {
  /** Throws AwsFailure where the subject cannot be read. */
  ChangeOutcome send(ServiceContext context, String principal, ChangeTicket ticket) {
    String region = regions.in(context).getFirst();
    String about = subject.isPresent() ? one(subject.get(), context, region) : context.managementAccountId();
    return call.send(call.service().in(context, AskedAccount.MANAGEMENT, region), principal, about, ticket);
  }

  private static <C, T> String one(Listing<C, T> listing, ServiceContext context, String region) {
    return listing.in(context, AskedAccount.MANAGEMENT, region)
        .stream()
        .findFirst()
        .map(listing::id)
        .orElseThrow(() -> Answer.lacks(listing.actions().getLast(), "what the change is about"));
  }
}
