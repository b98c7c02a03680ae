package dev.trustedaccess.domain.organization;

import java.util.regex.Pattern;

import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * Something of a service that still exists. The catalog defines what disabling access does to it: {@link
 * ServiceFacts#effectOf}.
 *
 * @param kind what it is, such as {@code policy} or {@code organization-rule}
 * @param id its name or id at AWS
 * @param accountId the account that contains it
 * @param region its Region, or {@code global}
 */
public record Remaining(String kind, String id, String accountId, String region) {
  /** What a name at AWS may have and a sentence or command in a shell is not made of. */
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_.:/=+@,-]+");

  /**
   * For messages: {@code organization-rule block-bad-bots in us-east-1}. Whoever may create it chose its name, so the name is
   * one word: in a message, it must not read as a command.
   */
  public String inWords() {
    return kind + " " + NO_WORD.matcher(id).replaceAll("_") + (region.equals("global") ? "" : " in " + region);
  }
}
