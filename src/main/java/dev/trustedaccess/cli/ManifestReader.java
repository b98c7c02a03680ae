package dev.trustedaccess.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.cli.Manifests.BadInput;
import dev.trustedaccess.cli.Manifests.Fault;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Reads connections and declarations from files. An object with a fault is not read: kubectl would apply nothing of it. */
final class ManifestReader {
  private static final LenientSerialization KINDS = new LenientSerialization();
  private static final String CONNECTION = HasMetadata.getKind(OrganizationConnection.class);
  private static final String DECLARATION = HasMetadata.getKind(TrustedServiceAccess.class);
  private static final String CONFIRMATION = HasMetadata.getKind(ServiceConfirmation.class);

  private final List<ConnectionSettings> connections = new ArrayList<>();
  private final List<Desired> declarations = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> refusedConnections = new HashSet<>();
  private final Map<String, Set<String>> refused = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private boolean more;

  private ManifestReader() {}

  /** Reads these places. Throws {@link BadInput} if one does not exist. */
  static Manifests read(List<Path> places, InputStream standardInput) throws BadInput {
    YamlObjects objects = YamlObjects.in(places, standardInput);
    ManifestReader reader = new ManifestReader();
    objects.found().forEach(reader::add);
    reader.faults.addAll(objects.unread());
    reader.more |= !objects.unread().isEmpty();
    return new Manifests(
        List.copyOf(reader.connections), List.copyOf(reader.declarations), List.copyOf(reader.faults),
        new Manifests.Refused(Set.copyOf(reader.refusedConnections), Map.copyOf(reader.refused), reader.more));
  }

  private void add(YamlObjects.Found found) {
    JsonNode object = found.object();
    Optional<String> again = again(found);
    KindFaults.of(object).or(() -> kept(object)).ifPresent(problem -> {
      refuse(object);
      faults.add(new Fault(found.source() + (KindFaults.isTyped(object) ? "" : ": line " + found.line()), problem));
    });
    again.ifPresent(problem -> faults.add(new Fault(found.source(), problem)));
  }

  /** Where the same object was found before; of two, the API server keeps what is applied last. */
  private Optional<String> again(YamlObjects.Found found) {
    if (kind(found.object()).isEmpty()) {
      return Optional.empty();
    }
    String name = KindFaults.named(found.object());
    return Optional.ofNullable(sources.putIfAbsent(name, found.source()))
        .map(first -> name + " is there twice, first in " + first
            + ". The API server keeps only the one that is applied last. Keep one of them.");
  }

  /** The kind, if it is one of ours and the object has a name to read it for; empty otherwise. */
  private static String kind(JsonNode object) {
    return object.path("apiVersion").asText().equals(Kinds.API_VERSION) && KindFaults.isNamed(object)
        ? object.path("kind").asText()
        : "";
  }

  /** Keeps what the object says, or tells why it cannot be read. Confirmations do not affect permissions. */
  private Optional<String> kept(JsonNode object) {
    if (kind(object).equals(CONNECTION)) {
      return kept(
          object, ConnectionReader.settings(KINDS.convertValue(object, OrganizationConnection.class)), connections);
    }
    return kind(object).equals(DECLARATION)
        ? kept(object, DeclarationReader.desired(KINDS.convertValue(object, TrustedServiceAccess.class)), declarations)
        : Optional.empty();
  }

  private static <T> Optional<String> kept(JsonNode object, Reading<T> reading, List<T> list) {
    reading.toOptional().ifPresent(list::add);
    return reading instanceof Reading.Unreadable<T>(String problem)
        ? Optional.of(KindFaults.named(object) + ": " + problem)
        : Optional.empty();
  }

  /** Without a kind that is known, the fields of its spec show what is meant. */
  private void refuse(JsonNode object) {
    String kind = object.path("kind").asText();
    boolean declares = object.at("/spec/servicePrincipal").isTextual();
    if (kind.equals(CONFIRMATION)) {
      return;
    }
    if (kind.equals(CONNECTION) || (!kind.equals(DECLARATION) && object.at("/spec").has("organizationId"))) {
      if (KindFaults.isNamed(object)) {
        refusedConnections.add(object.at("/metadata/name").asText());
      } else {
        more = true;
      }
    } else if (object.isObject() && (declares || KindFaults.isNamed(object))) {
      TrustedServiceAccess declaration = KINDS.convertValue(object, TrustedServiceAccess.class);
      refused.computeIfAbsent(DeclarationReader.organizationOf(declaration), _ -> new HashSet<>())
          .add(DeclarationReader.principalOf(declaration));
    } else {
      more = true;
    }
  }
}
