package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.CatalogNotes;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceCatalog.RejectedPrincipal;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the catalog and the integrations know. Makes no calls. */
@Command(name = "services", description = {
    "Print what is known of the services: of all in a table, or all facts of one.", "It makes no calls."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:no service has that name"})
final class ServicesCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 2;

  /** The output formats. */
  enum Format {
    TABLE, JSON;

    /** As the option names it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the shell's completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return CatalogFile.load()
          .services()
          .stream()
          .flatMap(service -> Stream.concat(
              Stream.of(service.id()), service.principals().stream().map(PrincipalFacts::principal)))
          .distinct()
          .iterator();
    }
  }

  /** Several words are one name, such as identity center. */
  @Parameters(arity = "0..*", paramLabel = "NAME", completionCandidates = Names.class,
      description = "A service principal, such as fms.amazonaws.com, or a service's id or display name, such as"
          + " firewall-manager or identity center; its beginning is enough. Default: all services.")
  private List<String> words = List.of();

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "table",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format output = Format.TABLE;

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    ServiceCatalog catalog = CatalogFile.load();
    Map<String, CatalogNotes> notes = CatalogNotes.load();
    if (words.isEmpty()) {
      List<ServiceFacts> all = catalog.services().stream().sorted(ServiceWords.BY_NAME).toList();
      out.println(output == Format.JSON
          ? json(all.stream().map(service -> report(service, notes).json()).toList())
          : table(all));
      out.flush();
      return 0;
    }
    String name = String.join(" ", words);
    ServiceFinder finder = new ServiceFinder(catalog, name);
    Optional<ServiceFacts> found = finder.service();
    if (found.isEmpty()) {
      err.println(unknown(catalog, finder, name));
      err.flush();
      return NOT_FOUND;
    }
    ServiceReport report = report(found.get(), notes);
    out.println(output == Format.JSON ? json(report.json()) : report.text());
    out.flush();
    return 0;
  }

  private static ServiceReport report(ServiceFacts service, Map<String, CatalogNotes> notes) {
    return new ServiceReport(service, notes.getOrDefault(service.id(), CatalogNotes.NONE));
  }

  private static String json(Object facts) throws JsonProcessingException {
    return PolicyText.JSON.writeValueAsString(facts);
  }

  private static String unknown(ServiceCatalog catalog, ServiceFinder finder, String name) {
    Optional<RejectedPrincipal> rejected = catalog.rejected(name);
    if (rejected.isPresent()) {
      return name + " is no service principal of trusted access. " + rejected.get().advice();
    }
    List<String> alike = finder.alike();
    return "No service has the principal, id or name " + name + ". "
        + (alike.isEmpty()
            ? "List all: trusted-access-operator services"
            : "Did you mean " + String.join(" or ", alike) + "?");
  }

  private static String table(List<ServiceFacts> services) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SERVICE", "PRINCIPAL", "INTEGRATION", "ENABLED BY", "ADMINISTRATORS", "IMPACT"));
    for (ServiceFacts service : services) {
      for (PrincipalFacts principal : service.principals()) {
        Optional<ServiceIntegration> code = ServiceReport.code(principal);
        rows.add(List.of(
            service.id(), principal.principal(), code.isPresent() ? "yes" : "no",
            call(ServiceWords.enabled(principal, code)), call(ServiceWords.administrators(principal, code)),
            service.impact().apiName()));
      }
    }
    List<Integer> widths = IntStream.range(0, rows.getFirst().size())
        .mapToObj(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow())
        .toList();
    return rows.stream()
        .map(row -> IntStream.range(0, row.size())
            .mapToObj(column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
            .collect(Collectors.joining("  "))
            .stripTrailing())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** The call without its parameters, or the console without the steps there: a table has no room for them. */
  private static String call(String words) {
    return ServiceReport.plain(words.replaceFirst(" with [^`]*`", "`").replaceFirst(": .*", ""));
  }
}
