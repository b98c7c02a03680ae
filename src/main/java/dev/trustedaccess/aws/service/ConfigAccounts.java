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

  /**
   * Things of one kind.
   *
   * @param kind its name
   * @param list all of them in one account and Region
   */
  record Kind(String kind, Function<Caller<ConfigClient>, List<Remaining>> list) {}

  /** Reads the management account, the delegated administrators of a principal, and a declared one. */
  static Inventory inventory(
      Duty duty,
      String principal,
      Optional<String> declared,
      Kind... kinds) {
    Inventory inventory = new Inventory();
    Set<String> administrators = new LinkedHashSet<>();
    declared.ifPresent(administrators::add);
    administrators.addAll(inventory.consult(() -> duty.delegatedAdministrators(principal)));
    for (String region : duty.regions()) {
      for (Kind kind : kinds) {
        inventory.read(kind.kind(), duty.in(region, ConfigClient.class, ConfigClient::builder), kind.list());
        for (String account : administrators) {
          inventory.read(
              kind.kind(), duty.in(account, region, ConfigClient.class, ConfigClient::builder), kind.list());
        }
      }
    }
    return inventory;
  }
}
