package dev.trustedaccess.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.model.ConcurrentModificationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What tests in other processes use. */
class ControlTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Simulator aws = Simulator.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void anOrganizationIsGivenTroubledChangedAndLookedAt() throws Exception {
    var keys = send("POST", "/organizations", """
        {"id": "o-exampleorgid", "managementAccountId": "111111111111", "managementRoles": ["Changer"], "members": 25,
         "memberRoles": ["Reader"], "accounts": [{"id": "222222222222", "name": "security", "state": "SUSPENDED"}],
         "enabled": {"sso.amazonaws.com": "2024-05-01T00:00:00Z"}}""");
    assertThat(keys.path("accessKeyId").asText()).isEqualTo("AKIAFAKE111111111111");
    send("POST", "/faults", """
        {"action": "organizations:EnableAWSServiceAccess", "code": "ConcurrentModificationException"}""");
    send("POST", "/things", """
        {"organization": "o-exampleorgid", "kind": "delegated-administrator", "name": "sso.amazonaws.com",
         "account": "222222222222"}""");
    send("POST", "/settings", """
        {"organization": "o-exampleorgid", "lagLists": 1, "rolesWithin": "PT10S"}""");

    var management = aws.world().account("111111111111").orElseThrow();
    try (var organizations = SdkClients.of(aws, management).organizations()) {
      assertThatThrownBy(() -> organizations.enableAWSServiceAccess(r -> r.servicePrincipal("fms.amazonaws.com")))
          .isInstanceOf(ConcurrentModificationException.class);
      organizations.enableAWSServiceAccess(r -> r.servicePrincipal("fms.amazonaws.com"));
      assertThat(organizations.listAWSServiceAccessForOrganization().enabledServicePrincipals()).hasSize(1);
    }
    send("POST", "/access", """
        {"organization": "o-exampleorgid", "principal": "sso.amazonaws.com", "on": false}""");

    var state = send("GET", "/state", "").path("organizations").path(0);
    assertThat(state.path("enabled").fieldNames()).toIterable().containsExactly("fms.amazonaws.com");
    assertThat(state.path("accounts")).hasSize(27);
    var calls = send("GET", "/calls?since=1", "");
    assertThat(calls).hasSize(2);
    assertThat(calls.path(0).path("parameters").path("ServicePrincipal").asText()).isEqualTo("fms.amazonaws.com");
    assertThat(calls.path(0).path("done").asBoolean()).isTrue();

    send("POST", "/reset", "");
    assertThat(send("GET", "/state", "").path("organizations")).isEmpty();
    assertThat(send("GET", "/calls", "")).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsRefusedWithItsReason() throws Exception {
    assertThat(send("POST", "/nothing", "").path("error").asText()).isEqualTo("no such route: POST /nothing");
    assertThat(send("POST", "/things", "{\"organization\": \"o-none\"}").path("error").asText())
        .isEqualTo("no organization o-none");
  }

  private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(aws.endpoint().resolve("/_simulator" + path))
          .method(method, BodyPublishers.ofString(body))
          .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }
}
