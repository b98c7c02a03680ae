package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.ops.KubernetesClients;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
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
  private static final int CONFLICT = 409;
  private static final int ATTEMPTS = 3;

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
    write(client, name, spec(word, declaration));
    return "Confirmed: " + name + " is " + word.name().replace('_', '-') + ".";
  }

  /** Whoever changes or deletes the confirmation between our read and our write gets it read once more. */
  private static void write(KubernetesClient client, String name, ServiceConfirmationSpec said) throws Refusal {
    for (int attempt = 1; !written(client, name, said); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new Refusal("Others change the ServiceConfirmation " + name
            + " at this moment, so nothing was confirmed. Look at it: kubectl get svcconf " + name + " -o yaml");
      }
    }
  }

  /** False where others were faster. */
  private static boolean written(KubernetesClient client, String name, ServiceConfirmationSpec said) throws Refusal {
    Resource<ServiceConfirmation> stored = client.resources(ServiceConfirmation.class).withName(name);
    ServiceConfirmation before = stored.get();
    if (before != null && before.getMetadata().getDeletionTimestamp() != null) {
      throw new Refusal(beingDeleted(before));
    }
    try {
      if (before == null) {
        ServiceConfirmation confirmation = new ServiceConfirmation();
        confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
        confirmation.setSpec(said);
        client.resource(confirmation).create();
      } else {
        stored.patch(PatchContext.of(PatchType.JSON_MERGE), patch(client, before, said));
      }
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /** Only the words that are said, at the version that was read: the other word and everybody's metadata stay. */
  private static String patch(KubernetesClient client, ServiceConfirmation before, ServiceConfirmationSpec said) {
    return client.getKubernetesSerialization()
        .asJson(Map.of(
            "metadata", Map.of("resourceVersion", before.getMetadata().getResourceVersion()), "spec", said));
  }

  /** What is written on it now would vanish with it. */
  private static String beingDeleted(ServiceConfirmation before) {
    String name = before.getMetadata().getName();
    return "Nothing was confirmed: an older ServiceConfirmation " + name + " is being deleted and still held by "
        + String.join(", ", before.getMetadata().getFinalizers())
        + ". Wait until it is gone, then confirm again: kubectl wait --for=delete svcconf/" + name + " --timeout=5m";
  }

  private static ServiceConfirmationSpec spec(Word word, TrustedServiceAccess declaration) throws Refusal {
    String name = declaration.getMetadata().getName();
    String uid = declaration.getMetadata().getUid();
    return switch (word) {
      case initialized -> {
        Instant enabled = DeclarationReader.recorded(declaration.ownStatus())
            .onSince()
            .orElseThrow(() -> new Refusal(
                name + " was not seen enabled yet, so there is nothing to confirm. See: kubectl get tsa " + name));
        yield new ServiceConfirmationSpec(new ServiceConfirmationSpec.Initialized(uid, enabled.toString()), null);
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

  /** Why nothing was confirmed, in words for a person. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }
}
