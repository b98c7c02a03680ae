package dev.trustedaccess.simulator.twin;

import java.util.Map;

import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What a service answers about its own access: pending while it carries out one of its own calls, then as access is.
 *
 * @param status the part, with the values of its member
 */
record DerivedStatus(ServiceIntegration integration, Parts.Status status, Route route) {
  static DerivedStatus of(ServiceIntegration integration, Parts.Status status) {
    SdkRequest[] sent = new SdkRequest[1];
    SdkCall[] called = new SdkCall[1];
    Parts.run(status, SdkCall.client(status.client(), (call, request) -> {
      sent[0] = request;
      called[0] = call;
      return SdkCall.built(call.response());
    }));
    return new DerivedStatus(integration, status, Route.of(called[0], sent[0]));
  }

  Fields answer(Request request) {
    Organization organization = request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("AccessDeniedException", "The account is in no organization."));
    String principal = integration.principals().getFirst();
    // A service without a status for it is off until it is on.
    Stage pending = status.stages().containsValue(Stage.IN_PROGRESS) ? Stage.IN_PROGRESS : Stage.ABSENT;
    Stage stage = organization.ownCalls().pending(principal, request.now())
        ? pending
        : organization.isSetUp(principal) ? Stage.DONE : Stage.ABSENT;
    return at(status.member(), value(stage));
  }

  /** A member within structures is named with dots. */
  private static Fields at(String path, String value) {
    int end = path.indexOf('.');
    return end < 0
        ? Fields.of(path, value)
        : Fields.of(path.substring(0, end), at(path.substring(end + 1), value));
  }

  private String value(Stage stage) {
    return status.stages()
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() == stage)
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElseThrow(() -> Refusal.of("ValidationException", "no status means " + stage));
  }
}
