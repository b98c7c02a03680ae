package dev.trustedaccess.port;

import java.util.List;
import java.util.Map;

/**
 * The IAM actions that an integration needs, derived from its parts.
 *
 * @param inManagement reads in the management account, with the service role
 * @param inAdministrator reads in the accounts that administer the service
 * @param inEveryAccount reads in every account of the organization
 * @param resources for each read that can be limited to a resource, its ARN, with {@code {partition}} in place of the
 *     partition; every other read requires any resource
 * @param roles names of the roles in the management account that are read by name from IAM
 * @param delegates whether the principal's delegated administrators are read from Organizations
 * @param enable what the service's own call that enables access needs
 * @param disable what the service's own call that disables access needs
 * @param administrator the actions that appoint and dismiss an administrator
 */
public record ServiceActions(
    List<String> inManagement,
    List<String> inAdministrator,
    List<String> inEveryAccount,
    Map<String, String> resources,
    List<String> roles,
    boolean delegates,
    OwnCall enable,
    OwnCall disable,
    AdministratorActions administrator) {
  /** The actions of a service without an integration. */
  public static final ServiceActions NONE = new ServiceActions(
      List.of(), List.of(), List.of(), Map.of(), List.of(), false, OwnCall.NONE, OwnCall.NONE,
      AdministratorActions.NONE);

  public ServiceActions {
    inManagement = List.copyOf(inManagement);
    inAdministrator = List.copyOf(inAdministrator);
    inEveryAccount = List.copyOf(inEveryAccount);
    resources = Map.copyOf(resources);
    roles = List.copyOf(roles);
  }

  /**
   * The actions of a service's own call that enables or disables access, in the management account.
   *
   * @param actions the call, and what the service then calls in the caller's name, on any resource; empty if the service has
   *     no such call
   * @param onPrincipal what the service then calls in the caller's name, on its service principals only
   * @param principals these service principals: a call may enable several
   * @param rolesOf the principals whose service-linked roles the service then creates in the caller's name
   */
  public record OwnCall(
      List<String> actions, List<String> onPrincipal, List<String> principals, List<String> rolesOf) {
    /** There is no such call. */
    public static final OwnCall NONE = new OwnCall(List.of(), List.of(), List.of(), List.of());

    public OwnCall {
      actions = List.copyOf(actions);
      onPrincipal = List.copyOf(onPrincipal);
      principals = List.copyOf(principals);
      rolesOf = List.copyOf(rolesOf);
    }
  }

  /**
   * The actions that change the service's administrator.
   *
   * @param appoint the call that appoints an administrator, in the management account
   * @param appointForwarded what the service then calls in the caller's name, on any resource
   * @param appointOnPrincipal what the service then calls in the caller's name, on its service principal only
   * @param dismiss the call that dismisses an administrator, and what the service then calls in the caller's name, on
   *     any resource
   * @param dismissOnPrincipal what the service then calls in the caller's name, on its service principal only
   * @param rolesOf the principals whose service-linked roles the service then creates in the caller's name
   * @param dismissesItself whether it is dismissed from its own account, else from the management account
   */
  public record AdministratorActions(
      List<String> appoint,
      List<String> appointForwarded,
      List<String> appointOnPrincipal,
      List<String> dismiss,
      List<String> dismissOnPrincipal,
      List<String> rolesOf,
      boolean dismissesItself) {
    static final AdministratorActions NONE = new AdministratorActions(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);

    public AdministratorActions {
      appoint = List.copyOf(appoint);
      appointForwarded = List.copyOf(appointForwarded);
      appointOnPrincipal = List.copyOf(appointOnPrincipal);
      dismiss = List.copyOf(dismiss);
      dismissOnPrincipal = List.copyOf(dismissOnPrincipal);
      rolesOf = List.copyOf(rolesOf);
    }
  }
}
