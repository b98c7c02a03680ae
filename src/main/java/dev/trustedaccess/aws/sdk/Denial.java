package dev.trustedaccess.aws.sdk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.trustedaccess.domain.organization.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The facts in the message of a denial: "User: ARN is not authorized to perform: ACTION on resource: ARN", then
 * "because no KIND allows the ACTION action" or "with an explicit deny in a KIND", and since 2026 the policy's ARN (IAM
 * User Guide, "Troubleshoot access denied error messages"). Or "SERVICE is not enabled", where a service is off in an account
 * and Region, as Macie answers (handlers of AWS::Macie::Session), or as Audit Manager says it (API shape AccessDeniedException). Services that use another form state less, and then nothing
 * is guessed.
 *
 * @param cause the kind of policy that denied the call, or that its service is off
 * @param more further text that helps to find it, appended after the action and its place; empty if there is none
 */
record Denial(Cause cause, String more) {
  /** For a message without these facts. */
  static final Denial NOTHING = new Denial(Cause.NOT_STATED, "");

  /**
   * "a VPC endpoint policy transitively through a service control policy" means the latter, so the last kind counts.
   */
  private static final Map<String, Cause> KINDS = Map.of(
      "identity-based policy", Cause.IDENTITY_POLICY,
      "service control policy", Cause.SERVICE_CONTROL_POLICY,
      "resource control policy", Cause.RESOURCE_CONTROL_POLICY,
      "permissions boundary", Cause.PERMISSIONS_BOUNDARY,
      "session policy", Cause.SESSION_POLICY,
      "sessions policy", Cause.SESSION_POLICY,
      "resource-based policy", Cause.RESOURCE_POLICY,
      "role trust policy", Cause.TRUST_POLICY,
      "vpc endpoint policy", Cause.VPC_ENDPOINT_POLICY);

  private static final Pattern KIND = Pattern.compile(String.join("|", KINDS.keySet()));
  private static final Pattern CONTEXT = Pattern.compile(
      "(because no |with an explicit deny in (?:an?|the) )(.*?)(?: allows? the |: (arn:\\S+)|$)", Pattern.DOTALL);
  private static final Pattern NOT_ENABLED = Pattern.compile(
      "^[A-Z]\\w*(?: [A-Z]\\w*)* is not enabled\\b|^Your account isn't registered with AWS |^Please complete AWS [\\w ]+ setup |^Service role not found\\b");
  private static final Pattern ROLE = Pattern
      .compile("assumed-role/([\\w+=,.@-]+)/|:role/(?:\\S+/)?([\\w+=,.@-]+) is not");

  /** Parses the message of an error. */
  static Denial of(String message) {
    Matcher context = CONTEXT.matcher(message.strip());
    if (!context.find()) {
      return NOT_ENABLED.matcher(message.strip()).find() ? new Denial(Cause.SERVICE_NOT_ENABLED, "") : NOTHING;
    }
    List<String> kinds = KIND.matcher(context.group(2).toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group())
        .toList();
    if (kinds.isEmpty()) {
      return NOTHING;
    }
    String role = role(message);
    String deny = context.group(1).startsWith("with") ? " (explicit deny" + policy(context.group(3)) + ")" : "";
    return new Denial(KINDS.getOrDefault(kinds.getLast(), Cause.NOT_STATED), role + deny);
  }

  private static String role(String message) {
    Matcher role = ROLE.matcher(message);
    if (!role.find()) {
      return "";
    }
    return " by role " + (role.group(1) == null ? role.group(2) : role.group(1));
  }

  /** The last part of a policy's ARN, which its console shows. */
  private static String policy(@Nullable String arn) {
    return arn == null ? "" : " in " + arn.substring(arn.lastIndexOf('/') + 1).replaceAll("[.,;]+$", "");
  }
}
