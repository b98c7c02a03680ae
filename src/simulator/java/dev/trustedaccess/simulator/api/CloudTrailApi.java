package dev.trustedaccess.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.simulator.world.Credentials.Identity;
import dev.trustedaccess.simulator.world.Trail;

/**
 * CloudTrail's LookupEvents, API version 2013-11-01: the management events of the calling account in one Region, the
 * newest first, of the last 90 days. The records are as the CloudTrail User Guide, "CloudTrail record contents", shows
 * them.
 */
public final class CloudTrailApi {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PAGE = 50;
  private static final Duration KEPT = Duration.ofDays(90);

  private CloudTrailApi() {}

  public static AwsApi api() {
    return AwsApi.of("cloudtrail").reads("LookupEvents", CloudTrailApi::lookupEvents);
  }

  private static Fields lookupEvents(Request request) {
    var size = request.number("MaxResults", PAGE);
    if (size < 1 || size > PAGE) {
      throw Refusal.of("InvalidMaxResultsException", "MaxResults must be between 1 and 50.");
    }
    var start = time(request, "StartTime").orElse(Instant.MIN);
    var end = time(request, "EndTime").orElse(Instant.MAX);
    if (start.isAfter(end)) {
      throw Refusal.of("InvalidTimeRangeException", "The start time is after the end time.");
    }
    var oldest = request.now().minus(KEPT);
    var wanted = attribute(request);
    var shown = request.world()
        .trail()
        .shown(request.now(), event -> event.caller().account() == request.account()
            && event.region().equals(request.region()) && wanted.test(event)
            && !event.time().isBefore(start.truncatedTo(ChronoUnit.SECONDS)) && !event.time().isAfter(end)
            && !event.time().isBefore(oldest));
    var page = Paging.of(shown, request.find("NextToken"), size, request.world().pages(),
        Refusal.of("InvalidNextTokenException", "The token is invalid."), (number, event) -> described(event));
    return Fields.of("Events", page.items()).with("NextToken", page.next());
  }

  private static Optional<Instant> time(Request request, String member) {
    return Optional.of(request.input().path(member))
        .filter(JsonNode::isNumber)
        .map(seconds -> Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1_000)));
  }

  private static Predicate<Trail.Event> attribute(Request request) {
    var attributes = request.input().path("LookupAttributes");
    if (attributes.isEmpty()) {
      return event -> true;
    }
    var value = attributes.path(0).path("AttributeValue").asText();
    return switch (attributes.size() > 1 ? "" : attributes.path(0).path("AttributeKey").asText()) {
      case "EventName" -> event -> event.name().equals(value);
      case "EventSource" -> event -> event.source().equals(value);
      case "EventId" -> event -> event.id().equals(value);
      default -> throw Refusal.of("InvalidLookupAttributesException", "One attribute that is known is allowed.");
    };
  }

  private static Fields described(Trail.Event event) {
    return Fields.of("EventId", event.id())
        .with("EventName", event.name())
        .with("ReadOnly", "false")
        .with("EventTime", event.time().truncatedTo(ChronoUnit.SECONDS))
        .with("EventSource", event.source())
        .with("AccessKeyId", event.caller().keys().accessKeyId())
        .with("Username", event.caller().sessionName())
        .with("Resources", List.of())
        .with("CloudTrailEvent", text(event));
  }

  private static String text(Trail.Event event) {
    var members = new LinkedHashMap<String, Object>();
    members.put("eventVersion", "1.11");
    members.put("userIdentity", identity(event.caller()));
    members.put("eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("eventSource", event.source());
    members.put("eventName", event.name());
    members.put("awsRegion", event.region());
    members.put("sourceIPAddress", "192.0.2.1");
    members.put("userAgent", event.userAgent());
    if (event.errorCode() != null) {
      members.put("errorCode", event.errorCode());
    }
    members.put("requestParameters", parameters(event.parameters()));
    members.put("responseElements", null);
    members.put("requestID", event.requestId());
    members.put("eventID", event.id());
    members.put("readOnly", false);
    members.put("eventType", "AwsApiCall");
    members.put("managementEvent", true);
    members.put("recipientAccountId", event.caller().account().id());
    members.put("eventCategory", "Management");
    try {
      return MAPPER.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> identity(Identity caller) {
    var identity = new LinkedHashMap<String, Object>();
    var role = caller.role();
    identity.put("type", role == null ? "IAMUser" : "AssumedRole");
    identity.put("arn", caller.arn());
    identity.put("accountId", caller.account().id());
    identity.put("accessKeyId", caller.keys().accessKeyId());
    if (role != null) {
      identity.put("sessionContext", Map.of("sessionIssuer", Map.of("type", "Role", "arn",
          "arn:aws:iam::" + caller.account().id() + ":role" + role.path() + role.name(), "accountId",
          caller.account().id(), "userName", role.name())));
    }
    return identity;
  }

  /** Records have the members' names with a small first letter. */
  private static Map<String, String> parameters(Map<String, String> members) {
    var parameters = new LinkedHashMap<String, String>();
    members.forEach((name, value) -> parameters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value));
    return parameters;
  }
}
