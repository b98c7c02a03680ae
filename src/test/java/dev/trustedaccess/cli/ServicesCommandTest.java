package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the catalog knows is printed without a cluster, an account or a network. */
class ServicesCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int services(String... arguments) {
    return TrustedAccessCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(Stream.concat(Stream.of("services"), Stream.of(arguments)).toArray(String[]::new));
  }

  private JsonNode json(String... arguments) throws JsonProcessingException {
    assertThat(services(Stream.concat(Stream.of("-o", "json"), Stream.of(arguments)).toArray(String[]::new))).isZero();
    return new JsonMapper().readTree(out.toString());
  }

  static List<ServiceFacts> catalog() {
    return CatalogFile.load().services();
  }

  @Test
  void theTableHasEachPrincipal() {
    assertThat(services()).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).first().asString().matches("SERVICE +PRINCIPAL +INTEGRATION +ENABLED BY +ADMINISTRATORS +IMPACT");
    assertThat(lines.stream().skip(1).map(line -> line.split(" +", -1)[1])).containsExactlyInAnyOrderElementsOf(
        catalog().stream().flatMap(service -> service.principals().stream()).map(PrincipalFacts::principal).toList());
    assertThat(lines).anyMatch(line -> line.matches("firewall-manager +fms.amazonaws.com +yes +Organizations"
        + " +fms:AssociateAdminAccount, at most 1 +destructive"))
        .noneMatch(line -> line.contains("`"));
  }

  @Test
  void theStepsInAConsoleAreShownOfOneService() {
    assertThat(services("q-developer")).isZero();
    assertThat(out.toString()).contains(
        "Disabled by     by a person: Amazon Q Developer console, Settings, Member account settings, Off");

    out.getBuffer().setLength(0);
    assertThat(services()).isZero();
    assertThat(out.toString().lines()).anyMatch(
        line -> line.matches("q-developer +q.amazonaws.com +no +by a person +none +degrade"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fms.amazonaws.com", "firewall-manager", "AWS Firewall Manager", "firewall", "FMS"})
  void oneServiceIsFoundByEachOfItsNames(String name) {
    assertThat(services(name)).as(err.toString()).isZero();

    assertThat(out.toString()).containsSubsequence(
        "AWS Firewall Manager", "Impact          destructive", "If disabled     accounts are no longer managed",
        "fms.amazonaws.com", "Integration     yes", "Enabled by      Organizations",
        "Administrators  fms:AssociateAdminAccount, at most 1", "If dismissed    its policies are deleted",
        "Initialized by  an administrator", "May remain      policy: Lost",
        "Roles           AWSServiceRoleForFMS: the management account, every member", "IAM actions",
        "fms:AssociateAdminAccount", "Uncertain", "inferred: The administrator must be dismissed", "Sources",
        "https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-fms.html");
    assertThat(out.toString()).doesNotContain("`");
  }

  /** As Artifact, which AWS lists by one of two names. */
  @Test
  void anotherNameOfThePrincipalFindsItToo() {
    assertThat(services("artifact.amazonaws.com")).isZero();

    assertThat(out.toString()).contains("Other names     artifact.amazonaws.com");
  }

  /** A service without code awaits what a person does. */
  @Test
  void withoutAnIntegrationItSaysWhatPeopleDo() {
    assertThat(services("devops-guru.amazonaws.com")).isZero();

    assertThat(out.toString()).contains("Integration     no", "its role, AWSServiceRoleForDevOpsGuru, by a person",
        "How             aws iam create-service-linked-role");
  }

  @ParameterizedTest
  @MethodSource("catalog")
  void everyServiceHasItsFactsAsJson(ServiceFacts service) throws JsonProcessingException {
    JsonNode facts = json(service.id());

    assertThat(facts.path("name").isMissingNode()).isFalse();
    assertThat(facts.path("impact").asText()).isEqualTo(service.impact().apiName());
    assertThat(facts.path("sources")).isNotEmpty();
    assertThat(facts.path("principals").findValuesAsText("principal")).isEqualTo(
        service.principals().stream().map(PrincipalFacts::principal).toList());
    assertThat(facts.path("principals")).allSatisfy(principal -> assertThat(principal.fieldNames()).toIterable()
        .contains("enabled", "disabled", "administrators", "initializedBy", "mayRemain", "integration"));
  }

  @Test
  void allAreOneListInJson() throws JsonProcessingException {
    assertThat(json().findValuesAsText("id")).containsExactlyInAnyOrderElementsOf(
        catalog().stream().map(ServiceFacts::id).toList());
  }

  @Test
  void anUnknownNameIsMetWithWhatIsMeant() {
    assertThat(services("organizations.amazonaws.com-x")).isEqualTo(2);
    assertThat(err.toString().strip()).endsWith("List all: trusted-access-operator services");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Config, AWS Config", "aws config, AWS Config", "identity center, AWS IAM Identity Center",
      "IAM Identity Center, AWS IAM Identity Center", "sso, AWS IAM Identity Center", "s3, Amazon S3 Storage Lens"})
  void aNameNeedsNeitherItsCaseNorItsMaker(String name, String service) {
    assertThat(services(name.split(" "))).as(err.toString()).isZero();

    assertThat(out.toString()).startsWith(service);
  }

  @ParameterizedTest
  @CsvSource({"sso.amazonaws.co, sso.amazonaws.com", "sso.amazon.com, sso.amazonaws.com",
      "ssso.amazonaws.com, sso.amazonaws.com", "sso.amzonaws.com, sso.amazonaws.com",
      "gaurdduty.amazonaws.com, guardduty.amazonaws.com", "config.aws.com, config.amazonaws.com",
      "capacitymanager.amazonaws.com, ec2.capacitymanager.amazonaws.com",
      "identiy center, identity-center", "gardduty, guardduty", "licence-manager, license-manager",
      "macie2, macie"})
  void theNearestIsSuggestedFirst(String typed, String nearest) {
    assertThat(services(typed)).isEqualTo(2);

    assertThat(err.toString()).containsPattern("Did you mean " + Pattern.quote(nearest) + "( or .*)?\\?");
    assertThat(out.toString()).isEmpty();
  }

  /** The beginning of several names is that of none. */
  @Test
  void ofSeveralServicesNoneIsChosen() {
    assertThat(services("license")).isEqualTo(2);

    assertThat(err.toString()).contains("license-manager").contains("marketplace");
  }

  @Test
  void aRejectedPrincipalIsMetWithTheAdviceForIt() {
    String rejected = "macie2.amazonaws.com";
    assertThat(CatalogFile.load().rejected(rejected)).isPresent();

    assertThat(services(rejected)).isEqualTo(2);

    assertThat(err.toString()).contains("is no service principal of trusted access",
        CatalogFile.load().rejected(rejected).orElseThrow().advice());
  }
}
