package dev.trustedaccess.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.RoleRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** IAM refuses a document with a Sid twice, and one that is too long; and merging must grant nothing that was not granted. */
class StatementsTest {
  private static final String KEY = "organizations:ServicePrincipal";
  private static final Statement APPOINT_A = Statement.any("Appoint", List.of("a:Appoint", "organizations:Describe"));
  private static final Statement APPOINT_B = Statement.any("Appoint", List.of("b:Appoint", "organizations:Describe"));
  private static final Statement SWITCH_A = Statement.when(
      "Switch", List.of("organizations:Enable"), List.of("*"), KEY, List.of("a.amazonaws.com"));
  private static final Statement SWITCH_B = Statement.when(
      "Switch", List.of("organizations:Enable"), List.of("*"), KEY, List.of("b.amazonaws.com"));
  private static final Statement ROLE_A = Statement.when(
      "Role", List.of("iam:Create"), List.of("role/a"), "iam:AWSServiceName", List.of("a.amazonaws.com"));
  private static final Statement ROLE_B = Statement.when(
      "Role", List.of("iam:Create"), List.of("role/b"), "iam:AWSServiceName", List.of("b.amazonaws.com"));

  private static Set<String> grants(List<Statement> statements) {
    return statements.stream()
        .flatMap(statement -> statement.actions()
            .stream()
            .flatMap(action -> statement.resources()
                .stream()
                .flatMap(resource -> statement.condition()
                    .map(Statement.Equals::values)
                    .orElse(List.of("anything"))
                    .stream()
                    .map(value -> action + " " + resource + " "
                        + statement.condition().map(Statement.Equals::key).orElse("") + value))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void twoServicesWithAnAdministratorShareWhatHasOneShape() {
    List<Statement> both = List.of(APPOINT_A, SWITCH_A, ROLE_A, APPOINT_B, SWITCH_B, ROLE_B);
    List<Statement> merged = Statements.merged(both);
    assertThat(merged).extracting(Statement::sid).containsExactly("Appoint", "Switch", "Role", "Role2");
    assertThat(grants(merged)).isEqualTo(grants(both));
  }

  @Test
  void whatDiffersInTwoThingsStaysApart() {
    List<Statement> crossed = List.of(
        SWITCH_A,
        Statement.when("Switch", List.of("organizations:Disable"), List.of("*"), KEY, List.of("b.amazonaws.com")));
    assertThat(grants(Statements.merged(crossed))).isEqualTo(grants(crossed))
        .doesNotContain("organizations:Disable * " + KEY + "a.amazonaws.com");
  }

  @Test
  void noDocumentIsLongerThanItsLimitHoweverMuchIsDeclared() {
    List<Statement> much = List.of(
        Statement.any("Read", List.of("a:List")),
        Statement.when(
            "Switch", List.of("organizations:Enable"), List.of("*"), KEY,
            IntStream.range(0, 300).mapToObj(i -> "service-of-some-length-" + i + ".amazonaws.com").toList()));
    List<List<Statement>> documents = Statements.split(much, 2_000);
    assertThat(documents).hasSizeGreaterThan(5)
        .allSatisfy(document -> {
          assertThat(Documents.length(Documents.policy(document))).isLessThanOrEqualTo(2_000);
          assertThat(document).extracting(Statement::sid).doesNotHaveDuplicates();
        });
    assertThat(grants(documents.stream().flatMap(List::stream).toList())).isEqualTo(grants(much));
    assertThatThrownBy(() -> Statements.split(List.of(SWITCH_A), 50)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRolesOfOneDirectoryAreTakenByIam() {
    List<Desired> declared = Stream.concat(
        Stream.of("444455556666", "555566667777").map(account -> desired("fms.amazonaws.com", account)),
        IntStream.range(0, 200)
            .mapToObj(i -> desired("service-of-some-length-" + i + ".amazonaws.com", "444455556666")))
        .toList();
    List<RolePolicy> roles = new Policies(
        settings(), declared, CatalogFile.load(), Integrations::actions, "arn:aws:iam::111122223333:role/pod", "aws",
        false).roles();
    assertThat(roles).hasSize(5).allSatisfy(role -> {
      assertThat(role.permissions()).extracting(Statement::sid).doesNotHaveDuplicates();
      assertThat(role.documents()).isNotEmpty();
      int most = role.documents().size() == 1 ? 10_240 : 6_144;
      assertThat(role.documents()).allSatisfy(
          document -> assertThat(Documents.length(document)).isLessThanOrEqualTo(most));
      role.trust()
          .ifPresent(trust -> assertThat(Documents.length(Documents.trust(trust)))
              .isLessThanOrEqualTo(Documents.LONGEST_TRUST));
    });
    assertThat(roles.getFirst().documents()).hasSizeGreaterThan(1);
  }

  private static Desired desired(String principal, String administrator) {
    return new Desired(
        principal, "default", Mode.MANAGE, true, Desired.InitializationMode.AUTOMATIC, List.of(administrator),
        Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE);
  }

  private static ConnectionSettings settings() {
    RoleRef role = new RoleRef("arn:aws:iam::111122223333:role/some-role", Optional.of("x".repeat(1_224)));
    return new ConnectionSettings(
        "default", "o-exampleorg1", Optional.of("111122223333"), Mode.MANAGE, Optional.of(role),
        Optional.of(new ConnectionSettings.ServiceRole(Optional.of(role), Mode.MANAGE)), Optional.of("read"),
        Optional.of("service"), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(),
        java.time.Duration.ofMinutes(5), java.time.Duration.ofHours(24), java.time.Duration.ofMinutes(15), false);
  }
}
