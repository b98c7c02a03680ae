package dev.trustedaccess.simulator.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.CloudTrailApi;
import dev.trustedaccess.simulator.api.IamApi;
import dev.trustedaccess.simulator.api.OrganizationsApi;
import dev.trustedaccess.simulator.api.StsApi;
import dev.trustedaccess.simulator.quirk.Quirks;
import dev.trustedaccess.simulator.twin.Route;
import dev.trustedaccess.simulator.twin.Twin;

/**
 * The services by the name that their requests are signed for. Written by hand are those calls that belong to no
 * integration; the others are derived from the integrations, with {@link Quirks} before them.
 */
public final class Services {
  private static final String IAM = "https://iam.amazonaws.com/doc/2010-05-08/";
  private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

  /** What is written by hand; it goes before what is derived. */
  private static final Map<String, AwsApi> BY_HAND = Map.of(
      "cloudtrail", CloudTrailApi.api(),
      "organizations", OrganizationsApi.api(),
      "iam", IamApi.api(),
      "sts", StsApi.api());

  private static final Map<String, Optional<Service>> ALL = new ConcurrentHashMap<>();

  private Services() {}

  /** The calls of every service. */
  public static Stream<AwsApi> all() {
    return Stream.concat(BY_HAND.keySet().stream(), Twin.services().stream())
        .distinct()
        .flatMap(name -> find(name).stream())
        .map(Service::api);
  }

  record Service(Protocol protocol, AwsApi api) {}

  static Optional<Service> find(String signingName) {
    return ALL.computeIfAbsent(signingName, Services::service);
  }

  private static Optional<Service> service(String name) {
    Optional<Twin> twin = Twin.of(name);
    if (!BY_HAND.containsKey(name) && twin.isEmpty()) {
      return Optional.empty();
    }
    AwsApi api = AwsApi.of(name);
    Quirks.of(name).ifPresent(api::and);
    Optional.ofNullable(BY_HAND.get(name)).ifPresent(api::and);
    twin.map(Twin::api).ifPresent(api::and);
    return Optional.of(new Service(protocol(name, twin.map(Twin::routes).orElse(List.of())), api));
  }

  private static Protocol protocol(String name, List<Route> routes) {
    return switch (name) {
      case "organizations" -> new JsonProtocol();
      case "iam" -> new QueryProtocol(IAM);
      case "sts" -> new QueryProtocol(STS);
      default -> switch (routes.getFirst().wire()) {
        case JSON -> new JsonProtocol();
        case REST_JSON -> new RestProtocol(routes);
        case QUERY -> new QueryProtocol("https://" + name + ".amazonaws.com/doc/");
        case EC2 -> new Ec2Protocol();
        case REST_XML -> new RestXmlProtocol("https://" + name + ".amazonaws.com/doc/", routes);
      };
    };
  }
}
