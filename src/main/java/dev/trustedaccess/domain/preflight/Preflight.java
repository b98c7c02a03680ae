package dev.trustedaccess.domain.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.plan.Checks;
import dev.trustedaccess.domain.plan.Messages;

/** Judges whether a connection works, by harmless reads made through it, before anything depends on it. */
public final class Preflight {
  /** How many members are tried: enough to detect a StackSet that did not reach all, few enough for a person who waits. */
  public static final int SAMPLE = 5;

  /** AWS rejects a signature whose time differs by more (IAM User Guide, "Signature Version 4 for API requests"). */
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final Duration TOLERATED = Duration.ofMinutes(1);

  private Preflight() {}

  /**
   * One line for a person.
   *
   * @param level whether a person must act
   * @param text what was seen, why, and the remedy
   */
  public record Line(Level level, String text) {
    static Line ok(String text) {
      return new Line(Level.OK, text);
    }

    static Line note(String text) {
      return new Line(Level.NOTE, text);
    }

    static Line warn(String text) {
      return new Line(Level.WARN, text);
    }

    static Line fail(String text) {
      return new Line(Level.FAIL, text);
    }
  }

  /** Severities of a line, as they are printed. */
  public enum Level implements ApiName {
    /** As required. */
    OK("ok"),
    /** What the operator will do; no read can check it. */
    NOTE("note"),
    /** The operator works, but not with all its abilities. */
    WARN("warn"),
    /** A person must act. */
    FAIL("fail");

    private final String apiName;

    Level(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /** The identity with which something was tried. */
  public enum As {
    ORGANIZATIONS("spec.organizationsRole.arn", "spec.organizationsRole.externalId"),
    /** The organizations role, for what the operator can do without: to ask CloudTrail who made a change. */
    CLOUD_TRAIL("spec.organizationsRole.arn", "spec.organizationsRole.externalId"),
    SERVICE("spec.serviceRole.arn", "spec.serviceRole.externalId"),
    MEMBER_READ("spec.memberRoles.read", "sts:AssumeRole of the organizations role (spec.memberRoles.read)"),
    MEMBER_SERVICE("spec.memberRoles.service", "sts:AssumeRole of the organizations role (spec.memberRoles.service)"),
    /** Which of the two depends on the account that the failure names. */
    SERVICES_OWN("spec.serviceRole.arn, or in an administrator's account spec.memberRoles.service",
        "spec.serviceRole.externalId");

    private final String role;
    private final String trust;

    As(String role, String trust) {
      this.role = role;
      this.trust = trust;
    }
  }

  /**
   * A read that was made to find out whether it is allowed.
   *
   * @param what the action, or what was read, as the object of "works"
   * @param as the identity that tried it
   * @param failure why it did not work, if it did not
   */
  public record Attempt(String what, As as, Optional<Failure> failure) {}

  /**
   * What was read through one connection.
   *
   * @param settings the connection
   * @param snapshot the organization as read by the organizations role
   * @param serviceAccount the account that the service role acts in; not asked where the connection has none
   * @param reads what else was tried
   * @param members the member read role in each account of the sample
   * @param active how many members are active
   * @param services the declared services that the catalog knows
   * @param accounts ids of the organization's accounts; empty if they could not be read
   * @param everyAccount what is read in every account, in each account of the sample
   * @param caller the identity that acts where the connection names no role
   */
  public record Seen(
      ConnectionSettings settings,
      Fact<OrganizationSnapshot> snapshot,
      Fact<String> serviceAccount,
      List<Attempt> reads,
      List<Attempt> members,
      int active,
      List<DeclaredService> services,
      Optional<Set<String>> accounts,
      List<SampledRead> everyAccount,
      String caller) {
    public Seen {
      reads = List.copyOf(reads);
      members = List.copyOf(members);
      services = List.copyOf(services);
      accounts = accounts.map(Set::copyOf);
      everyAccount = List.copyOf(everyAccount);
    }

    /** Why a read failed, with the field that names its identity, or the identity if the field is absent. */
    private String why(Failure failure, As as) {
      boolean own = switch (as) {
        case ORGANIZATIONS, CLOUD_TRAIL -> settings.organizationsRole().isEmpty();
        case SERVICE -> settings.serviceRole().flatMap(ConnectionSettings.ServiceRole::role).isEmpty();
        case MEMBER_READ, MEMBER_SERVICE, SERVICES_OWN -> false;
      };
      return own && !failure.passing()
          ? Messages.callerFailed(failure, caller, as.role, as.trust)
          : Preflight.why(failure, as);
    }
  }

  /** Members to try, by account id: all where they are few, else some with even steps between them. */
  public static List<Account> sample(List<Account> accounts, String managementAccountId) {
    List<Account> members = members(accounts, managementAccountId);
    return members.size() <= SAMPLE
        ? members
        : IntStream.range(0, SAMPLE).mapToObj(i -> members.get(i * (members.size() - 1) / (SAMPLE - 1))).toList();
  }

  /** The active members, by account id. */
  public static List<Account> members(List<Account> accounts, String managementAccountId) {
    return accounts.stream()
        .filter(account -> account.mayHaveRoles() && !account.id().equals(managementAccountId))
        .sorted(Comparator.comparing(Account::id))
        .toList();
  }

  /** The lines about organizations that several connections reach: the younger connections will change nothing. */
  public static List<Line> shared(List<ConnectionSettings> connections) {
    return connections.stream()
        .collect(Collectors.groupingBy(ConnectionSettings::organizationId, TreeMap::new,
            Collectors.mapping(ConnectionSettings::name, Collectors.toList())))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> Line.fail("Organization " + entry.getKey() + " has several connections, and only the oldest"
            + " works. Keep one of these: kubectl get orgconn " + String.join(" ", entry.getValue())))
        .toList();
  }

