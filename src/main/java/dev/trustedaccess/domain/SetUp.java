package dev.trustedaccess.domain;

/**
 * Something that this operator made while initializing a service, and will take down.
 *
 * @param kind {@code administrator} is the only one so far
 * @param id the account id for an administrator
 */
public record SetUp(String kind, String id) {
  public static final String ADMINISTRATOR = "administrator";
}
