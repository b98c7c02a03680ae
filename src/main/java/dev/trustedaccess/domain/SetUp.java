package dev.trustedaccess.domain;

/**
 * Something that this operator made while initializing a service, and will take down.
 *
 * @param kind {@code administrator} is the only one so far
 * @param id the account id for an administrator
 */
public record SetUp(String kind, String id) {
  public static final String ADMINISTRATOR = "administrator";

  /** How much of it is there. */
  public enum Stage {
    /** It is there, or comes. */
    STANDS,
    /** Its end was asked for, by us or by others, and is not over: to ask again would be refused. */
    LEAVING,
    /** It is not there, or is another's. */
    GONE
  }
}
