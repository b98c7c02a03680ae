package dev.trustedaccess.mapping;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.RoleRef;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading how to reach an organization. */
class ConnectionReaderTest {
  private static Reading<ConnectionSettings> read(String spec) {
    return ConnectionReader.settings(Serialization.unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: o-example1234, mode: Manage%s}
        """.formatted(spec.isEmpty() ? "" : ", " + spec), OrganizationConnection.class));
  }

  private static ConnectionSettings settings(String spec) {
    return read(spec).toOptional().orElseThrow();
  }

  @Test
  void everyDefaultIsApplied() {
    assertThat(settings("")).isEqualTo(new ConnectionSettings(
        "default", "o-example1234", Optional.empty(), Mode.MANAGE, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), "us-east-1", List.of("us-east-1"), Optional.empty(), Optional.empty(), Duration.ofMinutes(5),
        Duration.ofHours(24),
        Duration.ofMinutes(15), false));
    assertThat(settings("memberRoles: {}, regions: {}")).isEqualTo(settings(""));
    assertThat(settings("managementAccountId: '', observeInterval: '', deletionHold: ''")).isEqualTo(settings(""));
    assertThat(settings("managementAccountId: '', observeInterval: ''")).isEqualTo(settings(""));
  }

  @Test
  void everythingSaidIsRead() {
    assertThat(settings("""
        managementAccountId: '111122223333',
        organizationsRole: {arn: 'arn:aws:iam::111122223333:role/o', externalId: secret},
        serviceRole: {arn: 'arn:aws:iam::111122223333:role/s', mode: Manage},
        memberRoles: {read: reader, service: server}, regions: {home: eu-central-1, managed: [eu-central-1, eu-west-1]},
        allowedServicePrincipals: [mail.amazonaws.com, mail.amazonaws.com],
        allowedAdministratorAccounts: ["444455556666"],
        observeInterval: 2s, roleInventoryInterval: 1h30m, deletionHold: 0s, cloudTrail: Read"""))
        .isEqualTo(new ConnectionSettings(
            "default", "o-example1234", Optional.of("111122223333"), Mode.MANAGE,
            Optional.of(new RoleRef("arn:aws:iam::111122223333:role/o", Optional.of("secret"))),
            Optional.of(new ConnectionSettings.ServiceRole(
                Optional.of(new RoleRef("arn:aws:iam::111122223333:role/s", Optional.empty())), Mode.MANAGE)),
            Optional.of("reader"), Optional.of("server"), "eu-central-1", List.of("eu-central-1", "eu-west-1"),
            Optional.of(Set.of("mail.amazonaws.com")), Optional.of(Set.of("444455556666")), Duration.ofSeconds(2),
            Duration.ofMinutes(90), Duration.ZERO, true));
  }

  /** Who pauses a connection means that nothing changes in its organization. */
  @Test
  void aPausedConnectionIsNotIgnored() {
    OrganizationConnection object = Serialization.unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default, annotations: {trustedaccess.dev/protected: "true", trustedaccess.dev/paused: "true"}}
        spec: {organizationId: o-example1234, mode: Manage}
        """, OrganizationConnection.class);
    assertThat(ConnectionReader.settings(object)).isEqualTo(new Reading.Unreadable<>("The annotation"
        + " trustedaccess.dev/paused is unknown. Correct or remove it. Known for OrganizationConnection:"
        + " trustedaccess.dev/protected, trustedaccess.dev/reconcile-requested-at. To change nothing in this"
        + " organization, set spec.mode to Observe."));
  }

  @Test
  void aServiceRoleWithoutAModeOnlyObserves() {
    ConnectionSettings settings = settings("serviceRole: {}, regions: {managed: [eu-west-1]}");
    assertThat(settings.serviceRole()).contains(new ConnectionSettings.ServiceRole(Optional.empty(), Mode.OBSERVE));
    assertThat(settings.mayInitialize()).isFalse();
    assertThat(settings("serviceRole: {mode: Manage}, regions: {managed: [eu-west-1]}").mayInitialize()).isTrue();
    assertThat(settings("").mayInitialize()).isFalse();
  }

  @Test
  void anObservingConnectionSetsNothingUp() {
    ConnectionSettings settings = ConnectionReader.settings(Serialization.unmarshal(
        """
            apiVersion: trustedaccess.dev/v1alpha1
            kind: OrganizationConnection
            metadata: {name: default}
            spec: {organizationId: o-example1234, mode: Observe, serviceRole: {mode: Manage}, regions: {managed: [eu-west-1]}}
            """,
        OrganizationConnection.class)).toOptional().orElseThrow();
    assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(settings.mayInitialize()).isFalse();
  }

  @Test
  void anEmptyAllowListAllowsNothing() {
    assertThat(settings("allowedServicePrincipals: []").allows("mail.amazonaws.com")).isFalse();
    assertThat(settings("allowedServicePrincipals: [mail.amazonaws.com]").allows("mail.amazonaws.com")).isTrue();
    assertThat(settings("").allows("mail.amazonaws.com")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          managementAccountId: '1'                  | spec.managementAccountId is '1'; expected an account ID of twelve digits.
          mode: Watch                               | spec.mode is 'Watch'; expected Manage or Observe.
          mode: ''                                  | spec.mode is absent; expected Manage or Observe.
          organizationId: ''                        | spec.organizationId is absent; expected an organization ID, o-....
          organizationsRole: {externalId: x}        | spec.organizationsRole.arn is absent; expected a role's ARN.
          serviceRole: {mode: All}, regions: {managed: [eu-west-1]} | spec.serviceRole.mode is 'All'; expected Manage or Observe.
          serviceRole: {mode: Manage}               | spec.regions.managed is absent; expected every Region in use, because the operator reads there what remains.
          observeInterval: 1s                       | spec.observeInterval is '1s'; expected hours, minutes and seconds such as 1h30m, at least 2s.
          observeInterval: 5 minutes                | spec.observeInterval is '5 minutes'; expected hours, minutes and seconds such as 1h30m, at least 2s.
          roleInventoryInterval: 99999999999999999999h | spec.roleInventoryInterval is '99999999999999999999h'; expected hours, minutes and seconds such as 1h30m, at least 2s.
          roleInventoryInterval: 9999999999999999h  | spec.roleInventoryInterval is '9999999999999999h'; expected hours, minutes and seconds such as 1h30m, at least 2s.
          deletionHold: -5m                         | spec.deletionHold is '-5m'; expected hours, minutes and seconds such as 1h30m, at least 0s.
          """)
  void whatCannotBeReadIsNamedWithItsFieldAndRemedy(String spec, String problem) {
    String yaml = """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {%s}
        """.formatted((spec.startsWith("mode") ? "" : "mode: Manage, ")
        + (spec.startsWith("organizationId") ? "" : "organizationId: o-example1234, ") + spec);
    Reading<ConnectionSettings> reading = ConnectionReader.settings(
        Serialization.unmarshal(yaml, OrganizationConnection.class));
    assertThat(reading).isEqualTo(new Reading.Unreadable<ConnectionSettings>(problem));
  }

  @Test
  void anAbsentSpecIsNamed() {
    OrganizationConnection object = new OrganizationConnection();
    object.getMetadata().setName("default");
    assertThat(ConnectionReader.settings(object))
        .isEqualTo(new Reading.Unreadable<>("spec is absent; expected at least organizationId and mode."));
    assertThat(ConnectionReader.settings(object).toOptional()).isEmpty();
  }
}
