package dev.trustedaccess.domain.organization;

import java.util.Optional;

/** A role to assume: its ARN, and the external id that its trust policy requires, if any. */
public record RoleRef(String arn, Optional<String> externalId) {
  /**
   * The account that contains the role: the fifth part of {@code arn:aws:iam::111122223333:role/name}; empty if the ARN
   * has another form.
   */
  public String accountId() {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }

  /** The ARN with {@code *} in place of the account. */
  public String inAnyAccount() {
    return arn.replaceFirst(":\\d{12}:", ":*:");
  }
}
