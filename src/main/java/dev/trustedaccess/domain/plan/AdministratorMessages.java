package dev.trustedaccess.domain.plan;

import java.util.List;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.organization.OwnedResource;

/** Messages about the administrators of a service; the rules of {@link Messages} apply. */
final class AdministratorMessages {
  private static final String CHECKS_AGAIN = "The operator checks again automatically.";

  private AdministratorMessages() {}

  static String appointing(OwnedResource one) {
    return "Appointing " + one.inWords() + ". " + CHECKS_AGAIN;
  }

  static String contradicted(OwnedResource one) {
    return "One response from AWS shows " + one.inWords() + ", and the next one does not. No change was made. "
        + CHECKS_AGAIN;
  }

  static String beingRemoved(OwnedResource one) {
    return "The service is removing " + one.inWords()
        + ". The operator has appointed it again since and checks again automatically.";
  }

  static String beingRemovedByOthers(OwnedResource one) {
    return "The service is removing " + one.inWords()
        + ", as requested by others. If you need it, ask the service administrator to appoint it again; if not, remove"
        + " the account from spec.delegatedAdministrators.";
  }

  static String removedByOthers(OwnedResource one) {
    return "Others dismissed " + one.inWords() + ", which the operator had appointed. Ask the service administrator to"
        + " appoint it again, or remove the account from spec.delegatedAdministrators.";
  }

  static String notPermitted(PlanInput input, OwnedResource one) {
    return "Not appointed, because "
        + (input.observeOnly() ? "the operator only observes: " : "the connection forbids it: ")
        + one.inWords() + ". Ask the service administrator to appoint it, or set "
        + (input.observeOnly() ? "spec.mode to Manage." : "the connection's spec.serviceRole.mode to Manage.");
  }

  /** The operator cannot read or call the service's own API here. */
  static String appointThem(PlanInput input) {
    String call = input.administrators().map(facts -> facts.method().how()).orElse("");
    return Messages.fitted(
        "The operator cannot appoint administrators here. Ask the service administrator to call ", call,
        ", then run: " + Messages.confirm(ConfirmationType.INITIALIZED, input.declared()));
  }

  static String requiredToEnable(PlanInput input) {
    return Messages.fitted(
        input.serviceName() + " is disabled, and the declaration names no administrator for ",
        input.enableMethod().how(), ", which enables it. Set spec.delegatedAdministrators.");
  }

  static String takesNone(PlanInput input) {
    return input.serviceName()
        + " has no delegated administrators for this principal. No account is appointed. Remove spec.delegatedAdministrators.";
  }

  static String takesFewer(PlanInput input) {
    return input.serviceName()
        + " takes fewer administrators than the declaration lists. No further account is appointed."
        + " Shorten spec.delegatedAdministrators.";
  }

  static String mismatch(List<String> accounts, String declared) {
    return Messages.fitted(
        "The service's administrator is " + named(accounts) + ", but the declaration lists ", declared,
        ". The operator never dismisses one to make room. Dismiss it in the service, or correct"
            + " spec.delegatedAdministrators.");
  }

  static String ownedNotDeclared(PlanInput input, String account) {
    String cost = input.administrators()
        .flatMap(AdministratorFacts::dismissal)
        .map(destroyed -> " (then " + destroyed + ")")
        .orElse("");
    return Messages.fitted(
        "The declaration no longer lists account " + account
            + ", which the operator appointed. It stays appointed until"
            + " a deletion disables access. To dismiss it now, ask the service administrator",
        cost, ". To keep it, list it in spec.delegatedAdministrators.");
  }

  static String othersNotDeclared(List<String> accounts) {
    return "Others appointed administrators that the declaration does not list: " + named(accounts)
        + ". The operator never dismisses them. Ask the service administrator to dismiss them, or list them in"
        + " spec.delegatedAdministrators.";
  }

  private static String named(List<String> accounts) {
    String first = String.join(", ", accounts.stream().limit(Messages.NAMED).toList());
    return accounts.size() > Messages.NAMED ? first + " and more" : first;
  }
}
