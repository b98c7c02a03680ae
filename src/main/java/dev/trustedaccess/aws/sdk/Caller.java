package dev.trustedaccess.aws.sdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.Failure;
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
 * An actor at work in one Region. Requests are written with the SDK's own clients; each carries the
 * {@link AwsRequestOverrideConfiguration} that it is handed here:
 *
 * <pre>{@code
 * caller.find("fms:GetAdminAccount", ResourceNotFoundException.class,
 *     (fms, as) -> fms.getAdminAccount(request -> request.overrideConfiguration(as)));
 * }</pre>
 *
 * @param <C> the service's client
 */
public final class Caller<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
  /** 20 a page is Organizations' most: enough for 20,000 of anything. */
  private static final int MOST_PAGES = 1_000;

  private final Wire wire;
  private final Sessions sessions;
  private final Supplier<Actor> identity;
  private final String region;
  private final Function<Boolean, C> client;

  private Caller(
      Wire wire,
      Sessions sessions,
      Supplier<Actor> identity,
      String region,
      Function<Boolean, C> client) {
    this.wire = wire;
    this.sessions = sessions;
    this.identity = identity;
    this.region = region;
    this.client = client;
  }

  /**
   * For one service, actor and Region.
   *
   * @param identity as whom; may throw {@link AwsFailure}, and is asked only when a request is made
   * @param region a Region, or {@link Wire#GLOBAL}
   */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Caller<C> of(
      Wire wire,
      Sessions sessions,
      Supplier<Actor> identity,
      String region,
      Class<C> type,
      Supplier<B> builder) {
    return new Caller<>(wire, sessions, identity, region,
        retried -> wire.clients().get(type, builder, wire.endpointRegion(region), retried));
  }

  /** The account that the calls act in. */
  public String accountId() {
    return sessions.open(identity.get()).accountId();
  }

  /** The Region, or {@link Wire#GLOBAL}. */
  public String region() {
    return region;
  }

  /** One read, repeated by the SDK where that may help. Throws {@link AwsFailure}. */
  public <R> R read(String action, BiFunction<C, AwsRequestOverrideConfiguration, R> request) {
    Actor who = identity.get();
    Session session = sessions.open(who);
    return send(who, session, action, Optional.empty(), as -> request.apply(client.apply(true), as));
  }

  /** One read; empty where AWS answers with the exception that means that there is no such thing. */
  public <R> Optional<R> find(
      String action,
      Class<? extends SdkException> absent,
      BiFunction<C, AwsRequestOverrideConfiguration, R> request) {
    return AwsFailure.absentWhen(absent, () -> read(action, request));
  }

  /**
   * All pages, empty ones in between included, until there is no token.
   *
   * @param items what is wanted of a page
   * @param next its token, null or empty on the last page
   */
  public <R, T> List<T> list(
      String action,
      PageRequest<C, R> request,
      Function<R, List<T>> items,
      Function<R, @Nullable String> next) {
    return pages(action, request, items, next).all();
  }

  /**
   * The same, for what must not be missed: where there is more than one page, an entry can fall between two of them while
   * another goes, so all are read once more, and whatever either reading showed is there.
   */
  public <R, T> List<T> listSurely(
      String action,
      PageRequest<C, R> request,
      Function<R, List<T>> items,
      Function<R, @Nullable String> next) {
    Pages<T> once = pages(action, request, items, next);
    if (once.number() == 1) {
      return once.all();
    }
    Set<T> either = new LinkedHashSet<>(once.all());
    either.addAll(pages(action, request, items, next).all());
    return List.copyOf(either);
  }

  private record Pages<T>(List<T> all, int number) {}

  private <R, T> Pages<T> pages(
      String action,
      PageRequest<C, R> request,
      Function<R, List<T>> items,
      Function<R, @Nullable String> next) {
    List<T> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = token;
      R answer = read(action, (service, as) -> request.page(service, as, from));
      all.addAll(given(items.apply(answer), action));
      token = next.apply(answer);
      if (token == null || token.isEmpty()) {
        return new Pages<>(all, page + 1);
      }
      if (!seen.add(token)) {
        break;
      }
    }
    throw new AwsFailure(
        new Failure(Failure.Kind.UNAVAILABLE, action + " " + place(accountId()) + " (pages without end)"));
  }

  /** An answer without its list, which the SDK shows as a list of its own making, does not say that there is nothing. */
  private static <T> List<T> given(List<T> items, String action) {
    if (items instanceof SdkAutoConstructList) {
      throw Answer.lacks(action, "its list");
    }
    return items;
  }

  /** Asks for one page; the token is null for the first. */
  public interface PageRequest<C, R> {
    R page(C client, AwsRequestOverrideConfiguration as, @Nullable String token);
  }

  /**
   * One change, sent at most once and not after its ticket's time, in a session of its own where a role is assumed.
   *
   * @param limits what that session may do at most
   */
  public ChangeOutcome change(
      String action,
      SessionPolicy limits,
      ChangeTicket ticket,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends AwsResponse> request) {
    try {
      wire.requireInTime(ticket, action);
      Actor who = identity.get();
      Session session = sessions.openForChange(who, limits, ticket);
      AwsResponse answer = send(who, session, action, Optional.of(ticket),
          as -> request.apply(client.apply(false), as));
      return new ChangeOutcome.Accepted(answer.responseMetadata().requestId());
    } catch (AwsFailure e) {
      // Here, since AWS's own words and its request id go no further.
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
      return wire.send(session, action, region, place(session.accountId()), ticket, request);
    } catch (AwsFailure e) {
      if (e.failure().kind() == Failure.Kind.CREDENTIALS_INVALID) {
        sessions.forget(who);
      }
      throw e;
    }
  }

  private String place(String accountId) {
    return "in account " + accountId + (region.equals(Wire.GLOBAL) ? "" : ", " + region);
  }
}
