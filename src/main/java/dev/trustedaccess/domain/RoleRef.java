package dev.trustedaccess.domain;

import java.util.Optional;

/** A role to assume: its ARN, and the external id that its trust policy asks for. */
public record RoleRef(String arn, Optional<String> externalId) {
  /** The account that the role stands in: the fifth part of {@code arn:aws:iam::111122223333:role/name}. */
  public String accountId() {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }

  /** The ARN with {@code *} for the account. */
  public String inAnyAccount() {
    return arn.replaceFirst(":\\d{12}:", ":*:");
  }
}
