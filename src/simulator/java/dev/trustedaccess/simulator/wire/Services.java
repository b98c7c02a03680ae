package dev.trustedaccess.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.simulator.api.ArtifactApi;
import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.ConfigApi;
import dev.trustedaccess.simulator.api.DirectoryApi;
import dev.trustedaccess.simulator.api.FmsApi;
import dev.trustedaccess.simulator.api.IamApi;
import dev.trustedaccess.simulator.api.OrganizationsApi;
import dev.trustedaccess.simulator.api.SsoAdminApi;
import dev.trustedaccess.simulator.api.StsApi;

/** The services by the name that their requests are signed for. */
final class Services {
  private static final Map<String, Service> ALL = new LinkedHashMap<>();

  static {
    var json = new JsonProtocol();
    add("organizations", json, OrganizationsApi.api());
    add("iam", new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/"), IamApi.api());
    add("sts", new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"), StsApi.api());
    add("fms", json, FmsApi.api());
    add("config", json, ConfigApi.api());
    add("ds", json, DirectoryApi.api());
    add("sso", json, SsoAdminApi.api());
    add("artifact", new RestProtocol(Map.of("GET /v1/customer-agreement/list", "ListCustomerAgreements")),
        ArtifactApi.api());
  }

  private Services() {}

  record Service(Protocol protocol, AwsApi api) {}

  static Optional<Service> find(String signingName) {
    return Optional.ofNullable(ALL.get(signingName));
  }

  private static void add(String signingName, Protocol protocol, AwsApi api) {
    ALL.put(signingName, new Service(protocol, api));
  }
}
