package dev.trustedaccess.aws.sdk;

import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Failure.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;

/**
 * The meaning of AWS's exceptions. The codes are from the API models of the services used here and from AWS's common
 * errors; a definite refusal without a row is {@link Kind#REFUSED} and names its code.
 */
final class Failures {
  private static final Map<String, Kind> CODES = Map.ofEntries(
      Map.entry("AccessDenied", Kind.ACCESS_DENIED),
      Map.entry("AccessDeniedException", Kind.ACCESS_DENIED),
      Map.entry("AccessDeniedForDependencyException", Kind.ACCESS_DENIED),
      Map.entry("AuthorizationErrorException", Kind.ACCESS_DENIED),
      Map.entry("InsufficientPermissionsException", Kind.ACCESS_DENIED),
      Map.entry("NotAuthorized", Kind.ACCESS_DENIED),
      Map.entry("OrganizationAccessDeniedException", Kind.ACCESS_DENIED),
      Map.entry("UnauthorizedOperation", Kind.ACCESS_DENIED),

      Map.entry("AuthFailure", Kind.CREDENTIALS_INVALID),
      Map.entry("ExpiredToken", Kind.CREDENTIALS_INVALID),
      Map.entry("ExpiredTokenException", Kind.CREDENTIALS_INVALID),
      Map.entry("IncompleteSignature", Kind.CREDENTIALS_INVALID),
      Map.entry("IncompleteSignatureException", Kind.CREDENTIALS_INVALID),
      Map.entry("InvalidAccessKeyId", Kind.CREDENTIALS_INVALID),
      Map.entry("InvalidClientTokenId", Kind.CREDENTIALS_INVALID),
      Map.entry("InvalidSignatureException", Kind.CREDENTIALS_INVALID),
      Map.entry("InvalidToken", Kind.CREDENTIALS_INVALID),
      Map.entry("MissingAuthenticationToken", Kind.CREDENTIALS_INVALID),
      Map.entry("MissingAuthenticationTokenException", Kind.CREDENTIALS_INVALID),
      Map.entry("OptInRequired", Kind.CREDENTIALS_INVALID),
      Map.entry("RequestExpired", Kind.CREDENTIALS_INVALID),
      Map.entry("SignatureDoesNotMatch", Kind.CREDENTIALS_INVALID),
      Map.entry("UnrecognizedClientException", Kind.CREDENTIALS_INVALID),

      Map.entry("AWSOrganizationsNotInUseException", Kind.NOT_IN_ORGANIZATION),
      Map.entry("NoAvailableOrganizationException", Kind.NOT_IN_ORGANIZATION),
      Map.entry("OrganizationNotFoundException", Kind.NOT_IN_ORGANIZATION),

      Map.entry("OrganizationAllFeaturesNotEnabledException", Kind.ALL_FEATURES_REQUIRED),
      Map.entry("OrganizationNotInAllFeaturesModeException", Kind.ALL_FEATURES_REQUIRED),

      Map.entry("InvalidAction", Kind.ENDPOINT_UNSUPPORTED),
      Map.entry("RegionDisabledException", Kind.ENDPOINT_UNSUPPORTED),
      Map.entry("UnknownOperationException", Kind.ENDPOINT_UNSUPPORTED),
      Map.entry("UnsupportedOperation", Kind.ENDPOINT_UNSUPPORTED),
      Map.entry("UnsupportedOperationException", Kind.ENDPOINT_UNSUPPORTED),
      Map.entry("UnsupportedAPIEndpointException", Kind.ENDPOINT_UNSUPPORTED),

      Map.entry("ConcurrentModification", Kind.CONCURRENT_MODIFICATION),
      Map.entry("ConcurrentModificationException", Kind.CONCURRENT_MODIFICATION),
      Map.entry("FinalizingOrganizationException", Kind.CONCURRENT_MODIFICATION),
      Map.entry("PolicyChangesInProgressException", Kind.CONCURRENT_MODIFICATION),
      Map.entry("ResourceConcurrentModificationException", Kind.CONCURRENT_MODIFICATION),
      Map.entry("ResourceConflictException", Kind.CONCURRENT_MODIFICATION),

      Map.entry("ClientException", Kind.REFUSED),
      Map.entry("InternalError", Kind.UNAVAILABLE),
      Map.entry("InternalErrorException", Kind.UNAVAILABLE),
      Map.entry("InternalFailure", Kind.UNAVAILABLE),
      Map.entry("InternalServerException", Kind.UNAVAILABLE),
      Map.entry("ServiceException", Kind.UNAVAILABLE),
      Map.entry("ServiceFailure", Kind.UNAVAILABLE),
      Map.entry("ServiceUnavailable", Kind.UNAVAILABLE));

