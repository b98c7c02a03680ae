package dev.trustedaccess.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.preview.Answers;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import org.jspecify.annotations.Nullable;

/** The answers of the living organization. Each is requested when it is first needed, and once. Changes nothing. */
final class OrganizationAnswers implements Answers {
  private final OrganizationAccess access;
  private final boolean asksServices;
  private final Progress progress;
  private final Map<String, Fact<List<DelegatedAdministrator>>> registered = new HashMap<>();
  private final Map<String, Fact<InitializationState>> initializations = new HashMap<>();
  private final Map<String, RemainingRead> remaining = new HashMap<>();
  private @Nullable Fact<OrganizationSnapshot> snapshot;
  private @Nullable Fact<Set<String>> policyTypes;

  /**
   * As the operator would ask with these settings: the services' own APIs only if there is a service role.
   *
   * @param progress shows what is read
   */
  OrganizationAnswers(OrganizationAccess access, ConnectionSettings settings, Progress progress) {
    this.access = access;
    this.progress = progress;
    this.asksServices = settings.serviceRole().isPresent();
  }

  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    Fact<OrganizationSnapshot> answer = snapshot == null ? read() : snapshot;
    snapshot = answer;
    return answer;
  }

  private Fact<OrganizationSnapshot> read() {
    progress.at("Reading the organization");
    return access.snapshot();
  }

  @Override
  public Optional<Observation.Integration> integration(String principal) {
    return service(principal).map(ServiceAccess::description);
  }

  @Override
  public Fact<List<DelegatedAdministrator>> registered(String name) {
    return registered.computeIfAbsent(name, _ -> {
      progress.at("Reading the administrators of " + name);
      return access.delegatedAdministrators(name);
    });
  }

  @Override
  public Fact<InitializationState> initialization(String principal) {
    return initializations.computeIfAbsent(
        principal, _ -> reading(principal)
            .map(ServiceAccess::initialization)
            .orElseGet(() -> Fact.unknown(new Failure(
                Failure.Kind.NO_IDENTITY, "reading the initialization of " + principal + " without a service role"))));
  }

  @Override
  public RemainingRead remaining(String principal, List<String> administrators) {
    return remaining.computeIfAbsent(
        principal, _ -> reading(principal)
            .map(service -> service.remaining(administrators))
            .orElseThrow(() -> new IllegalStateException("asked about " + principal + " without an integration")));
  }

  @Override
  public Fact<Set<String>> policyTypes() {
    Fact<Set<String>> answer = policyTypes == null ? access.enabledPolicyTypes() : policyTypes;
    policyTypes = answer;
    return answer;
  }

  private Optional<ServiceAccess> reading(String principal) {
    progress.at("Reading " + principal);
    return service(principal);
  }

  private Optional<ServiceAccess> service(String principal) {
    return asksServices ? access.service(principal) : Optional.empty();
  }
}
