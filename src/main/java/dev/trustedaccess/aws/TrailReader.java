package dev.trustedaccess.aws;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/**
 * Reads CloudTrail's event history of the management account. What a record contains is in the CloudTrail User Guide,
 * "CloudTrail record contents for management, data, and network activity events"; that Organizations' calls are recorded
 * in one Region is in the Organizations User Guide, "Logging API calls with AWS CloudTrail".
 */
record TrailReader(RequestSender sender, Sessions sessions, Identities identities, ConnectionSettings settings) {
  private static final String LOOK_UP = "cloudtrail:LookupEvents";
  private static final JsonNodeParser PARSER = JsonNodeParser.create();

  /**
   * The events of all lookups in this time, without those of refused calls; throws {@link AwsFailure}. CloudTrail lists
   * the newest first, so without an end an old change would lie behind everything that followed it.
   */
  List<TrailEvent> read(Set<TrailLookup> lookups, Instant from, Instant until) {
    Set<TrailLookup> asked = lookups.stream()
        .map(lookup -> new TrailLookup(region(lookup.region()), lookup.eventName()))
        .collect(Collectors.toSet());
    List<TrailEvent> events = new ArrayList<>();
    for (TrailLookup lookup : asked) {
      events.addAll(client(lookup.region())
          .list(
              LOOK_UP,
              (trail, override) -> trail.lookupEventsPaginator(request -> request.overrideConfiguration(override)
                  .startTime(from)
                  .endTime(until)
                  .lookupAttributes(LookupAttribute.builder()
                      .attributeKey(LookupAttributeKey.EVENT_NAME)
                      .attributeValue(lookup.eventName())
                      .build())),
              LookupEventsResponse::events,
              this::event));
    }
    return List.copyOf(events);
  }

  private ServiceClient<CloudTrailClient> client(String region) {
    return ServiceClient.of(sender, sessions, identities::trail, region, CloudTrailClient.class,
        CloudTrailClient::builder);
  }

  /** Organizations records its calls where its endpoint is: us-east-1, or another Region in another partition. */
  private String region(String region) {
    return region.equals(RequestSender.GLOBAL) ? organizationsRegion() : region;
  }

  private String organizationsRegion() {
    ServiceMetadata organizations = OrganizationsClient.serviceMetadata();
    return organizations.servicePartitions()
        .stream()
        .filter(partition -> partition.partition().id().equals(Identities.partition(settings.homeRegion())))
        .flatMap(partition -> partition.globalRegion().stream())
        .map(global -> organizations.signingRegion(global).id())
        .findFirst()
        .orElse(settings.homeRegion());
  }

  /**
   * Nothing of a refused call: it changed nothing, and whoever may do nothing can make any number of them, which must not
   * fill the memory.
   */
  private Stream<TrailEvent> event(Event event) {
    JsonNode record = parsed(Answer.has(event.cloudTrailEvent(), LOOK_UP, "CloudTrailEvent"));
    if (find(record, "errorCode").isPresent()) {
      return Stream.empty();
    }
    String caller = caller(record);
    return Stream.of(new TrailEvent(
        text(record, "eventID"), time(record), text(record, "eventSource"), text(record, "eventName"),
        text(record, "awsRegion"), caller, isOurs(caller), find(record, "requestID"), parameters(record)));
  }

  private static JsonNode parsed(String text) {
    try {
      return PARSER.parse(text);
    } catch (RuntimeException unreadable) {
      throw Answer.lacks(LOOK_UP, "a valid CloudTrailEvent");
    }
  }

  private static Instant time(JsonNode record) {
    try {
      return Instant.parse(text(record, "eventTime"));
    } catch (DateTimeParseException _) {
      throw Answer.lacks(LOOK_UP, "a valid eventTime");
    }
  }

  /** An AWS service that calls on its own behalf has no ARN, but a name in {@code invokedBy}. */
  private static String caller(JsonNode record) {
    Optional<JsonNode> identity = record.field("userIdentity").filter(JsonNode::isObject);
    return Stream.of("arn", "invokedBy", "principalId", "accountId", "type")
        .flatMap(member -> identity.flatMap(who -> find(who, member)).stream())
        .findFirst()
        .orElseThrow(() -> Answer.lacks(LOOK_UP, "userIdentity"));
  }

  /** Whether it is a session of one of the operator's own roles, and has the name that the operator gives its sessions. */
  private boolean isOurs(String arn) {
    String[] parts = arn.split("/", 3);
    return parts.length == 3 && parts[0].endsWith(":assumed-role") && roleNames().contains(parts[1])
        && sessions.isOwn(parts[2]);
  }

  private Set<String> roleNames() {
    Set<String> names = new HashSet<>();
    Stream.of(settings.organizationsRole(), settings.serviceRole().flatMap(ServiceRole::role))
        .flatMap(Optional::stream)
        .map(RoleRef::arn)
        .forEach(arn -> names.add(arn.substring(arn.lastIndexOf('/') + 1)));
    return names;
  }

  private static Map<String, String> parameters(JsonNode record) {
    Map<String, String> parameters = new HashMap<>();
    record.field("requestParameters")
        .filter(JsonNode::isObject)
        .ifPresent(members -> collect("", members, parameters));
    return parameters;
  }

  /** Texts at any depth: EC2 has the members of a request in another object. */
  private static void collect(String path, JsonNode node, Map<String, String> parameters) {
    if (node.isString()) {
      parameters.put(path, node.asString());
    } else if (node.isObject()) {
      node.asObject().forEach((name, inner) -> collect(path.isEmpty() ? name : path + "." + name, inner, parameters));
    } else if (node.isArray()) {
      for (int i = 0; i < node.asArray().size(); i++) {
        collect(path + "." + i, node.asArray().get(i), parameters);
      }
    }
  }

  private static String text(JsonNode record, String member) {
    return find(record, member).orElseThrow(() -> Answer.lacks(LOOK_UP, member));
  }

  private static Optional<String> find(JsonNode record, String member) {
    return record.field(member).filter(JsonNode::isString).map(JsonNode::asString).filter(text -> !text.isEmpty());
  }
}
