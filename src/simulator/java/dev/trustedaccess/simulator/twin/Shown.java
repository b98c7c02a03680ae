package dev.trustedaccess.simulator.twin;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.Thing;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * A thing as the service's answer shows it: written with the SDK's own model of the answer. What the listing does not
 * depend on follows from the member's name: an account is the one that is asked, a time when the thing was made, and any
 * other text the thing's name.
 */
final class Shown implements Filler.Values {
  static final String OTHER_ACCOUNT = "999999999999";

  private final Request request;
  private final Thing thing;
  private final Map<String, Value> given;
  private final String id;
  private final Optional<String> account;

  Shown(Request request, Thing thing, Map<String, Value> given, String id, Optional<String> account) {
    this.request = request;
    this.thing = thing;
    this.given = given;
    this.id = id;
    this.account = account;
  }

  /** The answer that is the thing itself. */
  Fields whole(SdkCall call) {
    return fields(SdkCall.built(new Filler(this).fill(call.response(), "", 0)));
  }

  /** The thing in a list of the answer. */
  Object element(Member list) {
    return written(list.element(), new Filler(this).element(list.element(), "", 0));
  }

  /** A list of an answer, with things that are written already. */
  static Fields.Listed listed(SdkField<?> list, List<?> items) {
    ListTrait trait = list.getTrait(ListTrait.class);
    return new Fields.Listed(
        Optional.ofNullable(trait.memberLocationName()).orElse("member"), trait.isFlattened(), items);
  }

  private static Fields fields(SdkPojo structure) {
    Fields fields = Fields.none();
    for (SdkField<?> field : structure.sdkFields()) {
      Object value = field.getValueOrDefault(structure);
      if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
        fields.with(field.unmarshallLocationName(), written(field, value));
      }
    }
    return fields;
  }

  private static Object written(SdkField<?> field, Object value) {
    return switch (value) {
      case SdkPojo structure -> fields(structure);
      case List<?> list -> {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        yield listed(field, list.stream().map(item -> written(element, item)).toList());
      }
      case Instant time when field.getOptionalTrait(TimestampFormatTrait.class)
          .filter(trait -> trait.format() == TimestampFormatTrait.Format.ISO_8601)
          .isPresent() ->
        DateTimeFormatter.ISO_INSTANT.format(time);
      default -> value;
    };
  }

  @Override
  public boolean without(Member member) {
    return given.get(member.path()) instanceof Value.Absent && thing.members()
        .keySet()
        .stream()
        .noneMatch(path -> path.equals(member.path()) || path.startsWith(member.path() + "."));
  }

  @Override
  public Optional<Object> of(Member member) {
    if (member.path().equals(id) && thing.name().startsWith("arn:")) {
      return Optional.of(thing.name());
    }
    return Optional.ofNullable(thing.members().get(member.path()))
        .or(() -> Optional.ofNullable(given.get(member.path())).flatMap(this::value));
  }

  private Optional<Object> value(Value value) {
    return switch (value) {
      case Value.Absent _ -> Optional.empty();
      case Value.Of(Object fixed) -> Optional.of(fixed);
      case Value.AskedAccount _ -> Optional.of(request.account().id());
      case Value.OtherAccount _ -> Optional.of(OTHER_ACCOUNT);
      case Value.OrganizationArn _ -> Optional.of(organization());
      case Value.ArnHere _ -> Optional.of(arn(request.region(), request.account().id()));
      case Value.ArnElsewhere _ -> Optional.of(arn("elsewhere-1", request.account().id()));
      case Value.ArnOfOther _ -> Optional.of(arn(request.region(), OTHER_ACCOUNT));
    };
  }

  @Override
  public String text(Member member) {
    String path = member.path();
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (path.equals(id)) {
      return thing.name();
    }
    if (account.filter(path::equals).isPresent()) {
      return thing.account().orElse(request.account().id());
    }
    if (name.endsWith("organizationarn")) {
      return organization();
    }
    return isAccount(member) ? request.account().id() : thing.name();
  }

  /** Whether a member has the account that is asked, if nothing else is known of it. */
  static boolean isAccount(Member member) {
    String path = member.path().toLowerCase(Locale.ROOT);
    return path.endsWith("accountid") || path.endsWith("accountids");
  }

  private String arn(String region, String owner) {
    String service = request.action().substring(0, request.action().indexOf(':'));
    return "arn:aws:" + service + ":" + region + ":" + owner + ":" + thing.name();
  }

  private String organization() {
    return request.account().organization().map(Organization::arn).orElse("");
  }

  @Override
  public Instant time() {
    return thing.since();
  }
}
