package dev.trustedaccess.aws.parts;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.UnsentCalls;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Shows the parts of integrations to what is derived from them, and runs them with an SDK client of the caller's. */
public final class Parts {
  private Parts() {}

  /**
   * A thing that a listing found.
   *
   * @param id its identifier
   * @param account the account that the thing itself names; empty where its account is the one that is asked
   * @param region the Region that the thing itself names; empty where its Region is the one that is asked
   * @param stage how far it is, where the integration asks that
   */
  public record Found(String id, Optional<String> account, Optional<String> region, Optional<Stage> stage) {}

  /**
   * A listing of an integration, and what it is for.
   *
   * @param kinds the kinds of things that it finds, as the catalog names them; none if it only shows the initialization
   * @param stage tells how far a thing is; null where nothing depends on that
   */
  public record Asked<C, T>(
      ServiceIntegration integration, Listing<C, T> listing, Set<String> kinds,
      @Nullable Function<T, Stage> stage) {
    /** The type of the SDK's client. */
    public Class<?> client() {
      return listing.service().type();
    }

    /** Whether it shows how far the initialization is. */
    public boolean staged() {
      return stage != null;
    }

    /** What it finds. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure}, as a read of the operator does. */
    public List<Found> run(Object client) {
      Class<C> type = listing.service().type();
      return listing.in(UnsentCalls.over(type.cast(client)))
          .stream()
          .map(thing -> new Found(
              listing.id(thing),
              listing.tellsAccounts() ? Optional.of(listing.account(thing, UnsentCalls.ACCOUNT)) : Optional.empty(),
              listing.homeRegion(thing),
              Optional.ofNullable(stage).map(function -> function.apply(thing))))
          .toList();
    }
  }

  /** Whether a thing counts only if its name is of the organization, such as its ARN or an account's id. */
  public static boolean namesTheOrganization(Listing<?, ?> listing) {
    return listing.dependsOnAccounts();
  }

  /** The identifier of every thing of a listing, where things have none of their own. */
  public static Optional<String> givenName(Listing<?, ?> listing) {
    return listing.givenName();
  }

  /** Every listing of an integration once, with all that it is for. */
  public static List<Asked<?, ?>> asked(ServiceIntegration integration) {
    Map<Listing<?, ?>, Asked<?, ?>> all = new LinkedHashMap<>();
    visit("", integration, (path, value) -> {
      if (value instanceof Record part && !(value instanceof Awaited.Status)) {
        Map<String, Object> members = members(part);
        members.forEach((name, member) -> {
          if (member instanceof Listing<?, ?> listing) {
            all.merge(listing, asked(integration, listing, path + "." + name, members), Parts::both);
          }
        });
      }
    });
    return List.copyOf(all.values());
  }

  @SuppressWarnings("unchecked")
  private static <C, T> Asked<C, T> asked(
      ServiceIntegration integration, Listing<C, T> listing, String path, Map<String, Object> members) {
    Set<String> kinds = new LinkedHashSet<>();
    if (members.get("kind") instanceof String kind) {
      kinds.add(kind);
    }
    if (path.endsWith("administrator.seen")) {
      kinds.add(OwnedResource.ADMINISTRATOR);
    }
    boolean staged = members.get("stage") instanceof Function && !path.endsWith(".further")
        && !path.endsWith(".whereNoneIsSeen");
    return new Asked<>(integration, listing, kinds, staged ? (Function<T, Stage>) members.get("stage") : null);
  }

  @SuppressWarnings("unchecked")
  private static <C, T> Asked<C, T> both(Asked<C, T> one, Asked<?, ?> other) {
    Set<String> kinds = new LinkedHashSet<>(one.kinds());
    kinds.addAll(other.kinds());
    return new Asked<>(
        one.integration(), one.listing(), kinds,
        one.stage() == null ? (Function<T, Stage>) other.stage() : one.stage());
  }

  /**
   * What a service answers about its own access.
   *
   * @param part the part
   * @param client the type of the SDK's client
   * @param member the member of the answer that has the status
   * @param stages what each value of the member means
   */
  public record Status(Awaited.Status<?> part, Class<?> client, String member, Map<String, Stage> stages) {}

  /** The status of an integration; empty where its service has none. */
  public static Optional<Status> status(ServiceIntegration integration) {
    return integration.awaited() instanceof Awaited.Status<?> status
        ? Optional.of(new Status(status, status.call().service().type(), status.member(), status.stages()))
        : Optional.empty();
  }

  /** Asks for the status. */
  public static void run(Status status, Object client) {
    run(status.part().call(), client);
  }

  private static <C> void run(Listing<C, ?> call, Object client) {
    Class<C> type = call.service().type();
    call.in(UnsentCalls.over(type.cast(client)));
  }

  /** The IAM actions that list what a nested listing goes through, such as the directories whose shares are listed. */
  public static List<String> parents(Asked<?, ?> asked) {
    List<String> actions = asked.listing().actions();
    return actions.subList(0, actions.size() - 1);
  }

  /** Whether the service creates its roles only if access is enabled by the service's own call. */
  public static boolean makesItsRole(ServiceIntegration integration) {
    return integration.enablingCall().filter(ChangeCall::makesItsRole).isPresent();
  }

  /** Whether the service reports a status that only a person changes: Organizations enables access, and no other call. */
  public static boolean isSetUpByAPerson(ServiceIntegration integration) {
    return integration.enablingCall().isEmpty() && status(integration).isPresent();
  }

  /** The changes of an integration by the name of the part, such as {@code administrator.appointed}. */
  public static Map<String, ChangeCall<?>> changes(ServiceIntegration integration) {
    Map<String, ChangeCall<?>> changes = new LinkedHashMap<>();
    visit("", integration, (path, value) -> {
      if (value instanceof ChangeCall<?> change) {
        changes.put(path, change);
      }
    });
    return changes;
  }

  /** The type of the SDK's client. */
  public static Class<?> client(ChangeCall<?> change) {
    return change.service().type();
  }

  /** Sends the change about an account. */
  public static <C> void run(ChangeCall<C> change, Object client, String account) {
    change.request()
        .send(change.service().type().cast(client), AwsRequestOverrideConfiguration.builder().build(), account);
  }

  private static void visit(String path, Object value, BiConsumer<String, Object> visitor) {
    visitor.accept(path, value);
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(inside -> visit(path, inside, visitor));
      case List<?> list -> list.forEach(inside -> visit(path, inside, visitor));
      case ChangeCall<?> _ -> {
        // A part without parts.
      }
      case Record part -> members(part)
          .forEach((name, member) -> visit(path.isEmpty() ? name : path + "." + name, member, visitor));
      default -> {
        // No part.
      }
    }
  }

  private static Map<String, Object> members(Record part) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(part);
        if (value != null) {
          members.put(component.getName(), value);
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the parts of " + part, e);
      }
    }
    return members;
  }
}
