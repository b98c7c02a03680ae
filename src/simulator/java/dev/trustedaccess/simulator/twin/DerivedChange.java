package dev.trustedaccess.simulator.twin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.Awaited;
import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.Registrar;
import dev.trustedaccess.aws.parts.Remains;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.OrganizationsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A change by a service's own call. What it does follows from the part that it is: it appoints or dismisses an
 * administrator, registers or deregisters one with Organizations, or enables or disables access. What the service does in the caller's name follows from the actions that
 * the part forwards.
 *
 * @param account the member of the request that names the account; empty where the call names none
 * @param told what else the request has, which tells this change from another one by the same operation
 */
record DerivedChange(ServiceIntegration integration, String part, ChangeCall<?> change, Route route, SdkCall call,
    Optional<String> account, Map<String, String> told) {
  private static final String PROBED = "123412341234";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  private static final String REGISTER = "organizations:RegisterDelegatedAdministrator";
  private static final String DEREGISTER = "organizations:DeregisterDelegatedAdministrator";

  static DerivedChange of(ServiceIntegration integration, String part, ChangeCall<?> change) {
    SdkRequest[] sent = new SdkRequest[1];
    SdkCall[] called = new SdkCall[1];
    Parts.run(change, SdkCall.client(Parts.client(change), (call, request) -> {
      sent[0] = request;
      called[0] = call;
      return SdkCall.built(call.response());
    }), PROBED);
    Map<String, String> told = Derivation.texts(sent[0]);
    Optional<String> account = told.entrySet()
        .stream()
        .filter(text -> text.getValue().equals(PROBED))
        .map(Map.Entry::getKey)
        .findFirst();
    account.ifPresent(told::remove);
    return new DerivedChange(
        integration, part, change, Route.of(called[0], sent[0]), called[0], account, Map.copyOf(told));
  }

  /** What one of these changes by one operation answers: the one that the request tells. */
  static Fields answer(List<DerivedChange> all, Request request) {
    return all.stream()
        .filter(each -> all.size() == 1 || each.told()
            .entrySet()
            .stream()
            .allMatch(text -> request.find(text.getKey()).filter(text.getValue()::equals).isPresent()))
        .findFirst()
        .orElseThrow(() -> Refusal.of("ValidationException", "no change has this input"))
        .answer(request);
  }

  /** The kind of an administrator of this service among what is kept. */
  static String administrator(ServiceIntegration integration) {
    return integration.id() + "/" + OwnedResource.ADMINISTRATOR;
  }

  Fields answer(Request request) {
    Organization organization = request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("AccessDeniedException", "The account is in no organization."));
    switch (part) {
      case "registrar.appointed" -> register(request, organization);
      case "registrar.dismissed" -> deregister(request, organization);
      case "administrator.appointed" -> appoint(request, organization);
      case "administrator.dismissed" -> dismiss(request, organization);
      default -> access(request, organization);
    }
    return Fields.none();
  }

  /** A service that is still carrying out such a call refuses another one, if its model has a refusal for that. */
  private void access(Request request, Organization organization) {
    requireManagement(request);
    if (organization.ownCalls().pending(principal(), request.now())) {
      call.refusals()
          .stream()
          .map(refusal -> refusal.awsErrorDetails().errorCode())
          .filter(code -> code.startsWith("Concurrent") || code.startsWith("Conflict"))
          .findFirst()
          .ifPresent(code -> {
            throw Refusal.of(code, "An earlier call is still in progress.");
          });
    }
    if (part.startsWith("enabl")) {
      for (String enabled : change.forwardedOn(principal())) {
        request.switchOnAccess(organization, enabled);
        organization.setUp(enabled);
      }
      made().forEach(kind -> request.account().things(request.region()).put(kind, "made-by-the-call"));
    } else {
      permitted(request, DISABLE);
      organization.disableAccess(principal());
    }
    organization.ownCalls().called(principal(), request.now());
  }

  /** The kinds, as they are kept, of what shows that the service is initialized: its call makes that, too. */
  private List<String> made() {
    return integration.awaited() instanceof Awaited.Thing<?> thing
        ? integration.remains()
            .stream()
            .filter(remains -> remains.listing().equals(thing.listing()))
            .map(remains -> integration.id() + "/" + remains.kind())
            .toList()
        : List.of();
  }

  private void appoint(Request request, Organization organization) {
    requireManagement(request);
    Account member = organization.find(request.text(account.orElseThrow()))
        .filter(found -> !found.isManagement())
        .orElseThrow(() -> Refusal.of("ValidationException", "not a member of the organization"));
    if (forwards(ENABLE)) {
      request.switchOnAccess(organization, principal());
    }
    if (forwards(REGISTER) && !organization.delegatedAdministrators(principal()).containsKey(member.id())) {
      permitted(request, REGISTER);
      OrganizationsApi.register(organization, principal(), member);
    }
    request.account().things(request.region()).put(administrator(integration), member.id());
  }

  private void register(Request request, Organization organization) {
    requireManagement(request);
    Account member = organization.find(request.text(account.orElseThrow()))
        .filter(found -> !found.isManagement())
        .orElseThrow(() -> refusal("The account is not a member of the organization.", "AccountNotFound"));
    boolean enables = integration.registrar().filter(Registrar::enablesAccess).isPresent();
    if (enables) {
      permitted(request, REGISTER);
      request.switchOnAccess(organization, principal());
      organization.setUp(principal());
    } else if (!organization.isEnabled(principal())) {
      throw refusal("Trusted access is not enabled.", "AccessNotEnabled");
    }
    if (organization.delegatedAdministrators(principal()).containsKey(member.id())) {
      if (enables) {
        return;
      }
      throw refusal("The account is registered already.", "AccountRegistered", "Already", "Conflict");
    }
    permitted(request, REGISTER);
    OrganizationsApi.register(organization, principal(), member);
  }

  private void deregister(Request request, Organization organization) {
    requireManagement(request);
    String member = account.map(request::text)
        .or(() -> organization.delegatedAdministrators(principal()).keySet().stream().findFirst())
        .filter(organization.delegatedAdministrators(principal())::containsKey)
        .orElseThrow(() -> refusal("The account is not registered.", "AccountNotRegistered", "NotFound"));
    permitted(request, DEREGISTER);
    deleteWhatGoesWith(member, organization, request.region());
    organization.endDelegation(principal(), member);
  }

  /** The first of the call's refusals with such a name. */
  private Refusal refusal(String message, String... names) {
    return Stream.of(names)
        .flatMap(name -> call.refusals()
            .stream()
            .map(refusal -> refusal.awsErrorDetails().errorCode())
            .filter(code -> code.contains(name)))
        .findFirst()
        .map(code -> Refusal.of(code, message))
        .orElseGet(() -> Refusal.of("ValidationException", message));
  }

  private void dismiss(Request request, Organization organization) {
    Account management = organization.management();
    List<String> all = management.things(request.region()).names(administrator(integration));
    String dismissed = account.flatMap(request::find)
        .or(() -> request.account().isManagement()
            ? all.stream().findFirst()
            : Optional.of(request.account().id()))
        .filter(all::contains)
        .orElseThrow(() -> Refusal.of("AccessDeniedException", "not an administrator of the service"));
    management.things(request.region()).remove(administrator(integration), dismissed);
    deleteWhatGoesWith(dismissed, organization, request.region());
    if (forwards(DEREGISTER)) {
      organization.endDelegation(principal(), dismissed);
    }
  }

  private void deleteWhatGoesWith(String administrator, Organization organization, String region) {
    integration.remains()
        .stream()
        .filter(Remains::deletedWithAdministrator)
        .flatMap(remains -> List.of(remains.kind(), integration.id() + "/" + remains.kind()).stream())
        .forEach(kind -> organization.find(administrator).ifPresent(member -> clear(member, region, kind)));
  }

  /** With an administrator of one Region, what it has in other Regions stays. */
  private void clear(Account member, String region, String kind) {
    if (integration.administrator().filter(by -> by.seen().place().regions().everyManaged()).isPresent()) {
      member.things(region).clear(kind);
    } else {
      member.clear(kind);
    }
  }

  private static void requireManagement(Request request) {
    if (!request.account().isManagement()) {
      throw Refusal.of("AccessDeniedException", "not the management account");
    }
  }

  private void permitted(Request request, String action) {
    if (forwards(action)) {
      request.requirePermission(action, Map.of("organizations:ServicePrincipal", principal()));
    }
  }

  private boolean forwards(String action) {
    return change.forwardedOnPrincipal().contains(action) || change.forwarded().contains(action);
  }

  private String principal() {
    return integration.principals().getFirst();
  }
}
