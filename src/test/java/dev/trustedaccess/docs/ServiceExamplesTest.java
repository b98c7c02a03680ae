package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.mapping.DeclarationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An example is copied: it can be read as it is, and the service takes what it declares. */
class ServiceExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");
  private static final Path SERVICES = EXAMPLES.resolve("services");
  private static final Path ORGANIZATION = EXAMPLES.resolve("organization");
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Path> files() {
    return filesOf(SERVICES);
  }

  static List<Path> all() {
    return Stream.of(SERVICES, ORGANIZATION)
        .flatMap(directory -> filesOf(directory).stream())
        .filter(file -> !file.getFileName().toString().startsWith("00-"))
        .toList();
  }

  private static List<Path> filesOf(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isOfTheServiceThatItsNameSays(Path file) {
    assertThat(declarations(file)).isNotEmpty()
        .allSatisfy(
            object -> assertThat(CATALOG.find(desired(object).principal()).orElseThrow().service().id() + ".yaml")
                .isEqualTo(file.getFileName().toString()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void declaresNoMoreAdministratorsThanTheServiceTakes(Path file) {
    assertThat(declarations(file).stream().map(ServiceExamplesTest::desired)).allSatisfy(desired -> {
      Optional<AdministratorFacts> takes = CATALOG.find(desired.principal()).orElseThrow().principal().administrators();
      assertThat(desired.administrators()).hasSizeLessThanOrEqualTo(
          takes.map(facts -> facts.most().orElse(Integer.MAX_VALUE)).orElse(0));
    });
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasOnlyFieldsOfTheKind(Path file) {
    Set<String> known = fields(
        read(Path.of("crds/trustedserviceaccesses.trustedaccess.dev.yaml")).getFirst()
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties"));
    assertThat(known).contains("servicePrincipal");
    assertThat(declarations(file)).allSatisfy(object -> assertThat(known).containsAll(fields(object.path("spec"))));
  }

  @Test
  void everyIntegrationHasOne() {
    Set<String> declared = Stream.concat(top(), files().stream())
        .flatMap(file -> declarations(file).stream())
        .map(object -> desired(object).principal())
        .collect(Collectors.toSet());
    assertThat(Registered.integrations().stream().map(integration -> integration.principals().getFirst()))
        .isNotEmpty()
        .allMatch(declared::contains);
  }

  @Test
  void theOrganizationHasThirtyServices() {
    assertThat(filesOf(ORGANIZATION).stream()
        .flatMap(file -> declarations(file).stream())
        .map(object -> desired(object).principal()))
        .doesNotHaveDuplicates()
        .hasSize(30)
        .allSatisfy(principal -> assertThat(CATALOG.find(principal)).isPresent());
  }

  private static Stream<Path> top() {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static Desired desired(JsonNode object) {
    TrustedServiceAccess read = new LenientSerialization().convertValue(object, TrustedServiceAccess.class);
    return DeclarationReader.desired(read).toOptional().orElseThrow();
  }

  private static List<JsonNode> declarations(Path file) {
    return read(file).stream().filter(object -> object.path("kind").asText().equals("TrustedServiceAccess")).toList();
  }

  private static List<JsonNode> read(Path file) {
    try (var objects = YAML.readerFor(new TypeReference<JsonNode>() {
    }).<JsonNode>readValues(file.toFile())) {
      return objects.readAll();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> fields = new TreeSet<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }
}
