package dev.trustedaccess.simulator.api;

/** What AWS answers instead of a result: an error code, an HTTP status, a message and the error's further members. */
public final class Refusal extends RuntimeException {
  private final String code;
  private final int status;
  private final Fields details;

  private Refusal(String code, int status, String message, Fields details) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.details = details;
  }

  /** A refusal with HTTP status 400, as the JSON services give. */
  public static Refusal of(String code, String message) {
    return new Refusal(code, 400, message, Fields.none());
  }

  public static Refusal of(String code, int status, String message) {
    return new Refusal(code, status, message, Fields.none());
  }

  /** IAM's refusal: the services that answer in XML call it AccessDenied, the others AccessDeniedException. */
  public static Refusal notPermitted(String arn, String action) {
    if (action.startsWith("ec2:")) {
      return of("UnauthorizedOperation", 403,
          "You are not authorized to perform this operation. User: " + arn + " is not authorized to perform: "
              + action);
    }
    var xml = action.startsWith("iam:") || action.startsWith("sts:") || action.startsWith("s3:");
    return of(xml ? "AccessDenied" : "AccessDeniedException", xml ? 403 : 400,
        "User: " + arn + " is not authorized to perform: " + action);
  }

  /** One of Organizations' refusals with a machine-readable reason. */
  public static Refusal because(String code, String reason, String message) {
    return new Refusal(code, 400, message, Fields.of("Reason", reason));
  }

  /** The same refusal with one more member. */
  public Refusal with(String name, String value) {
    var more = Fields.none();
    details.values().forEach(more::with);
    return new Refusal(code, status, message(), more.with(name, value));
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String message() {
    var message = getMessage();
    return message == null ? "" : message;
  }

  public Fields details() {
    return details;
  }
}
