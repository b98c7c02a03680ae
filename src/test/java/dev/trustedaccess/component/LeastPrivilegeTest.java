package dev.trustedaccess.component;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.cli.TrustedAccessCommand;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The printed policies equal, both ways, what the whole life of every integration asked of AWS. */
class LeastPrivilegeTest extends OnBench {
  private static final List<String> ALL = ServicePeople.principals();

  private static final String POD = "trusted-access-operator-pod";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DEREGISTER = "organizations:DeregisterDelegatedAdministrator";
  private static final String ORGANIZATIONS_ROLE = "trusted-access-organizations";
  private static final String SERVICE_ROLE = "trusted-access-services";
  private static final String MEMBER_SERVICE_ROLE = "trusted-access-service";

  @Test
  void everyCallIsAllowedAndEveryPartOfAPolicyIsNeeded(@TempDir Path directory) throws IOException {
    suffices(ALL, directory);
  }

  /** What serves one service must not be granted by the presence of another. */
  @ParameterizedTest
  @FieldSource("ALL")
  void soItIsForAServiceThatIsDeclaredAlone(String principal, @TempDir Path directory) throws IOException {
    suffices(List.of(principal), directory);
  }

  private void suffices(List<String> declared, Path directory) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    for (String principal : declared) {
      Files.writeString(directory.resolve(principal + ".yaml"), """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: %1$s}
          spec:
            servicePrincipal: %1$s
            %2$s
          """.formatted(principal, String.join("\n  ", specOf(principal))));
    }
    live(declared);
    Map<String, JsonNode> roles = printed(directory);
    Map<String, Set<Grant>> granted = new TreeMap<>();
    roles.forEach((name, role) -> granted.put(name, permissions(role)));
    // What people enable is only disabled.
    long enabled = declared.stream()
        .filter(principal -> !ServicePeople.enableIt(ServicePeople.service(principal)))
        .count();
    sessionsAskForNoMoreThanTheirRoleHas(granted, declared.size() + (int) enabled);
    rolesAreAssumedAsTheyTrust(roles);

