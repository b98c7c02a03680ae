package dev.trustedaccess.ops;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.trustedaccess.domain.Door;
import dev.trustedaccess.domain.Effect;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.domain.ServiceFacts;
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
          lostWhileOff: {what: mail in transit, source: https://example.org/lost}
          alsoManagedBy: {principal: tower.amazonaws.com, source: https://example.org/tower}
          delegatedAdministrators: true
          policyTypes:
            - {type: MAIL_POLICY, source: https://example.org/policy}
          effects:
            - {kind: mailbox, effect: Survives, source: https://example.org/box}
          principals:
            - principal: mail.amazonaws.com
              aliases:
                - {name: post.amazonaws.com, source: https://example.org/post}
              wayIn: {by: Service, how: mail:Enable, source: https://example.org/in}
              wayOut: {by: Organizations, source: https://example.org/out}
              roles:
                - {name: RoleForMail, servicePrincipal: mail.amazonaws.com, expectedIn: [EveryMember]}
                - {name: OldRole, expectedIn: [Management]}
            - principal: parcel.mail.amazonaws.com
              needs: [{principal: mail.amazonaws.com, source: https://example.org/needs}]
              wayIn: {by: Organizations, source: https://example.org/in}
              wayOut: {by: Console, how: 'Mail console, Off', source: https://example.org/out}
      traps:
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
    assertThat(mail.impact().word()).isEqualTo("service-outage");
    assertThat(mail.consequence()).isEqualTo("mail stops");
    assertThat(mail.lostWhileOff()).contains("mail in transit");
    assertThat(mail.alsoManagedBy()).contains("tower.amazonaws.com");
    assertThat(mail.delegatedAdministrators()).isTrue();
    assertThat(mail.policyTypes()).containsExactly("MAIL_POLICY");
    assertThat(mail.effectOf("mailbox")).isEqualTo(Effect.Survives);

    var primary = mail.principals().getFirst();
    assertThat(primary.featureOf()).isEmpty();
    assertThat(primary.wayIn()).isEqualTo(new Door(Door.By.Service, "mail:Enable"));
    assertThat(primary.wayOut()).isEqualTo(new Door(Door.By.Organizations, "organizations:DisableAWSServiceAccess"));
    assertThat(primary.roles()).extracting(role -> role.role().name()).containsExactly("RoleForMail", "OldRole");
    assertThat(primary.roles().getFirst().serviceLinked()).isTrue();
    assertThat(primary.roles().getLast().serviceLinked()).isFalse();

    var feature = mail.principals().getLast();
    assertThat(feature.featureOf()).contains("mail.amazonaws.com");
    assertThat(feature.needs()).containsExactly("mail.amazonaws.com");
    assertThat(primary.needs()).isEmpty();
    assertThat(feature.wayIn()).isEqualTo(new Door(Door.By.Organizations, "organizations:EnableAWSServiceAccess"));
    assertThat(feature.wayOut()).isEqualTo(new Door(Door.By.Console, "Mail console, Off"));
    assertThat(feature.roles()).isEmpty();

    assertThat(catalog.trap("telex.amazonaws.com").orElseThrow().advice()).isEqualTo("Declare mail.amazonaws.com.");
  }

  @Test
  void absentOptionalFieldsAreEmpty() {
    ServiceFacts mail = read(WHOLE.replaceAll("(?m)^    (lostWhileOff|alsoManagedBy): .*\n", "")
        .replaceAll("(?m)^    (policyTypes|effects):\n      - .*\n", "")).services().getFirst();

    assertThat(mail.lostWhileOff()).isEmpty();
    assertThat(mail.alsoManagedBy()).isEmpty();
    assertThat(mail.policyTypes()).isEmpty();
    assertThat(mail.effects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`',
      textBlock = """
          lostWhileOff: {what:                         | lostWhileOf: {what:              | service mail: unknown field .lostWhileOf
          impact: service-outage                       | impact: bad                      | service mail: .impact: no such impact: bad
          name: Mail                                   | name:                            | service mail: .name has no value
          consequence: mail stops                      | alsoManagedBy: {}                | line 8: Duplicate field 'alsoManagedBy'
          delegatedAdministrators: true                | delegatedAdministrators: "yes"   | service mail: .delegatedAdministrators: Cannot
          wayIn: {by: Service, how: mail:Enable,       | wayIn: {by: Servize, how: x,     | service mail: .principals[0].wayIn.by: Cannot
          wayIn: {by: Service, how: mail:Enable,       | wayIn: {by: Service,             | service mail: mail.amazonaws.com wayIn.how: needed for by: Service
          wayOut: {by: Organizations,                  | wayOut: {by: Organizations, how: x, | service mail: mail.amazonaws.com wayOut.how: not allowed
          expectedIn: [EveryMember]                    | expectedIn: [Everywhere]         | service mail: .principals[0].roles[0].expectedIn[0]: Cannot
          - {kind: mailbox, effect: Survives,          | - {kind: mailbox, effect: Stays, | service mail: .effects[0].effect: Cannot
          - {kind: mailbox,                            | - {kind: mailbox, effect: Lost, source: x}\\n      - {kind: mailbox, | service mail: .effects: named twice: mailbox
          - {name: post.amazonaws.com,                 | - {name: mail.amazonaws.com,     | named twice in the catalog: mail.amazonaws.com
          names: [fax.amazonaws.com, telex             | names: [mail.amazonaws.com, telex | named twice in the catalog: mail.amazonaws.com
          advice: Declare                              | advise: Declare                  | trap fax.amazonaws.com: .advice: Missing
          names: [fax.amazonaws.com, telex.amazonaws.com] | names: [fax.amazonaws.com, '']  | trap fax.amazonaws.com: .names[1] has no value
          traps:                                       | trapz:                           | has to have exactly the fields services and traps
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
          delegatedAdministrators: true\\n               | `\\n`                   | service mail:          | delegatedAdministrators
          what: mail in transit, source: https://example.org/lost | what: mail in transit | service mail: .lostWhileOff | source
          effect: Survives, source: https://example.org/box       | effect: Survives | service mail: .effects[0] | source
          wayOut: {by: Organizations, source: https://example.org/out}\\n | `\\n` | service mail: .principals[0] | wayOut
          """)
  void aMissingFieldIsNamed(String whole, String rest, String where, String field) {
    String yaml = replaceOnce(whole, rest);

    assertThatIllegalStateException().isThrownBy(() -> read(yaml))
        .withMessageContaining(where)
        .withMessageContaining("'" + field + "'");
  }

  @Test
  void aServiceNeedsAPrincipal() {
    String yaml = WHOLE.replaceFirst("(?s)principals:.*traps:", "principals: []\ntraps:");

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
