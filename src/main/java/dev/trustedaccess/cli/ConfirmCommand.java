package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.mapping.DeclarationReader;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes the service administrator's confirmation: a ServiceConfirmation that names the current uid and enabled time,
 * or deletion time, of the declaration. It therefore never counts for a later object of the same name.
 */
@Command(name = "confirm", description = "Confirm that a service is initialized, or cleaned up for a deletion.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:confirmed", "1:nothing was confirmed", "2:the arguments cannot be used"})
final class ConfirmCommand implements Callable<Integer> {
  private static final int REFUSED = 1;
  private static final int CONFLICT = 409;
  private static final String KIND = CustomResource.getCRDName(TrustedServiceAccess.class);
  private static final int ATTEMPTS = 3;
  /** What the API server records as the writer, and status.departures shows as who confirmed. */
  private static final String FIELD_MANAGER = "trusted-access-operator-confirm";

  @Parameters(index = "0", paramLabel = "initialized|cleaned-up", description = "What to confirm.")
  private @Nullable ConfirmationType type;

  @Parameters(index = "1", paramLabel = "NAME", description = "Name of the TrustedServiceAccess.")
  private @Nullable String name;

  @Mixin
  private ClusterOption cluster = new ClusterOption();

  @Spec
  private @Nullable CommandSpec spec;

  private final Function<ClusterOption, KubernetesClients> clients;

  ConfirmCommand() {
    this(ClusterOption::clients);
  }

  ConfirmCommand(Function<ClusterOption, KubernetesClients> clients) {
    this.clients = clients;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    String declaration = Objects.requireNonNull(name);
    try (KubernetesClients both = clients.apply(cluster)) {
      // The one that answers within seconds or fails: a person waits.
      out.println(confirm(both.strict(), Objects.requireNonNull(type), declaration));
      out.flush();
      return 0;
    } catch (NotConfirmed refusal) {
      err.println(refusal.getMessage());
      err.flush();
      return REFUSED;
    }
  }

  private static String confirm(KubernetesClient client, ConfirmationType type, String name) throws NotConfirmed {
    try {
      return confirmed(client, type, name);
    } catch (KubernetesClientException trouble) {
      throw new NotConfirmed(ClusterMessages.isSilence(trouble)
          ? ClusterMessages.unread(client, trouble) + "."
          : "The API server rejected the confirmation: " + trouble.getMessage());
    }
  }

  private static String confirmed(KubernetesClient client, ConfirmationType type, String name) throws NotConfirmed {
    TrustedServiceAccess declaration = client.resources(TrustedServiceAccess.class).withName(name).get();
    if (declaration == null) {
      throw new NotConfirmed(isKindMissing(client)
          ? "The API server at " + client.getMasterUrl() + " " + ClusterMessages.withoutKind(KIND)
              + ", or choose another cluster with --context or KUBECONFIG."
          : "TrustedServiceAccess " + name + " does not exist. List the declarations: kubectl get tsa");
    }
    ServiceConfirmationSpec statement = spec(type, declaration);
    Optional<String> withoutEffect = withoutEffect(type, declaration);
    if (withoutEffect.isPresent()) {
      throw new NotConfirmed("Nothing was confirmed. " + withoutEffect.get());
    }
    write(client, name, statement);
    return switch (type) {
      case INITIALIZED -> "Confirmed: " + name + " is initialized.";
      case CLEANED_UP -> "Confirmed: " + name + " is cleaned up."
          + (isAsked(type, declaration) ? "" : System.lineSeparator() + alsoAwaited(declaration));
    };
  }

  private static Optional<String> withoutEffect(ConfirmationType type, TrustedServiceAccess declaration) {
    if (isAsked(type, declaration)) {
      return Optional.empty();
    }
    return switch (type) {
      case INITIALIZED -> notAwaited(declaration);
      case CLEANED_UP -> nothingRead(declaration);
    };
  }

  /** Whatever the mode, a message that asks for the confirmation means that it counts. */
  private static boolean isAsked(ConfirmationType type, TrustedServiceAccess declaration) {
    return conditions(declaration)
        .map(Condition::message)
        .anyMatch(message -> message != null && message.contains("confirm " + type));
  }

  private static Stream<Condition> conditions(TrustedServiceAccess declaration) {
    return Optional.ofNullable(declaration.ownStatus())
        .map(TrustedServiceAccessStatus::conditions)
        .orElse(List.of())
        .stream();
  }

  /** Why the confirmation of the initialization has no effect as the declaration stands; empty if that is not known. */
  private static Optional<String> notAwaited(TrustedServiceAccess declaration) {
    boolean readByOperator = DeclarationReader.reportedIntegration(declaration).isPresent();
    return DeclarationReader.desired(declaration).toOptional().flatMap(desired -> switch (desired.initialization()) {
      case AUTOMATIC -> readByOperator
          ? Optional.of("The operator reads itself whether the service is initialized. To confirm it instead, set"
              + " spec.initialization.mode to Confirmed.")
          : Optional.empty();
      case NONE -> Optional.of("spec.initialization.mode is None, so no initialization is awaited.");
      case CONFIRMED -> Optional.empty();
    });
  }

