package dev.trustedaccess.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What the loader makes of a file, and what it says about a wrong one. */
class CatalogFileTest {
  private static final String WHOLE = """
      services:
        - id: mail
          name: Mail
          source: https://example.org/mail
          impact: service-outage
          consequence: mail stops
          lostWhileDisabled: {what: mail in transit, source: https://example.org/lost}
          alsoManagedBy: {principal: tower.amazonaws.com, source: https://example.org/tower}
          policyTypes:
            - {type: MAIL_POLICY, source: https://example.org/policy}
          effects:
            - {kind: mailbox, effect: Survives, source: https://example.org/box}
          uncertain:
            - {what: Letters are kept., mark: inferred}
          principals:
            - principal: mail.amazonaws.com
              aliases:
                - {name: post.amazonaws.com, source: https://example.org/post}
              enable: {by: Service, how: mail:Enable, source: https://example.org/in}
              disable: {by: Organizations, source: https://example.org/out}
              administrators: {by: Service, how: mail:Appoint, listedBy: Organizations, most: 2, dismissal: letters are burnt, source: https://example.org/appoint}
              initialization: {role: RoleForMail, source: https://example.org/role}
              leavesNothing: {source: https://example.org/nothing}
              roles:
                - {name: RoleForMail, servicePrincipal: mail.amazonaws.com, expectedIn: [EveryMember]}
                - {name: OldRole, expectedIn: [Management]}
            - principal: parcel.mail.amazonaws.com
              needs: [{principal: mail.amazonaws.com, source: https://example.org/needs}]
              administrators: {by: Organizations, source: https://example.org/register}
              accessSuffices: {source: https://example.org/suffices}
              enable: {by: Organizations, source: https://example.org/in}
              disable: {by: Console, how: 'Mail console, Off', source: https://example.org/out}
      rejected:
        - names: [fax.amazonaws.com, telex.amazonaws.com]
          advice: Declare mail.amazonaws.com.
          source: https://example.org/fax
      """;

