package dev.trustedaccess.domain.preview;

import java.util.List;

import dev.trustedaccess.domain.plan.Action;

/**
 * A change that the operator would make at AWS.
 *
 * @param action the operator's own action: Enable or Initialize; its time is the preview's
 * @param call the call that makes it, as the catalog names it: {@code organizations:EnableAWSServiceAccess}
 * @param alsoEnables the other principals whose access the call enables, and that are not enabled yet
 */
public record PlannedChange(Action action, String call, List<String> alsoEnables) {
  public PlannedChange {
    alsoEnables = List.copyOf(alsoEnables);
  }
}
