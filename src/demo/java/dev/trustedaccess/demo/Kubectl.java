package dev.trustedaccess.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.cli.TrustedAccessCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Prints what a person types, does it, and prints its output. */
final class Kubectl {
  private final Terminal terminal;
  private final KubernetesClient client;

  Kubectl(Terminal terminal, KubernetesClient client) {
    this.terminal = terminal;
    this.client = client;
  }

  /** Applies a file, or the files of a directory, as they are in the repository. */
  void apply(String path) {
    terminal.command("kubectl apply -f " + path);
    for (Path file : files(Path.of(path))) {
      for (String document : text(file).split("(?m)^---$", -1)) {
        apply(read(document));
      }
    }
  }

  /** Applies what is typed in. */
  void applyTyped(String yaml) {
    terminal.command("kubectl apply -f - <<.");
    yaml.lines().forEach(terminal::answer);
    terminal.answer(".");
    apply(read(yaml));
  }

  private void apply(HasMetadata object) {
    boolean there = client.resource(object).get() != null;
    if (!there) {
      client.resource(object).create();
    }
    terminal.answer(titled(object) + "/" + object.getMetadata().getName() + (there ? " unchanged" : " created"));
  }

  private HasMetadata read(String document) {
    return document.contains("kind: OrganizationConnection")
        ? ShortIntervals
            .connection(client.getKubernetesSerialization().unmarshal(document, OrganizationConnection.class))
        : client.getKubernetesSerialization().unmarshal(document, TrustedServiceAccess.class);
  }

  private static List<Path> files(Path path) {
    try (Stream<Path> entries = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      return entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes declarations, one after the other, and waits for none. */
  void delete(String... names) {
    for (String name : names) {
      terminal.command("kubectl delete tsa " + name + " --wait=false");
      client.resources(TrustedServiceAccess.class).withName(name).delete();
    }
  }

  void deleteConnection() {
    terminal.command("kubectl delete orgconn default --wait=false");
    client.resources(OrganizationConnection.class).withName("default").delete();
  }

  /** The way to call a deletion back, as every message of a deletion names it. */
  void retain(String name) {
    String patch = "{\"spec\":{\"deletionPolicy\":\"Retain\"}}";
    terminal.command("kubectl patch tsa " + name + " --type merge -p '" + patch + "'");
    client.resources(TrustedServiceAccess.class)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    terminal.answer("trustedserviceaccess." + Kinds.GROUP + "/" + name + " patched");
  }

  /** Runs the product's own command; it finds the API server by its kubeconfig. */
  void confirmCleanedUp(String name) {
    terminal.command("trusted-access-operator confirm cleaned-up " + name);
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int code = TrustedAccessCommand.commandLine()
        .setOut(writer)
        .setErr(writer)
        .execute("confirm", "cleaned-up", name);
    output.toString().lines().forEach(terminal::answer);
    if (code != 0) {
      throw new ExpectationFailed("the confirmation of " + name + " is accepted", name);
    }
  }

  /** Runs the command that a message shows for kubectl alone. */
  void confirm(String command) {
    terminal.command(command);
    ServiceConfirmation confirmation = client.getKubernetesSerialization()
        .unmarshal(command.substring(command.indexOf('{'), command.lastIndexOf('}') + 1), ServiceConfirmation.class);
    client.resource(confirmation).create();
    terminal.answer(titled(confirmation) + "/" + confirmation.getMetadata().getName() + " created");
  }

  /** Everything that is left. */
  void getAll() {
    terminal.command("kubectl get tsa,orgconn");
    Stream.of(
        client.resources(TrustedServiceAccess.class).list().getItems(),
        client.resources(OrganizationConnection.class).list().getItems())
        .flatMap(List::stream)
        .map(left -> titled(left) + "/" + left.getMetadata().getName())
        .reduce((first, second) -> first + "\n" + second)
        .ifPresentOrElse(terminal::answer, () -> terminal.answer("No resources found"));
  }

  private static String titled(HasMetadata object) {
    return object.getKind().toLowerCase(Locale.ROOT) + "." + Kinds.GROUP;
  }
}