  /** Nobody may give up what remains before it was read for this deletion: they could not know what they give up. */
  private static Optional<String> nothingRead(TrustedServiceAccess declaration) {
    boolean read = Optional.ofNullable(declaration.ownStatus())
        .map(TrustedServiceAccessStatus::cleanup)
        .isPresent();
    String name = declaration.getMetadata().getName();
    return read
        ? Optional.empty()
        : Optional.of("The operator has not yet read what remains of " + name + " for this deletion, so nobody can know"
            + " what disabling access would destroy. " + reported(declaration)
            + "Confirm once the message asks for it: kubectl describe tsa " + name);
  }

  /** What the deletion waits for besides the confirmation. */
  private static String alsoAwaited(TrustedServiceAccess declaration) {
    return "The deletion does not wait for a confirmation now, so this alone may not let it continue. "
        + reported(declaration) + "Check: kubectl describe tsa " + declaration.getMetadata().getName();
  }

  private static String reported(TrustedServiceAccess declaration) {
    return conditions(declaration)
        .filter(condition -> "Ready".equals(condition.type()) && condition.reason() != null)
        .findFirst()
        .map(ready -> "It reports " + ready.reason() + ". ")
        .orElse("");
  }

  /** Reads of an object end alike whether the object or its kind is missing; a list ends so only without the kind. */
  private static boolean isKindMissing(KubernetesClient client) {
    try {
      client.resources(TrustedServiceAccess.class).list(new ListOptionsBuilder().withLimit(1L).build());
      return false;
    } catch (KubernetesClientException unlisted) {
      return unlisted.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
  }

  /** Writes the confirmation. Reads it again if others change or delete it between the read and the write. */
  private static void write(KubernetesClient client, String name, ServiceConfirmationSpec statement)
      throws NotConfirmed {
    for (int attempt = 1; !written(client, name, statement); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new NotConfirmed("Others keep changing the ServiceConfirmation " + name
            + ", so nothing was confirmed. Inspect it: kubectl get svcconf " + name + " -o yaml");
      }
    }
  }

  /** Whether it was written; false after a conflict with another writer. */
  private static boolean written(KubernetesClient client, String name, ServiceConfirmationSpec statement)
      throws NotConfirmed {
    Resource<ServiceConfirmation> stored = client.resources(ServiceConfirmation.class).withName(name);
    ServiceConfirmation before = stored.get();
    if (before != null && before.getMetadata().getDeletionTimestamp() != null) {
      throw new NotConfirmed(beingDeleted(before));
    }
    try {
      if (before == null) {
        ServiceConfirmation confirmation = new ServiceConfirmation();
        confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
        confirmation.setSpec(statement);
        // The client's own create names no field manager.
        client.raw("/apis/" + Kinds.API_VERSION + "/" + confirmation.getPlural() + "?fieldManager=" + FIELD_MANAGER,
            "POST",
            confirmation);
      } else {
        stored.patch(
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).withFieldManager(FIELD_MANAGER).build(),
            patch(client, before, statement));
      }
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /** Patches only the given statement, at the version that was read: the other statement and all metadata stay. */
  private static String patch(KubernetesClient client, ServiceConfirmation before, ServiceConfirmationSpec statement) {
    return client.getKubernetesSerialization()
        .asJson(Map.of(
            "metadata", Map.of("resourceVersion", before.getMetadata().getResourceVersion()), "spec", statement));
  }

  /** A statement written on an object that is being deleted would be lost with it. */
  private static String beingDeleted(ServiceConfirmation before) {
    String name = before.getMetadata().getName();
    return "Nothing was confirmed: an older ServiceConfirmation " + name + " is being deleted but still"
        + " has the finalizers " + String.join(", ", before.getMetadata().getFinalizers())
        + ". Wait for its deletion, then confirm again: kubectl wait --for=delete svcconf/" + name + " --timeout=5m";
  }

  private static ServiceConfirmationSpec spec(ConfirmationType type, TrustedServiceAccess declaration)
      throws NotConfirmed {
    String name = declaration.getMetadata().getName();
    String uid = declaration.getMetadata().getUid();
    return switch (type) {
      case INITIALIZED -> {
        if (declaration.getMetadata().getDeletionTimestamp() != null) {
          throw new NotConfirmed(name + " is being deleted; to confirm its cleanup: trusted-access-operator confirm "
              + ConfirmationType.CLEANED_UP + " " + name);
        }
        Instant enabled = DeclarationReader.recorded(declaration.ownStatus())
            .latestEnabledTime()
            .orElseThrow(() -> new NotConfirmed(
                name + " has not been seen enabled yet, so there is nothing to confirm."
                    + " Check its status: kubectl get tsa " + name));
        yield new ServiceConfirmationSpec(new ServiceConfirmationSpec.Initialized(uid, enabled.toString()), null);
      }
      case CLEANED_UP -> {
        String deleted = declaration.getMetadata().getDeletionTimestamp();
        if (deleted == null) {
          throw new NotConfirmed(
              name + " is not being deleted, so no cleanup can be confirmed. Delete it first: kubectl delete tsa "
                  + name + " --wait=false");
        }
        yield new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp(uid, deleted));
      }
    };
  }

  /** Why nothing was confirmed, as a message for a person. */
  private static final class NotConfirmed extends Exception {
    private static final long serialVersionUID = 1L;

    NotConfirmed(String message) {
      super(message);
    }
  }
}
