package dev.trustedaccess.domain.preflight;

import java.util.List;

import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.declaration.Desired;

/**
 * A declared service that the catalog knows, with the IAM actions of what its integration can do; every list is empty where
 * the integration has no such part, or where there is no integration.
 *
 * @param desired its declaration
 * @param facts the catalog's row of its principal
 * @param enabling the service's own call that enables access, first
 * @param alsoEnables the other principals whose access that call enables
 * @param disabling the service's own call that disables access, first
 * @param appointing the service's own call that appoints an administrator
 * @param appointedIn the Regions in which that call is sent
 * @param inEveryAccount reads made in every account of the organization before access is disabled
 */
public record DeclaredService(
    Desired desired,
    PrincipalFacts facts,
    List<String> enabling,
    List<String> alsoEnables,
    List<String> disabling,
    List<String> appointing,
    List<String> appointedIn,
    List<String> inEveryAccount) {
  public DeclaredService {
    enabling = List.copyOf(enabling);
    alsoEnables = List.copyOf(alsoEnables);
    disabling = List.copyOf(disabling);
    appointing = List.copyOf(appointing);
    appointedIn = List.copyOf(appointedIn);
    inEveryAccount = List.copyOf(inEveryAccount);
  }

  String principal() {
    return desired.principal();
  }
}
