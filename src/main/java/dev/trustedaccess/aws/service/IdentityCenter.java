package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.Remaining;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.InstanceStatus;

/**
 * IAM Identity Center. Its organization instance belongs to the management account, stands in one Region of the user's
 * choice, and can be made in the console only: it is awaited. Instances of single members are not it.
 */
final class IdentityCenter implements Integration {
  private static final String INSTANCE = "instance";
  private static final String LIST = "sso:ListInstances";

  @Override
  public String id() {
    return "identity-center";
  }

  @Override
  public List<String> principals() {
    return List.of("sso.amazonaws.com");
  }

  @Override
  public List<String> reads() {
    return List.of("sso:ListInstances");
  }

  @Override
  public List<String> regions(Duty duty) {
    return duty.regionsWith(duty.homeRegion());
  }

  @Override
  public InitializationState initialization(Duty duty) {
    Inventory inventory = new Inventory();
    List<Stage> stages = regions(duty).stream()
        .flatMap(region -> inventory.consult(() -> stages(in(duty, region))).stream())
        .toList();
    if (!stages.contains(Stage.DONE)) {
      inventory.requireComplete();
    }
    return InitializationState.of(
        Stream.of(Stage.DONE, Stage.IN_PROGRESS, Stage.FAILED, Stage.LEAVING)
            .filter(stages::contains)
            .findFirst()
            .orElse(Stage.ABSENT),
        "the organization instance");
  }

  private static List<Stage> stages(Caller<SsoAdminClient> caller) {
    return instances(caller).stream().map(instance -> stage(instance.status())).toList();
  }

  private static Stage stage(@Nullable InstanceStatus status) {
    return switch (Answer.has(status, LIST, "Status")) {
      case ACTIVE -> Stage.DONE;
      case CREATE_FAILED -> Stage.FAILED;
      case DELETE_IN_PROGRESS -> Stage.LEAVING;
      case CREATE_IN_PROGRESS -> Stage.IN_PROGRESS;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(LIST, "a Status that is known here");
    };
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> administrator) {
    Inventory inventory = new Inventory();
    for (String region : regions(duty)) {
      inventory.read(INSTANCE, in(duty, region), caller -> instances(caller).stream()
          .map(instance -> new Remaining(INSTANCE, Answer.has(instance.instanceArn(), LIST, "InstanceArn"),
              caller.accountId(), region))
          .toList());
    }
    return inventory;
  }

  private static List<InstanceMetadata> instances(Caller<SsoAdminClient> caller) {
    return caller
        .listSurely(
            LIST,
            (sso, as, token) -> sso.listInstances(request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.instances(),
            page -> page.nextToken())
        .stream()
        .filter(instance -> caller.accountId().equals(Answer.has(instance.ownerAccountId(), LIST, "OwnerAccountId")))
        .toList();
  }

  private static Caller<SsoAdminClient> in(Duty duty, String region) {
    return duty.in(region, SsoAdminClient.class, SsoAdminClient::builder);
  }
}
