package dev.trustedaccess.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An object that another writer corrupted is still read, and with it all that is not corrupted. */
class LenientSerializationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization SERIALIZATION = new LenientSerialization();
  private static final List<String> JUNK = List.of("\"junk\"", "\"\"", "7", "-1.5", "1e400", "99999999999999999999999",
      "true", "null",
      "[]", "[[\"junk\"]]", "[null]", "{}", "{\"junk\": [{}]}");

  /** An object with every field. */
  record Sample(Class<? extends CustomResource<?, ?>> kind, String json) {
    @Override
    public String toString() {
      return kind.getSimpleName();
    }
  }

  private static final Sample DECLARATION = new Sample(TrustedServiceAccess.class,
      """
          {"apiVersion": "trustedaccess.dev/v1alpha1", "kind": "TrustedServiceAccess", "metadata": {"name": "fms.amazonaws.com"},
           "spec": {"servicePrincipal": "fms.amazonaws.com", "organizationRef": {"name": "default"}, "mode": "Manage", "acceptUnknownService": false,
            "initialization": {"mode": "Automatic"}, "delegatedAdministrators": ["444455556666"],
            "serviceLinkedRoles": {"expectation": "AsNeeded"}, "deletionPolicy": "Restore"},
           "status": {"observedGeneration": 3, "uid": "00000000-0000-4000-8000-000000000000", "managedRegions": ["us-east-1"], "administratorAccounts": ["444455556666"], "deletionSeenTime": "2026-01-31T08:00:00Z", "organizationId": "o-exampleorg1", "enabledBy": "Operator", "enabledTime": "2026-01-31T08:00:00Z", "reenabledTime": "2026-01-31T08:00:00Z",
            "integration": "fms", "impact": "degrade", "ownedResources": [{"kind": "Administrator", "id": "444455556666", "accountId": "444455556666", "region": "us-east-1", "removedByOthers": true}], "roles": "1/3",
            "serviceLinkedRoles": [{"roleName": "AWSServiceRoleForFMS", "expected": 3, "present": 1, "absent": 1, "unknown": 1, "tooYoung": 1,
             "absentAccounts": ["777788889999"], "observedTime": "2026-01-31T08:00:00Z"}],
            "cleanup": {"remainingCount": 1, "placesLeftOut": true, "remaining": [{"kind": "Policy", "id": "p-1", "account": "444455556666", "region": "us-east-1", "effect": "Lost"}]},
            "lastChange": {"time": "2026-01-31T08:00:00Z", "action": "Enable", "subject": "444455556666", "requestId": "r-1", "refused": "Throttled", "cause": "SESSION_POLICY", "detail": "what and where", "attempt": 2,
             "firstTime": "2026-01-31T08:00:00Z", "seen": true, "circumstances": "1/1/1", "evidence": {"reads": [{"kind": "Policy", "places": 3, "found": 1}], "remainingCount": 1, "remaining": [{"kind": "Policy", "id": "p-1", "account": "444455556666", "region": "us-east-1", "effect": "Lost"}],
             "confirmedBy": {"confirmationUid": "00000000-0000-4000-8000-000000000001", "manager": "kubectl-create", "time": "2026-01-31T08:00:00Z"}}},
            "lastChangeByOthers": {"action": "AppointAdministrator", "account": "444455556666", "region": "us-east-1", "earliestTime": "2026-01-31T08:00:00Z", "observedTime": "2026-01-31T08:00:00Z",
             "time": "2026-01-31T08:00:00Z", "principalArn": "arn:aws:iam::111122223333:user/anna", "eventId": "e-1", "searchEnded": true},
            "lastHandledReconcileAt": "2026-01-31T08:00:00Z",
            "corrections": ["2026-01-31T08:00:00Z"],
            "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 3, "lastTransitionTime": "2026-01-31T08:00:00Z", "reason": "Enabled", "message": ""}]}}
          """);
  private static final Sample CONNECTION = new Sample(OrganizationConnection.class,
      """
          {"apiVersion": "trustedaccess.dev/v1alpha1", "kind": "OrganizationConnection", "metadata": {"name": "default"},
           "spec": {"organizationId": "o-exampleorg1", "managementAccountId": "111122223333", "mode": "Manage",
            "organizationsRole": {"arn": "arn:aws:iam::111122223333:role/organizations", "externalId": "x1"},
            "serviceRole": {"arn": "arn:aws:iam::111122223333:role/services", "externalId": "x2", "mode": "Observe"},
            "memberRoles": {"read": "read", "service": "service"}, "regions": {"home": "us-east-1", "managed": ["us-east-1"]},
            "allowedServicePrincipals": ["fms.amazonaws.com"], "allowedAdministratorAccounts": ["444455556666"], "observeInterval": "5m", "roleInventoryInterval": "24h", "deletionHold": "15m", "cloudTrail": "Read"},
           "status": {"observedGeneration": 1, "uid": "00000000-0000-4000-8000-000000000000", "managementAccountId": "111122223333", "featureSet": "ALL", "accounts": 3, "declarations": 1,
            "enabledCount": 1, "undeclaredCount": 0, "lastHandledReconcileAt": "2026-01-31T08:00:00Z",
            "roleInventory": {"observedTime": "2026-01-31T08:00:00Z", "unreadCount": 1,
             "unread": [{"account": "777788889999", "action": "iam:ListRoles", "reason": "AccessDenied"}]}, "organizationsRoleCoverage": "3/3",
            "enabledPrincipals": [{"servicePrincipal": "fms.amazonaws.com", "enabledTime": "2026-01-31T08:00:00Z", "declared": true}],
            "departures": [{"servicePrincipal": "fms.amazonaws.com", "declarationUid": "00000000-0000-4000-8000-000000000002", "deletionTime": "2026-01-31T08:00:00Z", "disabledTime": "2026-01-31T08:00:00Z", "requestId": "r-1",
             "evidence": {"reads": [{"kind": "Policy", "places": 3, "found": 1}], "remainingCount": 1, "remaining": [{"kind": "Policy", "id": "p-1", "account": "444455556666", "region": "us-east-1", "effect": "Lost"}],
             "confirmedBy": {"confirmationUid": "00000000-0000-4000-8000-000000000001", "manager": "kubectl-create", "time": "2026-01-31T08:00:00Z"}}}],
            "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 1, "lastTransitionTime": "2026-01-31T08:00:00Z", "reason": "Enabled", "message": "m"}]}}
          """);
  private static final Sample CONFIRMATION = new Sample(ServiceConfirmation.class,
      """
          {"apiVersion": "trustedaccess.dev/v1alpha1", "kind": "ServiceConfirmation", "metadata": {"name": "fms.amazonaws.com"},
           "spec": {"initialized": {"accessUid": "00000000-0000-4000-8000-000000000000", "enabledTime": "2026-01-31T08:00:00Z"},
            "cleanedUp": {"accessUid": "00000000-0000-4000-8000-000000000000", "deletionTimestamp": "2026-01-31T08:00:00Z"}}}
          """);

  static Stream<Sample> samples() {
    return Stream.of(DECLARATION, CONNECTION, CONFIRMATION);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSamplesHaveEveryField(Sample sample) {
    CustomResource<?, ?> object = (CustomResource<?, ?>) read(sample, sample.json());
    assertThat(object.getSpec()).isNotNull().usingRecursiveAssertion().hasNoNullFields();
    if (sample.json().contains("\"status\": {")) {
      assertThat(object.getStatus()).isNotNull().usingRecursiveAssertion().hasNoNullFields();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWellFormedComesBackAsItWas(Sample sample) throws JsonProcessingException {
    assertThat(JSON.readTree(SERIALIZATION.asJson(read(sample, sample.json()))))
        .isEqualTo(JSON.readTree(sample.json()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void junkAnywhereIsReadAsNothingAndItsSiblingsStay(Sample sample) throws JsonProcessingException {
    List<JsonPointer> places = places(JSON.readTree(sample.json()));
    assertThat(places).hasSizeGreaterThan(5);
    for (JsonPointer place : places) {
      for (String junk : JUNK) {
        JsonNode object = JSON.readTree(sample.json());
        JsonNode original = object.at(place);
        HasMetadata corrupted = read(sample, replaced(object, place, JSON.readTree(junk)));
        assertThat(corrupted.getMetadata().getName()).as("%s at %s", junk, place)
            .isEqualTo(object.at("/metadata/name").textValue());
        if (unreadable(original, JSON.readTree(junk))) {
          assertThat(corrupted).as("%s at %s", junk, place)
              .isEqualTo(read(sample, without(JSON.readTree(sample.json()), place)));
        }
      }
    }
  }

  @Test
  void oneCorruptedObjectDoesNotHideTheOthersOfAList() throws JsonProcessingException {
    JsonNode corrupted = JSON.readTree(DECLARATION.json());
    ((ObjectNode) corrupted).put("spec", "gone").put("status", "gone");
    String list = "{\"apiVersion\": \"trustedaccess.dev/v1alpha1\", \"kind\": \"TrustedServiceAccessList\", \"items\": ["
        + corrupted + "," + DECLARATION.json() + "]}";
    Declarations read = SERIALIZATION.unmarshal(list, Declarations.class);
    assertThat(read.getItems()).hasSize(2);
    assertThat(read.getItems().getFirst().getSpec()).isNull();
    assertThat(read.getItems().getLast()).isEqualTo(read(DECLARATION, DECLARATION.json()));
  }

  @Test
  void fieldsAndValuesOfLaterVersionsAreRead() throws JsonProcessingException {
    JsonNode later = JSON.readTree(DECLARATION.json());
    ((ObjectNode) later.at("/spec")).put("mode", "Sideways").put("delegatedAdministrators", "all");
    TrustedServiceAccess read = (TrustedServiceAccess) read(DECLARATION, later.toString());
    assertThat(read.getSpec()).isNotNull().satisfies(spec -> assertThat(spec.mode()).isEqualTo("Sideways"));
  }

  @Test
  void anEmptyListIsNotTakenForAnAbsentOne() {
    OrganizationConnection connection = SERIALIZATION.unmarshal("{\"spec\": {\"allowedServicePrincipals\": []}}",
        OrganizationConnection.class);
    assertThat(connection.getSpec()).isNotNull();
    assertThat(SERIALIZATION.asJson(connection)).contains("\"allowedServicePrincipals\":[]")
        .doesNotContain("memberRoles");
  }

  /** A list of declarations as the client reads it. */
  public static final class Declarations extends DefaultKubernetesResourceList<TrustedServiceAccess> {
    private static final long serialVersionUID = 1L;
  }

  /** Scalars are read as one another where Jackson can; what has another shape cannot be read. */
  private static boolean unreadable(JsonNode expected, JsonNode found) {
    return expected.isValueNode()
        ? found.isContainerNode()
        : !found.isNull() && found.getNodeType() != expected.getNodeType();
  }

  private static HasMetadata read(Sample sample, String json) {
    return SERIALIZATION.unmarshal(json, sample.kind());
  }

  /** Everything below spec and status, and the two themselves. */
  private static List<JsonPointer> places(JsonNode object) {
    List<JsonPointer> places = new ArrayList<>();
    for (String part : List.of("spec", "status")) {
      if (object.has(part)) {
        collect(JsonPointer.compile("/" + part), object.get(part), places);
      }
    }
    return places;
  }

  private static void collect(JsonPointer at, JsonNode node, List<JsonPointer> places) {
    places.add(at);
    node.properties().forEach(field -> collect(at.appendProperty(field.getKey()), field.getValue(), places));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(at.appendIndex(i), node.get(i), places);
    }
  }

  /** A watch whose end is not recognized is never begun anew: all that comes after it would be missed. */
  @Test
  void theEndOfAWatchIsReadAsWhatItIs() {
    var ended = SERIALIZATION.unmarshal(
        """
            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Expired", "code": 410}}
            """,
        WatchEvent.class);

    assertThat(ended.getObject()).isInstanceOfSatisfying(Status.class,
        status -> assertThat(status.getCode()).isEqualTo(410));
  }

  private static String replaced(JsonNode object, JsonPointer place, JsonNode junk) {
    switch (object.at(place.head())) {
      case ObjectNode parent -> parent.set(place.last().getMatchingProperty(), junk);
      case ArrayNode parent -> parent.set(place.last().getMatchingIndex(), junk);
      default -> throw new AssertionError(place);
    }
    return object.toString();
  }

  private static String without(JsonNode object, JsonPointer place) {
    switch (object.at(place.head())) {
      case ObjectNode parent -> parent.remove(place.last().getMatchingProperty());
      case ArrayNode parent -> parent.remove(place.last().getMatchingIndex());
      default -> throw new AssertionError(place);
    }
    return object.toString();
  }
}
