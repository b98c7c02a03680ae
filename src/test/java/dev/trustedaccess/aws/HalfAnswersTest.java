package dev.trustedaccess.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.OrganizationAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * AWS leaves out what its model calls optional, which is nearly every member of an answer. That says nothing about the
 * world: such a read is unknown, and nothing is taken for absent, closed or off.
 */
class HalfAnswersTest {
  private static final String MANAGEMENT = "111111111111";
  private static final String WHOLE = """
      {"Organization": {"Id": "o-exampleorgid", "MasterAccountId": "111111111111", "FeatureSet": "ALL"}}""";
  private static final String IDENTITY = """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
      <Arn>arn:aws:iam::111111111111:root</Arn><UserId>u</UserId><Account>111111111111</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>""";

  private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
      "DescribeOrganization", WHOLE, "ListAWSServiceAccessForOrganization", "{\"EnabledServicePrincipals\": []}",
      "GetCallerIdentity", IDENTITY));
  private HttpServer server;
  private SdkGateway gateway;
  private OrganizationAccess access;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    gateway = new SdkGateway(new AwsEnvironment(
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")), "c1057e4a",
        AwsEnvironment.userAgent("c1057e4a"), InstantSource.system()));
    access = gateway.access(Bench.asPod(Mode.OBSERVE));
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.stop(0);
  }

  /** JSON 1.1 names the operation in a header, the query protocol in the body. */
  private void answer(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = call.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target == null
        ? body.replaceAll("(?s).*Action=(\\w+).*", "$1")
        : target.substring(target.indexOf('.') + 1);
    byte[] answer = answers.getOrDefault(operation, "{}").getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", target == null ? "text/xml" : "application/x-amz-json-1.1");
    call.sendResponseHeaders(200, answer.length);
    call.getResponseBody().write(answer);
    call.close();
  }

  private void lacks(Fact<?> read, String action, String member) {
    assertThat(failure(read)).isEqualTo(
        new Failure(Failure.Kind.UNAVAILABLE, action + " (response without " + member + ")"));
  }

  @Test
  void aWholeAnswerIsRead() {
    assertThat(known(access.snapshot()).organization().allFeatures()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id", "MasterAccountId", "FeatureSet"})
  void anOrganizationThatIsHalfDescribedIsUnknown(String member) {
    answers.put("DescribeOrganization", WHOLE.replace("\"" + member + "\"", "\"Else\""));
    lacks(access.snapshot(), "organizations:DescribeOrganization", member);
  }

  @Test
  void anEmptyDescriptionAndAFeatureSetThatIsNewAreUnknown() {
    answers.put("DescribeOrganization", "{}");
    lacks(access.snapshot(), "organizations:DescribeOrganization", "Organization");
    answers.put("DescribeOrganization", WHOLE.replace("\"ALL\"", "\"MORE\""));
    lacks(access.snapshot(), "organizations:DescribeOrganization", "a known FeatureSet: MORE");
  }

  @Test
  void aListOfAccessThatIsMissingOrHasAnEntryWithoutANameIsNoEmptyList() {
    String action = "organizations:ListAWSServiceAccessForOrganization";
    answers.put("ListAWSServiceAccessForOrganization", "{}");
    lacks(access.snapshot(), action, "EnabledServicePrincipals");
    answers.put("ListAWSServiceAccessForOrganization", "{\"EnabledServicePrincipals\": [{\"DateEnabled\": 1}]}");
    lacks(access.snapshot(), action, "ServicePrincipal");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"Id\": \"222222222222\"} | UNKNOWN",
      "{\"Id\": \"222222222222\", \"State\": \"ACTIVE\"} | ACTIVE",
      "{\"Id\": \"222222222222\", \"Status\": \"ACTIVE\"} | ACTIVE",
      "{\"Id\": \"222222222222\", \"Status\": \"SUSPENDED\"} | SUSPENDED",
      "{\"Id\": \"222222222222\", \"State\": \"PENDING_CLOSURE\"} | SUSPENDED",
      "{\"Id\": \"222222222222\", \"State\": \"PENDING_ACTIVATION\"} | INACTIVE",
      "{\"Id\": \"222222222222\", \"State\": \"CLOSED\", \"Status\": \"ACTIVE\"} | INACTIVE",
      "{\"Id\": \"222222222222\", \"State\": \"ON_THE_MOON\"} | UNKNOWN"})
  void anAccountIsClosedOnlyIfAwsSaysSo(String account, Account.State state) {
    answers.put("ListAccounts", "{\"Accounts\": [{\"Id\": \"111111111111\"}, " + account + "]}");
    assertThat(known(access.accounts())).contains(new Account("222222222222", Optional.empty(), state)).hasSize(2);
  }

  @Test
  void aListOfAccountsThatIsMissingOrHasAnAccountWithoutAnIdIsUnknown() {
    lacks(access.accounts(), "organizations:ListAccounts", "Accounts");
    answers.put("ListAccounts", "{\"Accounts\": [{\"State\": \"ACTIVE\"}]}");
    lacks(access.accounts(), "organizations:ListAccounts", "Id");
  }

  /** Every organization has it, so such a list is not of all of its accounts. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"Id\": \"222222222222\", \"State\": \"ACTIVE\"}"})
  void aListOfAccountsWithoutTheManagementAccountIsUnknown(String accounts) {
    answers.put("ListAccounts", "{\"Accounts\": [" + accounts + "]}");
    lacks(access.accounts(), "organizations:ListAccounts", "the management account");
  }

  @Test
  void administratorsAndPolicyTypesThatAreNotToldAreNotNone() {
    lacks(
        access.delegatedAdministrators("fms.amazonaws.com"), "organizations:ListDelegatedAdministrators",
        "DelegatedAdministrators");
    answers.put("ListRoots", "{\"Roots\": []}");
    lacks(access.enabledPolicyTypes(), "organizations:ListRoots", "a root");
    answers.put("ListRoots", "{\"Roots\": [{\"Id\": \"r-1\"}]}");
    lacks(access.enabledPolicyTypes(), "organizations:ListRoots", "PolicyTypes");
    answers.put("ListRoots", "{\"Roots\": [{\"Id\": \"r-1\", \"PolicyTypes\": [{\"Status\": \"ENABLED\"}]}]}");
    lacks(access.enabledPolicyTypes(), "organizations:ListRoots", "Type");
    answers.put("ListRoots", "{\"Roots\": [{\"Id\": \"r-1\", \"PolicyTypes\": []}]}");
    assertThat(known(access.enabledPolicyTypes())).isEmpty();
  }

  private static String roles(String members, String more) {
    return "<ListRolesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListRolesResult><Roles>" + members
        + "</Roles>" + more + "</ListRolesResult></ListRolesResponse>";
  }

  @Test
  void rolesThatAreHalfToldMakeTheAccountUnknown() {
    answers.put("ListRoles", roles("<member><RoleName>AWSServiceRoleForFMS</RoleName></member>", ""));
    lacks(access.serviceLinkedRoles(MANAGEMENT), "iam:ListRoles", "Path");
    answers.put("ListRoles", roles("<member><Path>/aws-service-role/fms.amazonaws.com/</Path></member>", ""));
    lacks(access.serviceLinkedRoles(MANAGEMENT), "iam:ListRoles", "RoleName");
    answers.put("ListRoles", roles("", "<IsTruncated>true</IsTruncated>"));
    lacks(access.serviceLinkedRoles(MANAGEMENT), "iam:ListRoles", "Marker");
    answers.put("ListRoles", roles("<member><Path>/</Path><RoleName>admin</RoleName></member>", ""));
    assertThat(known(access.serviceLinkedRoles(MANAGEMENT))).as("of another path").isEmpty();
  }
}
