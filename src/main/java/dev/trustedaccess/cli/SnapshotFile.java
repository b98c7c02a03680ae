package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import org.jspecify.annotations.Nullable;

/**
 * What one organization answered, as a file: ids and states, no names, no credentials. Only its owner may read it.
 *
 * @param snapshot the organization, and which services are enabled in it
 * @param regions the home Region, then the managed Regions, in which services were asked
 * @param registered for each name of a principal that was asked about, its delegated administrators
 * @param initializations for each principal that was asked about, how far its service is initialized
 */
record SnapshotFile(
    OrganizationSnapshot snapshot,
    List<String> regions,
    Map<String, Fact<List<DelegatedAdministrator>>> registered,
    Map<String, Fact<InitializationState>> initializations) {
  private static final int VERSION = 1;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(SerializationFeature.INDENT_OUTPUT)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  SnapshotFile {
    regions = List.copyOf(regions);
    registered = new TreeMap<>(registered);
    initializations = new TreeMap<>(initializations);
  }

  /** Writes the file in place of one that may be there or that a link leads to: whole, or not at all. */
  void write(Path place) throws IOException {
    Path file = Files.exists(place) ? place.toRealPath() : place.toAbsolutePath();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
      throw new IOException("it is there and not a regular file");
    }
    Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
    Files.createDirectories(folder);
    // A temporary file is its owner's alone, and keeps that when it is moved.
    Path written = Files.createTempFile(folder, ".snapshot", ".json");
    try {
      Files.writeString(written, MAPPER.writeValueAsString(document()) + "\n");
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private ObjectNode document() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", VERSION)
        .put("begun", snapshot.begun().toString())
        .put("answered", snapshot.answered().toString())
        .put("awsTime", snapshot.awsTime().toString());
    OrganizationState state = snapshot.organization();
    ObjectNode organization = root.putObject("organization");
    organization.put("id", state.id())
        .put("managementAccountId", state.managementAccountId())
        .put("callerAccountId", state.callerAccountId())
        .put("allFeatures", state.allFeatures());
    state.serviceAccountId().ifPresent(account -> organization.put("serviceAccountId", account));
    regions.forEach(root.putArray("regions")::add);
    ObjectNode enabled = root.putObject("enabled");
    new TreeMap<>(snapshot.enabled()).forEach((principal, date) -> enabled.put(principal, date.toString()));
    ObjectNode administrators = root.putObject("delegatedAdministrators");
    registered.forEach((name, fact) -> fact(
        administrators.putObject(name), fact,
        (listed,
            node) -> listed.stream().map(DelegatedAdministrator::accountId).forEach(node.putArray("accounts")::add)));
    ObjectNode states = root.putObject("initializations");
    initializations.forEach((principal, fact) -> fact(states.putObject(principal), fact, SnapshotFile::state));
    return root;
  }

  private interface Writer<T> {
    void write(T value, ObjectNode node);
  }

  private static <T> void fact(ObjectNode node, Fact<T> fact, Writer<T> writer) {
    fact.toOptional().ifPresent(value -> writer.write(value, node));
    fact.problem()
        .ifPresent(failure -> node.putObject("unread")
            .put("kind", failure.kind().name())
            .put("detail", failure.detail()));
  }

  private static void state(InitializationState state, ObjectNode node) {
    node.put("stage", state.stage().name()).put("what", state.what());
    state.administrators().ifPresent(seen -> {
      ObjectNode administrators = node.putObject("administrators");
      seen.regions().forEach(administrators.putArray("regions")::add);
      ArrayNode appointed = administrators.putArray("appointed");
      seen.appointed()
          .forEach(one -> appointed.addObject()
              .put("account", one.accountId())
              .put("region", one.region())
              .put("stage", one.stage().name()));
    });
  }

  /** Reads a file. Throws {@link Manifests.BadInput} if it is none that this build wrote. */
  static SnapshotFile read(Path file) throws Manifests.BadInput {
    if (!Files.exists(file)) {
      throw new Manifests.BadInput(file + " does not exist. Name a recorded snapshot, or record one:"
          + " trusted-access-operator export --snapshot FILE");
    }
    try {
      JsonNode root = MAPPER.readTree(file.toFile());
      if (!root.path("version").equals(IntNode.valueOf(VERSION))) {
        throw new Manifests.BadInput(file + " is no snapshot of version " + VERSION
            + ". Record one with this build" + SnapshotSource.AS_BEFORE + "FILE");
      }
      return of(root);
    } catch (JsonProcessingException invalid) {
      throw damaged(file, invalid.getOriginalMessage());
    } catch (IOException | IllegalArgumentException | DateTimeException unread) {
      throw damaged(file, unread.getMessage());
    }
  }

  private static Manifests.BadInput damaged(Path file, @Nullable String problem) {
    return new Manifests.BadInput(file + " cannot be read as a snapshot: " + problem
        + ". Record it again" + SnapshotSource.AS_BEFORE + "FILE");
  }

  private static SnapshotFile of(JsonNode root) {
    JsonNode organization = root.path("organization");
    Map<String, Instant> enabled = new TreeMap<>();
    JsonNode dates = object(root, "enabled");
    dates.fieldNames().forEachRemaining(principal -> enabled.put(principal, time(dates, principal)));
    return new SnapshotFile(
        new OrganizationSnapshot(
            time(root, "begun"), time(root, "answered"), time(root, "awsTime"),
            new OrganizationState(
                text(organization, "id"), text(organization, "managementAccountId"),
                text(organization, "callerAccountId"),
                need(organization, "allFeatures", JsonNode::isBoolean).booleanValue(),
                Optional.ofNullable(organization.path("serviceAccountId").textValue())),
            enabled),
        texts(root, "regions"),
        facts(object(root, "delegatedAdministrators"),
            node -> texts(node, "accounts").stream().map(DelegatedAdministrator::new).toList()),
        facts(object(root, "initializations"), SnapshotFile::state));
  }

  private static <T> Map<String, Fact<T>> facts(JsonNode nodes, Function<JsonNode, T> reader) {
    Map<String, Fact<T>> facts = new TreeMap<>();
    nodes.properties().forEach(entry -> {
      JsonNode unread = entry.getValue().path("unread");
      facts.put(entry.getKey(), unread.isMissingNode()
          ? Fact.known(reader.apply(entry.getValue()))
          : Fact.unknown(new Failure(constant(Failure.Kind.class, unread, "kind"), text(unread, "detail"))));
    });
    return facts;
  }

  private static InitializationState state(JsonNode node) {
    JsonNode administrators = node.path("administrators");
    List<Appointed> appointed = new ArrayList<>();
    (administrators.isMissingNode() ? administrators : need(administrators, "appointed", JsonNode::isArray))
        .forEach(one -> appointed.add(new Appointed(text(one, "account"), text(one, "region"), stage(one))));
    return new InitializationState(
        stage(node), text(node, "what"),
        administrators.isMissingNode()
            ? Optional.empty()
            : Optional.of(new AdministratorsSeen(appointed, texts(administrators, "regions"))));
  }

  private static InitializationState.Stage stage(JsonNode node) {
    return constant(InitializationState.Stage.class, node, "stage");
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String field) {
    String name = text(node, field);
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the field " + field + " has the unknown value " + name));
  }

  private static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    need(node, field, array -> array.isArray() && array.valueStream().allMatch(JsonNode::isTextual))
        .forEach(each -> texts.add(each.textValue()));
    return texts;
  }

  /** A plan calculates with times, and can do so with years that people write. */
  private static Instant time(JsonNode node, String field) {
    Instant time = Instant.parse(text(node, field));
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("the field " + field + " has the impossible time " + time);
    }
    return time;
  }

  private static String text(JsonNode node, String field) {
    return need(node, field, JsonNode::isTextual).textValue();
  }

  private static JsonNode object(JsonNode node, String field) {
    return need(node, field, JsonNode::isObject);
  }

  /** What is missing is not absent from the organization: such a file says nothing. */
  private static JsonNode need(JsonNode node, String field, Predicate<JsonNode> kind) {
    return Optional.ofNullable(node.get(field))
        .filter(kind)
        .orElseThrow(() -> new IllegalArgumentException("the field " + field + " is missing or is of another kind"));
  }
}
