package dev.trustedaccess.aws.sdk;

import java.net.UnknownHostException;

import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Failure.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailuresTest {
  private static final String ACTION = "organizations:EnableAWSServiceAccess";
  private static final String PLACE = "in account 111111111111";
  private static final String DETAIL = ACTION + " " + PLACE;

  @ParameterizedTest
  @CsvSource({
      // The errors that the models of the three Organizations calls name
      "AccessDeniedException, 400, ACCESS_DENIED",
      "AccessDeniedForDependencyException, 400, ACCESS_DENIED",
      "AWSOrganizationsNotInUseException, 400, NOT_IN_ORGANIZATION",
      "ConcurrentModificationException, 400, CONCURRENT_MODIFICATION",
      "ResourceConflictException, 409, CONCURRENT_MODIFICATION",
      "ConstraintViolationException, 400, REFUSED",
      "InvalidInputException, 400, REFUSED",
      "ServiceException, 500, UNAVAILABLE",
      "TooManyRequestsException, 400, THROTTLED",
      "UnsupportedAPIEndpointException, 400, ENDPOINT_UNSUPPORTED",
      // Delegated administrators
      "AccountNotFoundException, 400, REFUSED",
      "AccountNotRegisteredException, 400, REFUSED",
      // Common errors, as the query and JSON protocols spell them
      "AccessDenied, 403, ACCESS_DENIED",
      "UnauthorizedOperation, 403, ACCESS_DENIED",
      "ExpiredToken, 403, CREDENTIALS_INVALID",
      "ExpiredTokenException, 400, CREDENTIALS_INVALID",
      "InvalidClientTokenId, 403, CREDENTIALS_INVALID",
      "UnrecognizedClientException, 400, CREDENTIALS_INVALID",
      "SignatureDoesNotMatch, 403, CREDENTIALS_INVALID",
      "InvalidSignatureException, 400, CREDENTIALS_INVALID",
      "MissingAuthenticationTokenException, 400, CREDENTIALS_INVALID",
      "OptInRequired, 403, CREDENTIALS_INVALID",
      "UnsupportedOperationException, 400, ENDPOINT_UNSUPPORTED",
      "RegionDisabledException, 403, ENDPOINT_UNSUPPORTED",
      "Throttling, 400, THROTTLED",
      "ThrottlingException, 400, THROTTLED",
      "RequestLimitExceeded, 503, THROTTLED",
      "SlowDown, 503, THROTTLED",
      "NobodyKnows, 429, THROTTLED",
      "InternalFailure, 500, UNAVAILABLE",
      "ServiceUnavailable, 503, UNAVAILABLE",
      // The services
      "InternalErrorException, 400, UNAVAILABLE",
      "InvalidOperationException, 400, REFUSED",
      "NoAvailableOrganizationException, 400, NOT_IN_ORGANIZATION",
      "OrganizationAccessDeniedException, 400, ACCESS_DENIED",
      "OrganizationAllFeaturesNotEnabledException, 400, ALL_FEATURES_REQUIRED",
      "ServiceFailure, 500, UNAVAILABLE",
      // What has no row
      "BrandNewException, 400, REFUSED",
      "BrandNewException, 403, ACCESS_DENIED",
      "BrandNewException, 502, UNAVAILABLE"})
  void errorCodes(String code, int status, Kind kind) {
    assertThat(of(error(code, status, "no"), ACTION, PLACE).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
      "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE, ALL_FEATURES_REQUIRED",
      "POLICY_TYPE_ENABLED_FOR_THIS_SERVICE, POLICY_TYPE_ENABLED",
      "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE, DELEGATED_ADMINISTRATORS",
      "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG, DELEGATED_ADMINISTRATORS",
      "SERVICE_ACCESS_NOT_ENABLED, REFUSED",
      "SOMETHING_NEW, REFUSED"})
  void reasonsOfConstraintViolations(String reason, Kind kind) {
    Failure failure = of(constraint(reason), ACTION, PLACE);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.detail()).isEqualTo(DETAIL + " (ConstraintViolationException " + reason + ")");
  }

  @Test
  void aPrincipalThatAwsDoesNotKnow() {
    assertThat(of(invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL", "no"), ACTION, PLACE).kind())
        .isEqualTo(Kind.UNRECOGNIZED_PRINCIPAL);
    assertThat(
        of(invalidInput(null, "You specified an unrecognized service principal."), ACTION, PLACE).kind())
        .isEqualTo(Kind.UNRECOGNIZED_PRINCIPAL);
    assertThat(of(invalidInput("INVALID_PATTERN", "no"), ACTION, PLACE).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void noAnswer() {
    Failure failure = of(SdkClientException.create("connection reset"), ACTION, PLACE);

    assertThat(failure).isEqualTo(new Failure(Kind.UNAVAILABLE, DETAIL + " (no answer)"));
    assertThat(of(ApiCallTimeoutException.create(1), ACTION, PLACE).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.surelyNotDone()).isFalse();
  }

  @Test
  void whoDeniesIsSaidWithTheRoleThatIsDenied() {
    String said = "User: arn:aws:sts::111111111111:assumed-role/operator/tao-1 is not authorized to perform: " + ACTION
        + " on resource: * with an explicit deny in a service control policy";

    assertThat(of(error("AccessDeniedException", 400, said), ACTION, PLACE)).isEqualTo(new Failure(
        Kind.ACCESS_DENIED, Cause.SERVICE_CONTROL_POLICY, DETAIL + " by role operator (explicit deny)"));
    assertThat(of(error("AccessDenied", 403, said), "sts:AssumeRole", "of arn")).isEqualTo(new Failure(
        Kind.CREDENTIALS_INVALID, Cause.SERVICE_CONTROL_POLICY,
        "sts:AssumeRole of arn by role operator (explicit deny) (AccessDenied)"));
  }

  @Test
  void aServiceThatIsNotInARegion() {
    SdkClientException unresolved = SdkClientException.create("no", new UnknownHostException("fms.x.amazonaws.com"));

    assertThat(Failures.of(unresolved, ACTION, PLACE, true))
        .isEqualTo(new Failure(Kind.ENDPOINT_UNSUPPORTED, Cause.SERVICE_NOT_IN_REGION, DETAIL));
    assertThat(of(unresolved, ACTION, PLACE)).as("at home it is the network")
        .isEqualTo(
            new Failure(Kind.UNAVAILABLE, DETAIL + " (the endpoint's name does not resolve)"));
    assertThat(Failures.of(error("UnsupportedOperation", 400, "no"), ACTION, PLACE, true)).isEqualTo(new Failure(
        Kind.ENDPOINT_UNSUPPORTED, Cause.SERVICE_NOT_IN_REGION, DETAIL + " (UnsupportedOperation)"));
    assertThat(of(error("UnsupportedOperation", 400, "no"), ACTION, PLACE).cause()).isEqualTo(Cause.NOT_STATED);
  }

  @Test
  void anHtmlPageInsteadOfAnError() {
    AwsServiceException page = AwsServiceException.builder().statusCode(500).message("<html>").build();

    assertThat(of(page, ACTION, PLACE)).isEqualTo(new Failure(Kind.UNAVAILABLE, DETAIL + " (HTTP 500)"));
  }

  @Test
  void aRoleThatCannotBeAssumed() {
    assertThat(of(error("AccessDenied", 403, "no"), "sts:AssumeRole", "of arn").kind())
        .isEqualTo(Kind.CREDENTIALS_INVALID);
    assertThat(of(error("Throttling", 400, "no"), "sts:AssumeRole", "of arn").kind())
        .isEqualTo(Kind.THROTTLED);
  }

  @Test
  void theMissingActionIsNamed() {
    String own = "User: arn:aws:iam::111111111111:user/x is not authorized to perform: " + ACTION + " on resource: *";
    String other = "User: arn:aws:iam::111111111111:user/x is not authorized to perform: iam:CreateServiceLinkedRole";

    assertThat(of(error("AccessDeniedException", 400, own), ACTION, PLACE).detail()).isEqualTo(DETAIL);
    assertThat(of(error("AccessDeniedException", 400, other), ACTION, PLACE).detail())
        .isEqualTo(DETAIL + ", which needs iam:CreateServiceLinkedRole");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "InvalidInputException", "ServiceException", "ExpiredToken"})
  void neitherRequestIdNorAwssOwnWordsGetIntoTheDetail(String code) {
    AwsServiceException thrown = error(code, 400, "arn:aws:iam::1:user/x at 12:30 AKIAEXAMPLE");

    assertThat(of(thrown, ACTION, PLACE).detail()).doesNotContain("req-1", "12:30", "AKIA");
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = {"THROTTLED", "NOT_SENT"})
  void whatWeHeldBackOurselves(Kind kind) {
    RuntimeException wrapped = SdkClientException.create("failed", new PermitDenied(kind));

    assertThat(of(wrapped, ACTION, PLACE)).isEqualTo(new Failure(kind, DETAIL));
  }

  @Test
  void aBugStaysABug() {
    IllegalStateException bug = new IllegalStateException("bug");

    assertThatThrownBy(() -> of(bug, ACTION, PLACE)).isSameAs(bug);
  }

  private static Failure of(RuntimeException thrown, String action, String place) {
    return Failures.of(thrown, action, place, false);
  }

  private static AwsServiceException error(String code, int status, String message) {
    return AwsServiceException.builder()
        .awsErrorDetails(details(code, message))
        .statusCode(status)
        .requestId("req-1")
        .build();
  }

  private static ConstraintViolationException constraint(String reason) {
    return ConstraintViolationException.builder()
        .reason(reason)
        .awsErrorDetails(details("ConstraintViolationException", "no"))
        .statusCode(400)
        .build();
  }

  private static InvalidInputException invalidInput(@Nullable String reason, String message) {
    return InvalidInputException.builder()
        .reason(reason)
        .awsErrorDetails(details("InvalidInputException", message))
        .statusCode(400)
        .build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }
}
