package dev.trustedaccess.aws.parts;

import java.util.Optional;

/**
 * An account in which a part asks, and with which role.
 *
 * @param id its id; empty for the management account
 * @param administers whether it is asked as an administrator's account, with {@code spec.memberRoles.service}; else it is
 *     one of all accounts, and is only read
 */
record AskedAccount(Optional<String> id, boolean administers) {
  static final AskedAccount MANAGEMENT = new AskedAccount(Optional.empty(), false);

  static AskedAccount ofAdministrator(String id) {
    return new AskedAccount(Optional.of(id), true);
  }

  static AskedAccount ofAny(String id) {
    return new AskedAccount(Optional.of(id), false);
  }
}
