package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.ops.KubernetesClients;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes the service administrator's word: a ServiceConfirmation for the declaration as it stands now, so that it never
 * passes for a later life of it.
 */
@Command(name = "confirm", description = "Confirm that a service is initialized, or cleaned up for a deletion.")
final class ConfirmCommand implements Callable<Integer> {
  private static final int REFUSED = 1;

  /** What can be said. */
  enum Word {
    initialized,
    cleaned_up
  }

  @Parameters(index = "0", paramLabel = "initialized|cleaned-up", description = "What is confirmed.",
      converter = WordConverter.class)
  private @Nullable Word word;

  @Parameters(index = "1", paramLabel = "NAME", description = "The TrustedServiceAccess.")
  private @Nullable String name;

  @Spec
  private @Nullable CommandSpec spec;

  private final Supplier<KubernetesClients> clients;

  ConfirmCommand() {
    this(() -> KubernetesClients.of(Config.autoConfigure(null)));
  }

  ConfirmCommand(Supplier<KubernetesClients> clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    String declaration = Objects.requireNonNull(name);
    try (KubernetesClients both = clients.get()) {
      String said = confirm(both.patient(), Objects.requireNonNull(word), declaration);
      out.println(said);
      out.flush();
      return 0;
    } catch (Refusal refusal) {
      err.println(refusal.getMessage());
      err.flush();
      return REFUSED;
    } catch (KubernetesClientException trouble) {
      err.println("The API server did not take it: " + trouble.getMessage());
      err.flush();
      return REFUSED;
    }
  }

  private static String confirm(KubernetesClient client, Word word, String name) throws Refusal {
    TrustedServiceAccess declaration = client.resources(TrustedServiceAccess.class).withName(name).get();
    if (declaration == null) {
      throw new Refusal("There is no TrustedServiceAccess " + name + ". See: kubectl get tsa");
    }
    ServiceConfirmation confirmation = new ServiceConfirmation();
    confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
    confirmation
        .setSpec(merged(spec(word, declaration), client.resources(ServiceConfirmation.class).withName(name).get()));
    client.resource(confirmation).createOr(existing -> existing.update());
    return "Confirmed: " + name + " is " + word.name().replace('_', '-') + ".";
  }

  private static ServiceConfirmationSpec spec(Word word, TrustedServiceAccess declaration) throws Refusal {
    String name = declaration.getMetadata().getName();
    String uid = declaration.getMetadata().getUid();
    return switch (word) {
      case initialized -> {
        String enabled = declaration.getStatus() == null ? null : declaration.getStatus().enabledTime();
        if (enabled == null) {
          throw new Refusal(
              name + " was not seen enabled yet, so there is nothing to confirm. See: kubectl get tsa " + name);
        }
        yield new ServiceConfirmationSpec(new ServiceConfirmationSpec.Initialized(uid, enabled), null);
      }
      case cleaned_up -> {
        String deleted = declaration.getMetadata().getDeletionTimestamp();
        if (deleted == null) {
          throw new Refusal(
              name + " is not being deleted; a cleanup is confirmed for a deletion only. First: kubectl delete tsa "
                  + name + " --wait=false");
        }
        yield new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp(uid, deleted));
      }
    };
  }

  /** A new word does not take back the other one. */
  private static ServiceConfirmationSpec merged(ServiceConfirmationSpec said, @Nullable ServiceConfirmation before) {
    if (before == null || before.getSpec() == null) {
      return said;
    }
    return new ServiceConfirmationSpec(
        said.initialized() == null ? before.getSpec().initialized() : said.initialized(),
        said.cleanedUp() == null ? before.getSpec().cleanedUp() : said.cleanedUp());
  }

  /** Why nothing was confirmed, in words for a person. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }
}
