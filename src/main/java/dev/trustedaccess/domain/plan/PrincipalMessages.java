package dev.trustedaccess.domain.plan;

import java.util.List;

/** What is said of a principal that the catalog does not know. */
public final class PrincipalMessages {
  private PrincipalMessages() {}

  /**
   * Names the nearest principals before the way to accept this one: whoever accepts a misspelled name has declared nothing.
   */
  public static String unknownService(String principal, List<String> alike) {
    return "The catalog does not know " + principal + ", so no call was made and its impact is unknown. "
        + (alike.isEmpty() ? "Check the name; if it" : "Did you mean " + String.join(" or ", alike) + "? If the name")
        + " is correct, set spec.acceptUnknownService to true.";
  }
}
