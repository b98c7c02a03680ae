package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.domain.organization.Cause;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * An AWS service, asked through the SDK's own client. Clients are made when a part is first run.
 *
 * @param <C> the SDK's client
 */
public final class Service<C> {
  private final Class<C> type;
  private final Opener<C> opener;

  private Service(Class<C> type, Opener<C> opener) {
    this.type = type;
    this.opener = opener;
  }

  private interface Opener<C> {
    ServiceClient<C> open(ServiceContext context, AskedAccount account, String region);
  }

  /**
   * The service of this client.
   *
   * @param builder makes the client's builder, such as {@code FmsClient::builder}
   */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Service<C> of(
      Class<C> type, Supplier<B> builder) {
    return new Service<>(type, (context, account, region) -> context.client(account, region, type, builder));
  }

  Class<C> type() {
    return type;
  }

  ServiceClient<C> in(ServiceContext context, AskedAccount account, String region) {
    return opener.open(context, account, region);
  }

  /**
   * A list of things, in the management account and every managed Region unless {@link Listing#at} sets another place.
   *
   * @param action the IAM action of the call
   * @param pages all pages, such as the SDK's paginator
   * @param items the things on a page
   */
  public <R, T> Listing<C, T> list(
      String action,
      BiFunction<C, AwsRequestOverrideConfiguration, ? extends Iterable<R>> pages,
      Function<R, List<T>> items) {
    return Listing.of(this, action, client -> client.listSurely(action, pages, items));
  }

  /**
   * The same, where the request must name the account that is asked.
   *
   * @param pages all pages, for the id of that account
   */
  public <R, T> Listing<C, T> listOfAccount(
      String action, Listing.PagesOf<C, String, R> pages, Function<R, List<T>> items) {
    return Listing.of(this, action, client -> {
      String account = client.accountId();
      return client.listSurely(action, (sdk, override) -> pages.of(sdk, override, account), items);
    });
  }

  /** A call that answers with one thing. */
  public <R> Listing<C, R> read(String action, BiFunction<C, AwsRequestOverrideConfiguration, R> request) {
    return Listing.of(this, action, client -> List.of(client.read(action, request)));
  }

  /**
   * A change.
   *
   * @param action the IAM action of the call
   * @param request the call, for the account that it is about
   */
  public ChangeCall<C> change(String action, ChangeCall.Request<C> request) {
    return new ChangeCall<>(
        this, action, request, List.of(), List.of(), List.of(), false, List.of(), Cause.NOT_STATED);
  }
}