  private static ServiceCatalog read(String yaml) {
    try {
      return CatalogFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyFieldArrives() {
    ServiceCatalog catalog = read(WHOLE);

    ServiceFacts mail = catalog.find("post.amazonaws.com").orElseThrow().service();
    assertThat(mail.id()).isEqualTo("mail");
    assertThat(mail.name()).isEqualTo("Mail");
    assertThat(mail.impact().apiName()).isEqualTo("service-outage");
    assertThat(mail.consequence()).isEqualTo("mail stops");
    assertThat(mail.lostWhileDisabled()).contains("mail in transit");
    assertThat(mail.alsoManagedBy()).contains("tower.amazonaws.com");
    assertThat(mail.policyTypes()).containsExactly("MAIL_POLICY");
    assertThat(mail.effectOf("mailbox")).isEqualTo(Effect.SURVIVES);

    var primary = mail.principals().getFirst();
    assertThat(primary.featureOf()).isEmpty();
    assertThat(primary.enableMethod()).isEqualTo(new AccessMethod(AccessMethod.By.SERVICE, "mail:Enable"));
    assertThat(primary.disableMethod())
        .isEqualTo(new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:DisableAWSServiceAccess"));
    assertThat(primary.administrators()).contains(new AdministratorFacts(
        new AccessMethod(AccessMethod.By.SERVICE, "mail:Appoint"), true, Optional.of(2),
        Optional.of("letters are burnt")));
    assertThat(primary.initialization()).contains(new InitializationFacts(
        Optional.of("RoleForMail"), "aws iam create-service-linked-role --aws-service-name mail.amazonaws.com"));
    assertThat(primary.awaitedRole()).contains("RoleForMail");
    assertThat(primary.accessSuffices()).isFalse();
    assertThat(primary.leavesNothing()).isTrue();
    assertThat(primary.roles()).extracting(role -> role.role().name()).containsExactly("RoleForMail", "OldRole");
    assertThat(primary.roles().getFirst().serviceLinked()).isTrue();
    assertThat(primary.roles().getLast().serviceLinked()).isFalse();

    var feature = mail.principals().getLast();
    assertThat(feature.featureOf()).contains("mail.amazonaws.com");
    assertThat(feature.needs()).containsExactly("mail.amazonaws.com");
    assertThat(primary.needs()).isEmpty();
    assertThat(feature.enableMethod())
        .isEqualTo(new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:EnableAWSServiceAccess"));
    assertThat(feature.disableMethod()).isEqualTo(new AccessMethod(AccessMethod.By.CONSOLE, "Mail console, Off"));
    assertThat(feature.administrators()).contains(AdministratorFacts.BY_ORGANIZATIONS);
    assertThat(feature.initialization()).isEmpty();
    assertThat(feature.accessSuffices()).isTrue();
    assertThat(feature.leavesNothing()).isTrue();
    assertThat(feature.roles()).isEmpty();

    assertThat(catalog.rejected("telex.amazonaws.com").orElseThrow().advice()).isEqualTo("Declare mail.amazonaws.com.");
  }

  @Test
  void absentOptionalFieldsAreEmpty() {
    ServiceFacts mail = read(WHOLE.replaceAll("(?m)^    (lostWhileDisabled|alsoManagedBy): .*\n", "")
        .replaceAll("(?m)^    (policyTypes|effects|uncertain):\n      - .*\n", "")).services().getFirst();

    assertThat(mail.lostWhileDisabled()).isEmpty();
    assertThat(mail.alsoManagedBy()).isEmpty();
    assertThat(mail.policyTypes()).isEmpty();
    assertThat(mail.effects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`',
      textBlock = """
          lostWhileDisabled: {what:                         | lostWhileDisable: {what:              | service mail: unknown field .lostWhileDisable
          impact: service-outage                       | impact: bad                      | service mail: .impact: unknown impact: bad
          name: Mail                                   | name:                            | service mail: .name has no value
          consequence: mail stops                      | alsoManagedBy: {}                | line 8: Duplicate field 'alsoManagedBy'
          most: 2,                                     | most: "2",                       | service mail: .principals[0].administrators.most: Cannot
          most: 2,                                     | most: 0,                         | service mail: mail.amazonaws.com administrators.most: at least 1
          administrators: {by: Service, how: mail:Appoint, | administrators: {by: Service, | service mail: mail.amazonaws.com administrators.how: required for by: Service
          administrators: {by: Organizations, | administrators: {by: Organizations, listedBy: Organizations, | service mail: parcel.mail.amazonaws.com administrators.listedBy: only Organizations, and only for by: Service
          enable: {by: Service, how: mail:Enable,       | enable: {by: Servize, how: x,     | service mail: .principals[0].enable.by: Cannot
          enable: {by: Service, how: mail:Enable,       | enable: {by: Service,             | service mail: mail.amazonaws.com enable.how: required for by: Service
          disable: {by: Organizations,                  | disable: {by: Organizations, how: x, | service mail: mail.amazonaws.com disable.how: must be absent
          initialization: {role: RoleForMail,          | initialization: {role: OldRole,   | service mail: mail.amazonaws.com initialization.role: not a service-linked role of the principal: OldRole
          initialization: {role: RoleForMail,          | initialization: {role: NoRole,    | service mail: mail.amazonaws.com initialization.role: not a service-linked role of the principal: NoRole
          initialization: {role: RoleForMail,          | initialization: {                 | service mail: mail.amazonaws.com initialization.how: required without a role
          accessSuffices: {                            | leavesNothing: {source: x}\\n        accessSuffices: {  | service mail: parcel.mail.amazonaws.com accessSuffices: excludes
          expectedIn: [EveryMember]                    | expectedIn: [Everywhere]         | service mail: .principals[0].roles[0].expectedIn[0]: Cannot
          - {kind: mailbox, effect: Survives,          | - {kind: mailbox, effect: Stays, | service mail: .effects[0].effect: Cannot
          - {kind: mailbox,                            | - {kind: mailbox, effect: Lost, source: x}\\n      - {kind: mailbox, | service mail: .effects: duplicate kind: mailbox
          mark: inferred                               | mark: guessed                    | service mail: .uncertain[0].mark: Cannot
          what: Letters are kept.                      | what:                            | service mail: .uncertain[0].what has no value
          what: Letters are kept.                      | what: Letters are kept., source: x | service mail: unknown field .uncertain[0].source
          - {name: post.amazonaws.com,                 | - {name: mail.amazonaws.com,     | named twice in the catalog: mail.amazonaws.com
          names: [fax.amazonaws.com, telex             | names: [mail.amazonaws.com, telex | named twice in the catalog: mail.amazonaws.com
          advice: Declare                              | advise: Declare                  | rejected principal fax.amazonaws.com: .advice: Missing
          names: [fax.amazonaws.com, telex.amazonaws.com] | names: [fax.amazonaws.com, '']  | rejected principal fax.amazonaws.com: .names[1] has no value
          rejected:                                       | rejectedd:                           | must have exactly the fields services and rejected
          """)
  void aWrongFileIsToldByServiceAndField(String right, String wrong, String message) {
    String yaml = replaceOnce(right, wrong);

    assertThatIllegalStateException().isThrownBy(() -> read(yaml))
        .withMessageStartingWith("catalog.yaml: ")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`',
      textBlock = """
          - id: mail\\n    name: Mail                     | - name: Mail            | service without an id: | id
          source: https://example.org/mail\\n            | `\\n`                   | service mail:          | source
          consequence: mail stops\\n                     | `\\n`                   | service mail:          | consequence
          dismissal: letters are burnt, source: https://example.org/appoint | dismissal: letters are burnt | .principals[0].administrators | source
          what: mail in transit, source: https://example.org/lost | what: mail in transit | service mail: .lostWhileDisabled | source
          effect: Survives, source: https://example.org/box       | effect: Survives | service mail: .effects[0] | source
          what: Letters are kept., mark: inferred                 | what: Letters are kept. | service mail: .uncertain[0] | mark
          what: Letters are kept., mark: inferred                 | mark: inferred   | service mail: .uncertain[0] | what
          disable: {by: Organizations, source: https://example.org/out}\\n | `\\n` | service mail: .principals[0] | disable
          """)
  void aMissingFieldIsNamed(String whole, String rest, String where, String field) {
    String yaml = replaceOnce(whole, rest);

    assertThatIllegalStateException().isThrownBy(() -> read(yaml))
        .withMessageContaining(where)
        .withMessageContaining("'" + field + "'");
  }

  @Test
  void aServiceNeedsAPrincipal() {
    String yaml = WHOLE.replaceFirst("(?s)principals:.*rejected:", "principals: []\nrejected:");

    assertThatIllegalStateException().isThrownBy(() -> read(yaml)).withMessageContaining("mail: .principals is empty");
  }

  /** In both, a backslash and an n stand for a line break. */
  private static String replaceOnce(String right, String wrong) {
    String found = right.replace("\\n", "\n");
    assertThat(WHOLE).contains(found);
    return WHOLE.substring(0, WHOLE.indexOf(found)) + wrong.replace("\\n", "\n")
        + WHOLE.substring(WHOLE.indexOf(found) + found.length());
  }
}
