package dev.trustedaccess.domain.organization;

import java.util.Arrays;

/**
 * Why something could not be read or done.
 *
 * @param kind what class of trouble it is; decides reason, patience and whether a change may have taken place
 * @param cause what AWS says about why; decides who must act, and on what
 * @param detail what was tried and where, such as {@code organizations:EnableAWSServiceAccess in account 111122223333};
 *     never a request id, a time or a credential, since it ends in a condition's message
 */
public record Failure(Kind kind, Cause cause, String detail) {
  /** Classes of trouble, each with the reason a person is shown. */
  public enum Kind {
    /** IAM or the service refuses; a person must grant something. */
    ACCESS_DENIED(Reason.ACCESS_DENIED, false, true),
    /** Expired, unknown or unassumable credentials. */
    CREDENTIALS_INVALID(Reason.CREDENTIALS_INVALID, false, true),
    /** The process was given none at all. */
    NO_CREDENTIALS(Reason.CREDENTIALS_INVALID, false, true),
    /** The account belongs to no organization. */
    NOT_IN_ORGANIZATION(Reason.NOT_IN_ORGANIZATION, false, true),
    /** The call is the management account's alone, and the credentials act in another account. */
    NOT_MANAGEMENT_ACCOUNT(Reason.NOT_MANAGEMENT_ACCOUNT, false, true),
    /** The service administrator's identity acts in another account than the management account: what it reads is of that account. */
    SERVICE_ELSEWHERE(Reason.NOT_MANAGEMENT_ACCOUNT, false, true),
    /** The organizations identity reaches another organization than the one declared. */
    WRONG_ORGANIZATION(Reason.WRONG_ORGANIZATION, false, true),
    /** The account is none of the organization's. */
    FOREIGN_ACCOUNT(Reason.ACCOUNT_NOT_IN_ORGANIZATION, false, true),
    /** Organizations knows no such principal ({@code UNRECOGNIZED_SERVICE_PRINCIPAL}). */
    UNRECOGNIZED_PRINCIPAL(Reason.UNRECOGNIZED_PRINCIPAL, false, true),
    /** {@code ORGANIZATION_NOT_IN_ALL_FEATURES_MODE}. */
    ALL_FEATURES_REQUIRED(Reason.ALL_FEATURES_REQUIRED, false, true),
    /** Disabling is refused while delegated administrators are registered. */
    DELEGATED_ADMINISTRATORS(Reason.DELEGATED_ADMINISTRATORS_REGISTERED, false, true),
    /** {@code POLICY_TYPE_ENABLED_FOR_THIS_SERVICE}. */
    POLICY_TYPE_ENABLED(Reason.POLICY_TYPE_ENABLED, false, true),
    /** The action does not exist in this Region or partition. */
    ENDPOINT_UNSUPPORTED(Reason.ENDPOINT_UNSUPPORTED, false, true),
    /** Any other definite refusal by the service. */
    REFUSED(Reason.REQUEST_REFUSED, false, true),
    /** The connection names no identity for this call. */
    NO_IDENTITY(Reason.NO_IDENTITY, false, true),
    /** Over a rate, AWS's or our own; nothing was done. */
    THROTTLED(Reason.THROTTLED, true, true),
    /** Another request is changing the same thing; nothing was done. */
    CONCURRENT_MODIFICATION(Reason.CONCURRENT_MODIFICATION, true, true),
    /** We did not send it: what we knew had grown too old on the way. */
    NOT_SENT(Reason.SERVICE_UNAVAILABLE, true, true),
    /** AWS failed or did not answer; a change may have taken place. */
    UNAVAILABLE(Reason.SERVICE_UNAVAILABLE, true, false);

    private final Reason reason;
    private final boolean passing;
    private final boolean surelyNotDone;

    Kind(Reason reason, boolean passing, boolean surelyNotDone) {
      this.reason = reason;
      this.passing = passing;
      this.surelyNotDone = surelyNotDone;
    }
  }

  /** One whose cause AWS does not say. */
  public Failure(Kind kind, String detail) {
    this(kind, Cause.NOT_STATED, detail);
  }

  /** How a sentence about it begins, before what was tried. */
  public String problem() {
    return kind == Kind.ACCESS_DENIED ? "AWS denies " : "Failed: ";
  }

  /** What was tried and where, and why it failed as far as AWS says it. */
  public String description() {
    return cause.isStated() ? detail + ": " + cause.why() : detail;
  }

  /** Whether trouble with this reason is likely to pass by itself; false for a reason that is no failure's. */
  public static boolean passes(Reason reason) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> kind.passing && kind.reason == reason);
  }

  public Reason reason() {
    return kind.reason;
  }

  /** Whether it is likely to pass by itself, without anybody acting. */
  public boolean passing() {
    return kind.passing;
  }

  /** Whether a change that ended so has certainly not taken place. */
  public boolean surelyNotDone() {
    return kind.surelyNotDone;
  }
}