    // GetCallerIdentity needs no permission.
    List<Call> calls = bench.aws().calls().matching(call -> !call.action().equals("sts:GetCallerIdentity"));
    String organization = bench.organization().id();
    assertThat(calls.stream()
        .filter(call -> grants(granted, caller(call)).noneMatch(grant -> grant.covers(call, organization)))
        .map(call -> caller(call) + ": " + call.action() + " " + call.parameters())).isEmpty();
    Map<String, Set<String>> unused = new TreeMap<>();
    granted.forEach((role, grants) -> grants.stream()
        .filter(grant -> calls.stream()
            .noneMatch(call -> role.equals(caller(call)) && grant.covers(call, organization)))
        .forEach(grant -> unused.computeIfAbsent(role, _ -> new TreeSet<>()).add(grant.toString())));
    assertThat(unused).isEqualTo(unseen(declared, granted, calls));
  }

  /**
   * What no call needs that crosses our wire: what services do in the caller's name while they carry out a change, and the
   * other names of a service, under which nobody has access enabled here.
   */
  private Map<String, Set<String>> unseen(
      List<String> declared, Map<String, Set<Grant>> granted, List<Call> calls) {
    Map<String, Set<String>> unseen = new TreeMap<>();
    for (String principal : declared) {
      ServiceIntegration service = ServicePeople.service(principal);
      Parts.changes(service)
          .forEach((part, change) -> forwarded(change).forEach(action -> add(
              unseen, by(service, part),
              grants(granted, by(service, part)).filter(grant -> isForwarded(grant, action, change, principal))
                  .filter(grant -> calls.stream()
                      .noneMatch(call -> call.action().equals(action) && caller(call).equals(by(service, part)))))));
      // The double of such a service deregisters its administrator, and leaves nothing for the operator to deregister.
      service.administrator()
          .filter(administrator -> administrator.dismissed().forwardedOnPrincipal().contains(DEREGISTER))
          .ifPresent(_ -> add(
              unseen, ORGANIZATIONS_ROLE,
              grants(granted, ORGANIZATIONS_ROLE).filter(
                  grant -> grant.action().equals(DEREGISTER) && grant.condition().endsWith("=" + principal))));
      service.principals()
          .stream()
          .skip(1)
          .forEach(alias -> add(
              unseen, ORGANIZATIONS_ROLE,
              grants(granted, ORGANIZATIONS_ROLE).filter(
                  grant -> grant.condition().equals("organizations:ServicePrincipal=" + alias))));
      // Whichever of the two is first: after the other's call nothing is left to enable.
      service.alsoEnables()
          .stream()
          .filter(declared::contains)
          .forEach(other -> add(
              unseen, ORGANIZATIONS_ROLE,
              grants(granted, ORGANIZATIONS_ROLE).filter(
                  grant -> grant.action().equals(ENABLE) && grant.condition().endsWith("=" + other)
                      && calls.stream().noneMatch(call -> grant.covers(call, bench.organization().id())))));
    }
    return unseen;
  }

  private static void add(Map<String, Set<String>> unseen, String role, Stream<Grant> grants) {
    List<String> texts = grants.map(Grant::toString).toList();
    if (!texts.isEmpty()) {
      unseen.computeIfAbsent(role, _ -> new TreeSet<>()).addAll(texts);
    }
  }

  private static List<String> forwarded(ChangeCall<?> change) {
    return Stream.of(
        change.forwarded().stream(), change.forwardedOnPrincipal().stream(),
        change.makesItsRole() ? Stream.of("iam:CreateServiceLinkedRole") : Stream.<String>empty())
        .flatMap(each -> each)
        .toList();
  }

  /** On nothing but the service itself, where the part says so. */
  private static boolean isForwarded(Grant grant, String action, ChangeCall<?> change, String principal) {
    if (action.equals("iam:CreateServiceLinkedRole")) {
      List<String> owners = change.rolesOf().isEmpty() ? List.of(principal) : change.rolesOf();
      return grant.action().equals(action) && owners.stream().anyMatch(one -> grant.condition().endsWith("=" + one));
    }
    return grant.action().equals(action) && (!change.forwardedOnPrincipal().contains(action)
        || change.forwardedOn(principal).stream().anyMatch(one -> grant.condition().endsWith("=" + one)));
  }

  /** The role with which a change is sent. */
  private static String by(ServiceIntegration service, String part) {
    return part.endsWith(".dismissed")
        && service.administrator().filter(administrator -> administrator.dismissesItself()).isPresent()
            ? MEMBER_SERVICE_ROLE
            : SERVICE_ROLE;
  }

  /** An inline session policy of a change only narrows: what the role lacks would be refused all the same. */
  private void sessionsAskForNoMoreThanTheirRoleHas(Map<String, Set<Grant>> granted, int changes)
      throws JsonProcessingException {
    List<Call> narrowed = bench.aws()
        .calls()
        .matching(call -> call.action().equals("sts:AssumeRole")
            && !call.parameters().getOrDefault("RoleSessionName", "").equals("tao-" + Bench.CLUSTER));
    assertThat(narrowed).hasSizeGreaterThanOrEqualTo(changes);
    for (Call call : narrowed) {
      Set<Grant> asked = Grant.in(new JsonMapper().readTree(call.parameters().get("Policy")));
      assertThat(asked).isNotEmpty();
      assertThat(asked).filteredOn(wanted -> grants(granted, assumed(call)).noneMatch(grant -> grant.covers(wanted)))
          .as(assumed(call))
          .isEmpty();
    }
  }

  /** A role whose permissions are too long for one policy has several. */
  private static Set<Grant> permissions(JsonNode role) {
    return (role.has("policy") ? Stream.of(role.path("policy")) : role.path("managedPolicies").valueStream())
        .flatMap(policy -> Grant.in(policy).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Grant> grants(Map<String, Set<Grant>> granted, String role) {
    return Objects.requireNonNull(granted.get(role), role).stream();
  }

  /** By the caller, under the session names and with the external id that trust policies ask for. */
  private void rolesAreAssumedAsTheyTrust(Map<String, JsonNode> roles) {
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole"))).allSatisfy(call -> {
      JsonNode trust = Objects.requireNonNull(roles.get(assumed(call))).path("trustPolicy").path("Statement").path(0);
      assertThat(trust.at("/Principal/AWS").asText())
          .isEqualTo("arn:aws:iam::" + call.account() + ":role/" + caller(call));
      assertThat(trust.at("/Condition/StringLike/sts:RoleSessionName").asText()).isEqualTo("tao-*");
      assertThat(call.parameters().get("RoleSessionName")).startsWith("tao-");
      assertThat(call.parameters().getOrDefault("ExternalId", ""))
          .isEqualTo(trust.at("/Condition/StringEquals/sts:ExternalId").asText());
    });
  }

  /** The bench runs with a key instead of a pod's role. */
  private static String caller(Call call) {
    return Objects.requireNonNullElse(call.role(), POD);
  }

  private static String assumed(Call call) {
    String arn = call.parameters().getOrDefault("RoleArn", "");
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** With an administrator of everything that awaits one no longer, and something of what is listed in two steps. */
  private void live(List<String> declared) {
    ServicePeople people = new ServicePeople(bench.organization());
    ServicePeople.services().forEach(people::initialize);
    ServicePeople.services().forEach(people::prepare);
    // What the operator registers itself is not registered before.
    List<String> delegated = declared.stream()
        .filter(ServicePeople::readsItsDelegatedAdministrators)
        .filter(principal -> !ServicePeople.isRegistered(ServicePeople.service(principal)))
        .toList();
    delegated.forEach(principal -> bench.organization().delegate(principal, Bench.SECURITY));
    declared.stream()
        .filter(principal -> ServicePeople.enableIt(ServicePeople.service(principal)))
        .forEach(bench.organization()::enableAccess);
    bench.connect("0s");
    bench.startOperator();
    declared.forEach(principal -> bench.declareService(principal, specOf(principal)));
    declared.stream().map(ServicePeople::service).filter(Parts::isSetUpByAPerson).forEach(service -> {
      bench.await("access", () -> bench.organization().isEnabled(ServicePeople.principal(service)));
      people.initialize(service);
    });
    awaitOneByOne("Ready", declared, principal -> bench.condition(principal, "Ready")
        .filter(ready -> "True".equals(ready.status()))
        .isPresent());
    bench.awaitConnectionStatus("the accounts", status -> status.accounts() != null);

    declared.forEach(bench::delete);
    declared.forEach(bench::confirmCleanedUp);
    bench.await("all to be read in the administrators' accounts", () -> delegated.stream()
        .flatMap(principal -> ServicePeople.service(principal).actions().inAdministrator().stream())
        .allMatch(action -> !bench.aws()
            .calls()
            .matching(call -> call.action().equals(action) && call.account().equals(Bench.SECURITY))
            .isEmpty()));
    delegated.forEach(principal -> bench.organization().endDelegation(principal, Bench.SECURITY));
    declared.stream().map(ServicePeople::service).forEach(people::unblock);
    awaitOneByOne("gone", declared, principal -> bench.declaration(principal).isEmpty());
  }

  /** Changes go one at a time, so each next declaration has a time of its own. */
  private void awaitOneByOne(String what, List<String> declared, Predicate<String> reached) {
    for (int i = 1; i <= declared.size(); i++) {
      int wanted = i;
      bench.await(wanted + " of " + declared.size() + " declarations to be " + what,
          () -> declared.stream().filter(reached).count() >= wanted);
    }
  }

  private static String[] specOf(String principal) {
    return ServicePeople.spec(ServicePeople.service(principal));
  }

  /** Role name to what is printed of it. */
  private static Map<String, JsonNode> printed(Path directory) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = TrustedAccessCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("policy", "-f", directory.toString(), "--pod-role",
            "arn:aws:iam::" + Bench.MANAGEMENT + ":role/" + POD);
    assertThat(exit).as(err.toString()).isZero();
    Map<String, JsonNode> roles = new TreeMap<>();
    try {
      new JsonMapper().readTree(out.toString()).forEach(role -> roles.put(role.path("roleName").asText(), role));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
    return roles;
  }
}
