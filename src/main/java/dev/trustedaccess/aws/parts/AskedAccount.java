package dev.trustedaccess.aws.parts;

import java.util.Optional;

/**
 * An account in which a part asks.
 *
 * @param administrator its id if it is an administrator's; empty for the management account
 */
record AskedAccount(Optional<String> administrator) {
  static final AskedAccount MANAGEMENT = new AskedAccount(Optional.empty());

  static AskedAccount ofAdministrator(String id) {
    return new AskedAccount(Optional.of(id));
  }
}
