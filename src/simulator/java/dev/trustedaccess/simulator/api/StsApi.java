package dev.trustedaccess.simulator.api;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Role;
import dev.trustedaccess.simulator.world.SessionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * AWS Security Token Service, API version 2011-06-15. A role's trust policy is not modelled: identities of the
 * organization's management account, of the role's own account and of accounts that it names are trusted; nobody assumes a
 * service-linked role.
 */
public final class StsApi {
  private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role(/(?:.+/)?)([\\w+=,.@-]+)");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int LONGEST_POLICY = 2048;

  private StsApi() {}

  public static AwsApi api() {
    return AwsApi.of("sts")
        .reads("AssumeRole", StsApi::assumeRole)
        .reads("GetCallerIdentity", StsApi::getCallerIdentity);
  }

  private static Fields getCallerIdentity(Request request) {
    var role = request.caller().role();
    return Fields.of("UserId", role == null ? "AIDAFAKE" + request.account().id() : userId(request, role))
        .with("Account", request.account().id())
        .with("Arn", request.caller().arn());
  }

  private static String userId(Request request, Role role) {
    return role.id() + ":" + request.caller().sessionName();
  }

  private static Fields assumeRole(Request request) {
    var arn = ROLE_ARN.matcher(request.find("RoleArn").orElse(""));
    if (!arn.matches()) {
      throw invalid("RoleArn is not the ARN of a role");
    }
    var sessionName = request.find("RoleSessionName").orElse("");
    if (!SESSION_NAME.matcher(sessionName).matches()) {
      throw invalid("RoleSessionName must satisfy [\\w+=,.@-]* and have 2 to 64 characters");
    }
    var length = length(request);
    var policy = request.find("Policy").map(StsApi::policy).orElse(null);
    var account = request.world().account(arn.group(1)).orElseThrow(() -> refused(request));
    var role = account.findRole(arn.group(3))
        .filter(r -> r.path().equals(arn.group(2)))
        .filter(r -> trusts(account, r, request.account(), request.find("ExternalId").orElse(null)))
        .orElseThrow(() -> refused(request));
    var session = request.world().credentials().assume(account, role, sessionName, policy, length);
    return Fields.of("Credentials", Fields.of("AccessKeyId", session.keys().accessKeyId())
        .with("SecretAccessKey", session.keys().secretAccessKey())
        .with("SessionToken", session.keys().sessionToken())
        .with("Expiration", session.expiration()))
        .with("AssumedRoleUser", Fields.of("AssumedRoleId", role.id() + ":" + sessionName).with("Arn", session.arn()));
  }

  private static boolean trusts(Account account, Role role, Account caller, @Nullable String externalId) {
    var known = caller == account
        || account.trusts(caller)
        || (caller.isManagement() && caller.organization().equals(account.organization()));
    var usable = account.state() == Account.State.ACTIVE && !role.serviceLinked();
    return known && usable && (role.externalId() == null || role.externalId().equals(externalId));
  }

  private static Duration length(Request request) {
    var seconds = request.number("DurationSeconds", 3600);
    if (seconds < 900 || seconds > 43_200) {
      throw invalid("DurationSeconds must be between 900 and 43200");
    }
    if (seconds > 3600 && request.caller().role() != null) {
      throw invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }
    return Duration.ofSeconds(seconds);
  }

  private static SessionPolicy policy(String document) {
    if (document.length() > LONGEST_POLICY) {
      throw invalid("Policy has more than 2048 characters");
    }
    try {
      return SessionPolicy.parse(document);
    } catch (IllegalArgumentException e) {
      throw Refusal.of("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
    }
  }

  /** The same answer whether the role is absent, another account's, or does not trust the caller: AWS tells no more. */
  private static Refusal refused(Request request) {
    return Refusal.of("AccessDenied", 403, "User: " + request.caller().arn()
        + " is not authorized to perform: sts:AssumeRole on resource: " + request.find("RoleArn").orElse(""));
  }

  private static Refusal invalid(String message) {
    return Refusal.of("ValidationError", message);
  }
}
