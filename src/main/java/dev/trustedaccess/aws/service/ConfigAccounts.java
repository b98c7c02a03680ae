package dev.trustedaccess.aws.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.Remaining;
import software.amazon.awssdk.services.config.ConfigClient;

/** The accounts in which Config's organization things can stand; each must be asked, in each Region. */
final class ConfigAccounts {
  private ConfigAccounts() {}

  /** Reads the management account, the delegated administrators of a principal, and a declared one. */
  @SafeVarargs
  static Inventory inventory(
      Duty duty,
      String principal,
      Optional<String> declared,
      Function<Caller<ConfigClient>, List<Remaining>>... kinds) {
    Inventory inventory = new Inventory();
    Set<String> administrators = new LinkedHashSet<>();
    declared.ifPresent(administrators::add);
    administrators.addAll(inventory.consult(() -> duty.delegatedAdministrators(principal)));
    for (String region : duty.regions()) {
      for (Function<Caller<ConfigClient>, List<Remaining>> kind : kinds) {
        inventory.read(() -> kind.apply(duty.in(region, ConfigClient.class, ConfigClient::builder)));
        for (String account : administrators) {
          inventory.read(() -> kind.apply(duty.in(account, region, ConfigClient.class, ConfigClient::builder)));
        }
      }
    }
    return inventory;
  }
}
