package dev.trustedaccess.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.CustomResource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may use whom, and what the pure packages never touch. */
public class ArchitectureTest {
  private static final String BASE = "dev.trustedaccess.";
  private static final String[] PURE = {BASE + "domain..", BASE + "mapping", BASE + "page", BASE + "policy"};

  private static final JavaClasses PRODUCT = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.trustedaccess");

  /**
   * A row of the table of packages.
   *
   * @param name below the base package; {@code aws..} takes the packages below it in
   * @param uses packages of ours that it may use, besides itself
   * @param libraries what else it may use, besides the JDK and JSpecify
   */
  public record Row(String name, List<String> uses, List<String> libraries) {
    static Row of(String name, String... uses) {
      return new Row(name, List.of(uses), List.of());
    }

    Row with(String... more) {
      return new Row(name, uses, List.of(more));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static Stream<Row> table() {
    return Stream.of(
        Row.of("api.v1alpha1").with("io.fabric8..", "com.fasterxml.jackson.."),
        Row.of("domain.catalog"),
        Row.of("domain.organization", "domain.catalog"),
        Row.of("domain.declaration", "domain.catalog", "domain.organization"),
        Row.of("domain.plan", "domain.catalog", "domain.organization", "domain.declaration"),
        Row.of("domain.preflight", "domain.catalog", "domain.organization", "domain.declaration", "domain.plan"),
        Row.of("domain.preview", "domain.catalog", "domain.organization", "domain.declaration", "domain.plan"),
        Row.of("mapping", "domain..", "api.v1alpha1").with("io.fabric8.kubernetes.api.model.."),
        Row.of("page", "domain..", "mapping", "api.v1alpha1").with("io.fabric8.kubernetes.api.model.."),
        Row.of("port", "domain.."),
        Row.of("policy", "domain..", "port"),
        Row.of("aws..", "port", "domain..")
            .with(
                "software.amazon.awssdk..", "org.slf4j..", "com.github.benmanes.caffeine..", "io.github.bucket4j.."),
        Row.of("kube", "domain..", "mapping", "port", "api.v1alpha1")
            .with(
                "io.fabric8..", "io.javaoperatorsdk..", "org.slf4j..", "com.github.benmanes.caffeine..",
                "io.github.bucket4j.."),
        Row.of("telemetry", "domain..", "api.v1alpha1", "port")
            .with("io.fabric8..", "io.micrometer..", "ch.qos.logback..", "org.slf4j.."),
        Row.of("web", "page").with("org.slf4j..", "com.fasterxml.jackson.."));
  }

  @ParameterizedTest
  @MethodSource("table")
  void usesOnlyWhatTheTableSays(Row row) {
    Stream<String> ours = Stream.concat(Stream.of(row.name()), row.uses().stream()).map(BASE::concat);
    Stream<String> others = Stream.concat(Stream.of("java..", "org.jspecify.."), row.libraries().stream());
    classes().that()
        .resideInAPackage(BASE + row.name())
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(Stream.concat(ours, others).toArray(String[]::new))
            .or(describe("are arrays of primitives", type -> type.getBaseComponentType().isPrimitive())))
        .check(PRODUCT);
  }

  @Test
  void nothingBelowUsesTheEdges() {
    noClasses().that()
        .resideOutsideOfPackages(BASE + "cli", BASE + "app", "dev.trustedaccess")
        .should()
        .dependOnClassesThat(resideInAnyPackage(BASE + "cli", BASE + "app", "dev.trustedaccess"))
        .check(PRODUCT);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.trustedaccess.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyTypeHasANameOfItsOwn() {
    Map<String, Long> byName = PRODUCT.stream()
        .filter(JavaClass::isTopLevelClass)
        .map(JavaClass::getSimpleName)
        .filter(name -> !name.equals("package-info"))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    assertThat(byName).hasSizeGreaterThan(100).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
    // A part of a kind is named by its field.
    assertThat(PRODUCT.stream()
        .filter(type -> type.isMemberClass() && !type.getPackageName().equals(BASE + "api.v1alpha1"))
        .filter(type -> byName.containsKey(type.getSimpleName()))
        .map(JavaClass::getName)).as("nested types with the name of another type").isEmpty();
  }

  @Test
  void pureCodeReadsNoClockAndNoChance() {
    noClasses().that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethodWhere(describe("asks for the time", call -> {
          AccessTarget.MethodCallTarget target = call.getTarget();
          return target.getName().equals("now") && target.getOwner().getPackageName().startsWith("java.time");
        }))
        .orShould()
        .callMethodWhere(describe("asks for a random id", call -> call.getTarget().getName().equals("randomUUID")))
        .check(PRODUCT);
  }

  @Test
  void pureCodeDoesNoInputOrOutputAndStartsNothing() {
    DescribedPredicate<JavaClass> impure = resideInAnyPackage(
        "java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "java.util.random..", "java.util.logging..",
        "java.sql..")
        .or(describe("are of the process", type -> List.of(
            "java.lang.System", "java.lang.Thread", "java.lang.Runtime", "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle", "java.lang.ThreadLocal", "java.util.Random", "java.time.Clock",
            "java.time.InstantSource").contains(type.getName())));
    noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(impure).check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineSpeaksToTheTerminal() {
    noClasses().that()
        .resideOutsideOfPackage(BASE + "cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PRODUCT);
  }

  /** A status may have come from elsewhere: whoever wants to know what is remembered asks for an object's own. */
  @Test
  void onlyWhoWritesStatusesReadsThemWhosesoeverTheyAre() {
    noClasses().that()
        .haveNameNotMatching(".*\\.(ClusterWriter|TrustedServiceAccess|OrganizationConnection)")
        .should()
        .callMethodWhere(describe("reads a status that may be another object's", call -> {
          AccessTarget.MethodCallTarget target = call.getTarget();
          return target.getName().equals("getStatus")
              && target.getOwner().isAssignableTo(CustomResource.class);
        }))
        .check(PRODUCT);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PRODUCT.stream().map(JavaClass::getPackage).distinct()).allSatisfy(each -> assertThat(
        each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  @Test
  void thereIsSomethingToHold() {
    assertThat(table().map(Row::name).map(name -> name.replace("..", "")))
        .allSatisfy(name -> assertThat(PRODUCT.stream().filter(type -> type.getPackageName().startsWith(BASE + name)))
            .as(name)
            .hasSizeGreaterThan(3));
  }
}
