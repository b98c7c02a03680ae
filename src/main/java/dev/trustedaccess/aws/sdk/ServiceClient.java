package dev.trustedaccess.aws.sdk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.ChangeTicket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/**
 * Calls one service in one Region as one actor. Requests are made with the SDK's own clients; each must carry the
 * {@link AwsRequestOverrideConfiguration} that it receives:
 *
 * <pre>{@code
 * client.find("fms:GetAdminAccount", ResourceNotFoundException.class,
 *     (fms, override) -> fms.getAdminAccount(request -> request.overrideConfiguration(override)));
 * }</pre>
 *
 * @param <C> the service's client
 */
public final class ServiceClient<C> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);
  /** Organizations returns at most 20 entries per page: enough for 20,000 of anything. */
  private static final int MOST_PAGES = 1_000;

  private final RequestSender sender;
  private final Sessions sessions;
  private final Supplier<Actor> identity;
  private final String region;
  private final Function<Boolean, C> client;

  /**
   * Over SDK clients of the caller's.
   *
   * @param client the SDK client, whether the SDK may retry its requests or not
   */
  ServiceClient(
      RequestSender sender,
      Sessions sessions,
      Supplier<Actor> identity,
      String region,
      Function<Boolean, C> client) {
    this.sender = sender;
    this.sessions = sessions;
    this.identity = identity;
    this.region = region;
    this.client = client;
  }

  /**
   * For one service, actor and Region.
   *
   * @param identity the actor; may throw {@link AwsFailure}, and is called only when a request is made
   * @param region a Region, or {@link RequestSender#GLOBAL}
   */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> ServiceClient<C> of(
      RequestSender sender,
      Sessions sessions,
      Supplier<Actor> identity,
      String region,
      Class<C> type,
      Supplier<B> builder) {
    return new ServiceClient<>(sender, sessions, identity, region,
        retried -> sender.clients().get(type, builder, sender.endpointRegion(region), retried));
  }

  /** The account in which the calls act. */
  public String accountId() {
    return sessions.open(identity.get()).accountId();
  }

  /** The Region, or {@link RequestSender#GLOBAL}. */
  public String region() {
    return region;
  }

  /** One read, which the SDK may retry. Throws {@link AwsFailure}. */
  public <R> R read(String action, BiFunction<C, AwsRequestOverrideConfiguration, R> request) {
    Actor who = identity.get();
    Session session = sessions.open(who);
    return send(who, session, action, Optional.empty(), override -> request.apply(client.apply(true), override));
  }

  /** One read; empty if AWS returns the exception that means that the object does not exist. */
  public <R> Optional<R> find(
      String action,
      Class<? extends SdkException> absent,
      BiFunction<C, AwsRequestOverrideConfiguration, R> request) {
    return AwsFailure.absentWhen(absent, () -> read(action, request));
  }

  /**
   * The items of all pages, including empty pages.
   *
   * @param pages all pages, from the SDK's paginator for the call
   * @param items the items of a page
   */
  public <R, T> List<T> list(
      String action,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends Iterable<R>> pages,
      Function<R, List<T>> items) {
    return pages(action, pages, items, Stream::of).all();
  }

  /**
   * The same, of which only what {@code kept} makes of each item is held in memory: for lists that may be long and of which
   * little is needed.
   */
  public <R, I, T> List<T> list(
      String action,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends Iterable<R>> pages,
      Function<R, List<I>> items,
      Function<I, Stream<T>> kept) {
    return pages(action, pages, items, kept).all();
  }

  /**
   * The same, for lists in which nothing may be missed. With more than one page, an entry can fall between two pages
   * while another is removed. So all pages are read again, and whatever appears in either read exists.
   */
  public <R, T> List<T> listSurely(
      String action,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends Iterable<R>> pages,
      Function<R, List<T>> items) {
    Pages<T> once = pages(action, pages, items, Stream::of);
    if (once.number() <= 1) {
      return once.all();
    }
    Set<T> either = new LinkedHashSet<>(once.all());
    either.addAll(pages(action, pages, items, Stream::of).all());
    return List.copyOf(either);
  }

  private record Pages<T>(List<T> all, int number) {}

  /** Every page's request carries the override configuration, and so its session, its rate limit and its time limit. */
  private <R, I, T> Pages<T> pages(
      String action,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends Iterable<R>> pages,
      Function<R, List<I>> items,
      Function<I, Stream<T>> kept) {
    return read(action, (sdk, override) -> {
      List<T> all = new ArrayList<>();
      @Nullable
      R before = null;
      int number = 0;
      for (R page : pages.apply(sdk, override)) {
        number++;
        // A repeated page contains the token that leads to itself.
        if (number > MOST_PAGES || page.equals(before)) {
          throw new AwsFailure(
              new Failure(Failure.Kind.UNAVAILABLE, action + " " + place(accountId()) + " (pages without end)"));
        }
        given(items.apply(page), action).stream().flatMap(kept).forEach(all::add);
        before = page;
      }
      return new Pages<>(all, number);
    });
  }

  /**
   * Rejects a response without its list. The SDK shows it as an empty list, but it does not mean that nothing exists.
   */
  private static <T> List<T> given(List<T> items, String action) {
    if (items instanceof SdkAutoConstructList) {
      throw Answer.lacks(action, "its list");
    }
    return items;
  }

  /**
   * One change, sent at most once and not after its ticket's time, in a new session if a role is assumed.
   *
   * @param limits the maximum permissions of that session
   */
  public ChangeOutcome change(
      String action,
      SessionPolicy limits,
      ChangeTicket ticket,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends AwsResponse> request) {
    try {
      sender.requireInTime(ticket, action);
      Actor who = identity.get();
      Session session = sessions.openForChange(who, limits, ticket);
      AwsResponse answer = send(who, session, action, Optional.of(ticket),
          override -> request.apply(client.apply(false), override));
      return new ChangeOutcome.Accepted(answer.responseMetadata().requestId());
    } catch (AwsFailure e) {
      // Logged here, because AWS's own message and request id are not passed on.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warn(
          "change failed: {} for declaration {}: {}",
          e.failure().detail(),
          ticket.declarationUid(),
          cause.getMessage());
      return new ChangeOutcome.Failed(e.failure());
    }
  }

  private <R> R send(
      Actor who,
      Session session,
      String action,
      Optional<ChangeTicket> ticket,
      Function<AwsRequestOverrideConfiguration, ? extends R> request) {
    try {
      return sender.send(session, action, region, place(session.accountId()), ticket, request);
    } catch (AwsFailure e) {
      if (e.failure().kind() == Failure.Kind.CREDENTIALS_INVALID) {
        sessions.forget(who);
      }
      throw e;
    }
  }

  private String place(String accountId) {
    return "in account " + accountId + (region.equals(RequestSender.GLOBAL) ? "" : ", " + region);
  }
}
