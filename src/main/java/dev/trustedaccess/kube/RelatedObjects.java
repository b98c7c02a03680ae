package dev.trustedaccess.kube;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import org.jspecify.annotations.Nullable;

/** Relations between objects: a declaration's connection and siblings, and the connections to one organization. */
final class RelatedObjects {
  private RelatedObjects() {}

  /** The connection {@code object}, among {@code all} connections, as its declarations see it. */
  static ConnectionView view(@Nullable OrganizationConnection object, Collection<OrganizationConnection> all) {
    if (object == null) {
      return new ConnectionView.Missing();
    }
    return switch (ConnectionReader.settings(object)) {
      case Reading.Unreadable<ConnectionSettings>(String problem) ->
        new ConnectionView.Unusable(Reason.CONNECTION_INVALID, problem);
      case Reading.Read<ConnectionSettings>(ConnectionSettings settings) -> older(object, all)
          .<ConnectionView>map(other -> ConnectionView.Unusable.beside(other.getMetadata().getName(), settings))
          .orElseGet(
              () -> new ConnectionView.Usable(settings, object.getMetadata().getDeletionTimestamp() != null));
    };
  }

  /** The older connection to the same organization, if there is one. */
  static Optional<OrganizationConnection> older(
      OrganizationConnection object, Collection<OrganizationConnection> all) {
    Comparator<OrganizationConnection> byAge = Comparator
        .comparing((OrganizationConnection other) -> other.getMetadata().getCreationTimestamp())
        .thenComparing(other -> other.getMetadata().getUid());
    return all.stream()
        .filter(other -> !other.getMetadata().getUid().equals(object.getMetadata().getUid()))
        .filter(other -> organizationId(other).isPresent() && organizationId(other).equals(organizationId(object)))
        .filter(other -> byAge.compare(other, object) < 0)
        .min(byAge);
  }

  private static Optional<String> organizationId(OrganizationConnection connection) {
    return Optional.ofNullable(connection.getSpec()).map(OrganizationConnectionSpec::organizationId);
  }

  /** The other declarations in {@code all} for the same organization, through this connection or another one to it. */
  static List<Sibling> siblings(
      TrustedServiceAccess object,
      Collection<TrustedServiceAccess> all,
      Collection<OrganizationConnection> connections) {
    String connection = DeclarationReader.organizationOf(object);
    Set<String> toTheSame = toTheSame(connection, connections);
    return all.stream()
        .filter(other -> !other.getMetadata().getUid().equals(object.getMetadata().getUid()))
        .filter(other -> toTheSame.contains(DeclarationReader.organizationOf(other)))
        .map(other -> {
          String principal = DeclarationReader.principalOf(other);
          return new Sibling(
              other.getMetadata().getName(), principal,
              DeclarationReader.organizationOf(other).equals(connection), manages(other, principal, connections),
              other.getMetadata().getUid(), DeclarationReader.declared(other).created());
        })
        .toList();
  }

  /** The connection, and all others to the same organization. */
  private static Set<String> toTheSame(String connection, Collection<OrganizationConnection> connections) {
    Optional<String> id = connections.stream()
        .filter(each -> each.getMetadata().getName().equals(connection))
        .findFirst()
        .flatMap(RelatedObjects::organizationId);
    return Stream.concat(
        Stream.of(connection),
        connections.stream()
            .filter(each -> id.isPresent() && organizationId(each).equals(id))
            .map(each -> each.getMetadata().getName()))
        .collect(Collectors.toSet());
  }

  /**
   * Whether it may come to manage the access, now or after an older connection is deleted. An unreadable one counts as
   * yes: a mistake then leaves access enabled instead of disabling it.
   */
  private static boolean manages(
      TrustedServiceAccess other, String principal, Collection<OrganizationConnection> connections) {
    if (other.getMetadata().getDeletionTimestamp() != null
        || (DeclarationReader.desired(other) instanceof Reading.Read<Desired>(Desired desired)
            && desired.mode() == Mode.OBSERVE)) {
      return false;
    }
    return connections.stream()
        .filter(each -> each.getMetadata().getName().equals(DeclarationReader.organizationOf(other)))
        .findFirst()
        .map(ConnectionReader::settings)
        .filter(read -> read instanceof Reading.Read<ConnectionSettings>(ConnectionSettings settings)
            && (settings.mode() == Mode.OBSERVE || !settings.allows(principal)))
        .isEmpty();
  }
}