  /**
   * The codes for an unknown key or token in the JSON, query and EC2 protocols (Common errors of each API reference).
   */
  private static final Set<String> UNKNOWN_SIGNER = Set.of(
      "AuthFailure", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken", "OptInRequired",
      "UnrecognizedClientException");

  /** The calls that give a pod its identity: by EKS's webhook, and by its Pod Identity agent. */
  static final String WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";
  static final String POD_IDENTITY = "eks-auth:AssumeRoleForPodIdentity";

  private static final int MOST_WORDS = 100;
  /** Tokens, keys, request ids, times and numbers. */
  private static final Pattern SCRUBBED = Pattern.compile(
      "eyJ[\\w.-]+|\\bA[KS]IA[A-Z0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
          + "|\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z?|\\d{1,2}:\\d{2}(:\\d{2})?|(?<![\\w./:-])\\d{1,11}(?![\\w.-])");

  /** IAM and most services name the missing action, which is not always the called one. */
  private static final Pattern MISSING = Pattern.compile("not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)");

  private Failures() {}

  /**
   * The failure of one request.
   *
   * @param thrown what the SDK threw
   * @param action the IAM action, {@code organizations:DescribeOrganization}
   * @param place where it was called, {@code in account 111122223333}
   * @param abroad whether that is a Region other than the connection's home Region, in which a service may be
   * unavailable
   */
  static Failure of(RuntimeException thrown, String action, String place, boolean abroad) {
    String detail = action + " " + place;
    Optional<PermitDenied> permit = within(thrown, PermitDenied.class);
    if (permit.isPresent()) {
      return new Failure(permit.get().kind(), detail);
    }
    return switch (thrown) {
      case AwsServiceException e -> answered(e, action, detail, abroad);
      case SdkServiceException e -> new Failure(kindOf(e, action), detail + " (" + nameOf(e) + ")");
      case SdkClientException e when within(e, UnknownHostException.class).isPresent() -> abroad
          ? new Failure(Kind.ENDPOINT_UNSUPPORTED, Cause.SERVICE_NOT_IN_REGION, detail)
          : new Failure(Kind.UNAVAILABLE, detail + " (the endpoint's name does not resolve)");
      case SdkClientException _ -> new Failure(Kind.UNAVAILABLE, detail + " (no answer)");
      default -> throw thrown;
    };
  }

  /**
   * The response of the source of the pod's own identity, with AWS's message: only the message contains some facts,
   * such as that the account has no such OIDC provider.
   */
  static Failure ofPodIdentity(PodIdentity.Source source, RuntimeException answer) {
    boolean web = source.action().equals(WEB_IDENTITY);
    Cause cause = web ? Cause.WEB_IDENTITY : Cause.CONTAINER_CREDENTIALS;
    String detail = source.action() + " " + source.place();
    Optional<SdkServiceException> response = within(answer, SdkServiceException.class);
    if (response.isEmpty()) {
      // A missing token file, or an agent that does not respond.
      boolean file = within(answer, UncheckedIOException.class).isPresent();
      return file
          ? new Failure(Kind.CREDENTIALS_INVALID, cause, detail + " (the token file cannot be read)")
          : new Failure(Kind.UNAVAILABLE, detail + " (no answer)");
    }
    if (response.get().statusCode() >= 500 || kindOf(response.get(), source.action()) == Kind.THROTTLED
        || nameOf(response.get()).equals("IDPCommunicationError")) {
      return new Failure(Kind.UNAVAILABLE, detail + " (" + nameOf(response.get()) + ")");
    }
    return new Failure(
        Kind.CREDENTIALS_INVALID, cause,
        detail + " (" + nameOf(response.get()) + words(response.get()) + ")");
  }

  /** AWS's own message, without secrets and without parts that change from call to call. */
  private static String words(SdkServiceException thrown) {
    String words = thrown instanceof AwsServiceException e && !messageOf(e).isEmpty() ? messageOf(e) : "";
    String scrubbed = SCRUBBED.matcher(words).replaceAll("").replaceAll("\\s+", " ").strip();
    return scrubbed.isEmpty()
        ? ""
        : ": " + (scrubbed.length() > MOST_WORDS ? scrubbed.substring(0, MOST_WORDS) : scrubbed);
  }