  /** The lines about a connection, in the order in which a person fixes things. */
  public static List<Line> of(Seen seen) {
    List<Line> lines = new ArrayList<>(organization(seen));
    // One fault may show in several reads, and is one finding.
    Predicate<Failure> isNew = unreported(seen);
    if (seen.serviceAccount().problem().filter(isNew.negate()).isEmpty()) {
      serviceRole(seen).ifPresent(lines::add);
    }
    seen.reads()
        .stream()
        .filter(read -> read.failure().filter(isNew.negate()).isEmpty())
        .map(read -> read(seen, read))
        .forEach(lines::add);
    lines.addAll(memberRoles(seen));
    seen.everyAccount().forEach(read -> lines.addAll(read.without(seen.members()).lines(seen.active())));
    lines.addAll(PreflightServices.of(
        seen.settings(), seen.snapshot().toOptional(), seen.accounts(), seen.services()));
    return List.copyOf(lines);
  }

  /** Accepts each failure once; another organization that the snapshot shows is reported already. */
  private static Predicate<Failure> unreported(Seen seen) {
    Set<Failure> reported = new HashSet<>();
    seen.snapshot().problem().ifPresent(reported::add);
    boolean elsewhere = seen.snapshot()
        .toOptional()
        .flatMap(snapshot -> Checks.organization(seen.settings(), snapshot.organization()))
        .isPresent();
    return failure -> !(elsewhere && failure.kind() == Failure.Kind.WRONG_ORGANIZATION) && reported.add(failure);
  }

  private static List<Line> organization(Seen seen) {
    ConnectionSettings settings = seen.settings();
    return switch (seen.snapshot()) {
      case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot known) -> {
        OrganizationState organization = known.organization();
        List<Line> lines = new ArrayList<>(List.of(Line.ok(Messages.credentialsWork(organization))));
        List<Line> faults = Stream.of(
            Checks.organization(settings, organization), Checks.management(settings, organization),
            Checks.features(organization))
            .flatMap(Optional::stream)
            .map(finding -> Line.fail(finding.message()))
            .toList();
        lines.addAll(faults);
        if (faults.isEmpty()) {
          lines.add(Line.ok(Messages.connected(settings, organization)));
          lines.add(Line.ok(Messages.allFeaturesEnabled(organization)));
        }
        lines.add(clock(known));
        yield lines;
      }
      case Fact.Unknown<OrganizationSnapshot>(Failure failure) ->
        List.of(Line.fail(seen.why(failure, As.ORGANIZATIONS)));
      case Fact.NotAsked<OrganizationSnapshot> _ -> throw new IllegalArgumentException("no snapshot was requested");
    };
  }

  private static Line clock(OrganizationSnapshot snapshot) {
    Duration ahead = Duration.between(snapshot.awsTime(), snapshot.begun());
    Duration off = ahead.abs();
    if (off.compareTo(TOLERATED) <= 0) {
      return Line.ok("This machine's clock agrees with AWS's.");
    }
    String text = "This machine's clock is " + off.toSeconds() + " s "
        + (ahead.isNegative() ? "behind" : "ahead of")
        + " AWS's. AWS rejects signatures that differ by at least " + REFUSED.toSeconds()
        + " s. Synchronize it: timedatectl set-ntp true";
    return off.compareTo(REFUSED) < 0 ? Line.warn(text) : Line.fail(text);
  }

  /** It initializes services in the management account; in another account its calls would have other effects. */
  private static Optional<Line> serviceRole(Seen seen) {
    return switch (seen.serviceAccount()) {
      case Fact.Known<String>(String account) ->
        Optional.of(Line.ok("The service role acts in account " + account + "."));
      case Fact.Unknown<String>(Failure failure) -> Optional.of(Line.fail(seen.why(failure, As.SERVICE)));
      case Fact.NotAsked<String> _ -> Optional.empty();
    };
  }

  private static Line read(Seen seen, Attempt attempt) {
    return attempt.failure().map(failure -> failed(seen, failure, attempt.as())).orElseGet(() -> works(attempt.what()));
  }

  static Line works(String what) {
    return Line.ok("Works: " + what + ".");
  }

  private static Line failed(Seen seen, Failure failure, As as) {
    if (as == As.CLOUD_TRAIL) {
      return Line.warn("Changes by others will not be attributed. " + seen.why(failure, as));
    }
    // What the connection leaves out on purpose must be confirmed; nothing is broken.
    return failure.kind() == Failure.Kind.NO_IDENTITY
        ? Line
            .warn("No identity is configured: " + failure.detail() + ". What it would read must be confirmed manually.")
        : Line.fail(seen.why(failure, as));
  }

  static String why(Failure failure, As as) {
    return failure.passing()
        ? "Could not read: " + failure.description() + " (" + failure.reason()
            + "). Check the network, proxy and endpoint (AWS_ENDPOINT_URL), then run: trusted-access-operator preflight"
        : Messages.identityFailed(failure, as.role, as.trust);
  }

  private static List<Line> memberRoles(Seen seen) {
    if (seen.settings().memberReadRole().isEmpty()) {
      return List
          .of(Line.warn("Roles in members will not be read because no role is named. Set spec.memberRoles.read."));
    }
    return new SampledRead("iam:ListRoles", seen.members()).lines(seen.active());
  }
}