  private static Failure answered(AwsServiceException thrown, String action, String detail, boolean abroad) {
    Kind kind = kindOf(thrown, action);
    Denial denial = denies(thrown) ? Denial.of(messageOf(thrown)) : Denial.NOTHING;
    if (kind == Kind.ACCESS_DENIED) {
      return new Failure(kind, denial.cause(), detail + missing(thrown, action) + denial.more());
    }
    Cause cause = kind == Kind.ENDPOINT_UNSUPPORTED && abroad ? Cause.SERVICE_NOT_IN_REGION : denial.cause();
    return new Failure(kind, cause, detail + denial.more() + " (" + nameOf(thrown) + ")");
  }

  /** Whether AWS does not recognize the signer, which it also returns if an account has not enabled a Region. */
  static boolean unknownSigner(RuntimeException thrown) {
    return thrown instanceof AwsServiceException e && UNKNOWN_SIGNER.contains(codeOf(e));
  }

  /** The failure when AWS does not recognize the signer in one Region, but does in the home Region. */
  static Failure regionNotEnabled(String action, String place) {
    return new Failure(Kind.ENDPOINT_UNSUPPORTED, Cause.REGION_NOT_ENABLED, action + " " + place);
  }

  private static <T extends Throwable> Optional<T> within(Throwable thrown, Class<T> wanted) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (wanted.isInstance(at)) {
        return Optional.of(wanted.cast(at));
      }
    }
    return Optional.empty();
  }

  private static boolean denies(AwsServiceException thrown) {
    return CODES.get(codeOf(thrown)) == Kind.ACCESS_DENIED || thrown.statusCode() == 403;
  }

  private static Kind kindOf(SdkServiceException thrown, String action) {
    // TooManyRequestsException and the codes that the SDK itself backs off for.
    if (thrown.isThrottlingException() || thrown.statusCode() == 429) {
      return Kind.THROTTLED;
    }
    Kind kind = switch (thrown) {
      case ConstraintViolationException e -> constraint(e.reasonAsString());
      case InvalidInputException e when unrecognized(e) -> Kind.UNRECOGNIZED_PRINCIPAL;
      case AwsServiceException e -> CODES.get(codeOf(e));
      default -> null;
    };
    if (kind == Kind.ACCESS_DENIED && action.equals("sts:AssumeRole")) {
      // STS returns the same for a missing role and one that does not trust us: it cannot be assumed.
      return Kind.CREDENTIALS_INVALID;
    }
    if (kind != null) {
      return kind;
    }
    return thrown.statusCode() >= 500
        ? Kind.UNAVAILABLE
        : thrown.statusCode() == 403 ? Kind.ACCESS_DENIED : Kind.REFUSED;
  }

  private static Kind constraint(@Nullable String reason) {
    if (reason == null) {
      return Kind.REFUSED;
    }
    if (reason.equals("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE")) {
      return Kind.ALL_FEATURES_REQUIRED;
    }
    if (reason.equals("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE")) {
      return Kind.POLICY_TYPE_ENABLED;
    }
    // Undocumented: which of the model's reasons AWS returns while administrators are registered.
    return reason.contains("DELEGATED_ADMINISTRATOR") ? Kind.DELEGATED_ADMINISTRATORS : Kind.REFUSED;
  }

  /** The reason, or the message if a test double omits the reason. */
  private static boolean unrecognized(InvalidInputException thrown) {
    return "UNRECOGNIZED_SERVICE_PRINCIPAL".equals(thrown.reasonAsString())
        || messageOf(thrown).toLowerCase(Locale.ROOT).contains("unrecognized service principal");
  }

  private static String missing(AwsServiceException thrown, String action) {
    Matcher matcher = MISSING.matcher(messageOf(thrown));
    return matcher.find() && !matcher.group(1).equalsIgnoreCase(action) ? ", which needs " + matcher.group(1) : "";
  }

  private static String nameOf(SdkServiceException thrown) {
    String code = thrown instanceof AwsServiceException e ? codeOf(e) : "";
    if (code.isEmpty()) {
      return "HTTP " + thrown.statusCode();
    }
    String reason = switch (thrown) {
      case ConstraintViolationException e -> e.reasonAsString();
      case InvalidInputException e -> e.reasonAsString();
      default -> null;
    };
    return reason == null ? code : code + " " + reason;
  }

  private static String codeOf(AwsServiceException thrown) {
    AwsErrorDetails details = thrown.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String messageOf(AwsServiceException thrown) {
    AwsErrorDetails details = thrown.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage();
  }
}
