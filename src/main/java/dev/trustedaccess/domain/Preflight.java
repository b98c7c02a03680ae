package dev.trustedaccess.domain;

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

/** Judges whether a connection will do, by harmless reads made through it, before anything depends on it. */
public final class Preflight {
  /** How many members are tried: enough to see a StackSet that did not reach all, few enough for a person who waits. */
  public static final int SAMPLE = 5;

  /** AWS refuses a signature that is further off (IAM User Guide, "Signature Version 4 for API requests"). */
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final Duration TOLERATED = Duration.ofMinutes(1);

  private Preflight() {}

  /**
   * One line for a person.
   *
   * @param level whether somebody must act
   * @param text what was seen, why, and the remedy
   */
  public record Line(Level level, String text) {
    static Line ok(String text) {
      return new Line(Level.ok, text);
    }

    static Line warn(String text) {
      return new Line(Level.warn, text);
    }

    static Line fail(String text) {
      return new Line(Level.fail, text);
    }
  }

  /** Weights of a line, as they are printed. */
  public enum Level {
    /** As it should be. */
    ok,
    /** The operator works, with less than it could. */
    warn,
    /** Somebody must act. */
    fail
  }

  /** As whom something was tried. */
  public enum As {
    organizations("spec.organizationsRole.arn", "spec.organizationsRole.externalId"),
    service("spec.serviceRole.arn", "spec.serviceRole.externalId"),
    memberRead("spec.memberRoles.read", "sts:AssumeRole of the organizations role (spec.memberRoles.read)"),
    memberService("spec.memberRoles.service", "sts:AssumeRole of the organizations role (spec.memberRoles.service)"),
    /** Which of the two depends on the account that the failure names. */
    servicesOwn("spec.serviceRole.arn, or in an administrator's account spec.memberRoles.service",
        "spec.serviceRole.externalId");

    private final String role;
    private final String trust;

    As(String role, String trust) {
      this.role = role;
      this.trust = trust;
    }
  }

  /**
   * A read that was made to see whether it is allowed.
   *
   * @param what the action, or what was read, as the object of "works"
   * @param as with which identity
   * @param failure why it did not work, if it did not
   */
  public record Attempt(String what, As as, Optional<Failure> failure) {}

  /**
   * What was read through one connection.
   *
   * @param settings the connection
   * @param look the organization as the organizations role sees it
   * @param serviceAccount the account that the service role acts in; not asked where nobody has that duty
   * @param reads what else was tried
   * @param members the member read role in each account of the sample
   * @param active how many members are active
   */
  public record Seen(
      ConnectionSettings settings,
      Fact<Look> look,
      Fact<String> serviceAccount,
      List<Attempt> reads,
      List<Attempt> members,
      int active) {
    public Seen {
      reads = List.copyOf(reads);
      members = List.copyOf(members);
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

  /** What is said where several connections reach one organization: the younger ones will change nothing. */
  public static List<Line> shared(List<ConnectionSettings> connections) {
    return connections.stream()
        .collect(Collectors.groupingBy(ConnectionSettings::organizationId, TreeMap::new,
            Collectors.mapping(ConnectionSettings::name, Collectors.toList())))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> Line.fail("Organization " + entry.getKey() + " has several connections, of which only the oldest"
            + " works. Keep one of these: kubectl get orgconn " + String.join(" ", entry.getValue())))
        .toList();
  }

  /** The lines about a connection, in the order in which a person mends things. */
  public static List<Line> of(Seen seen) {
    List<Line> lines = new ArrayList<>(organization(seen.settings(), seen.look()));
    // One fault may show in several reads, and is one finding.
    Predicate<Failure> isNew = notTold(seen);
    if (seen.serviceAccount().problem().filter(isNew.negate()).isEmpty()) {
      serviceRole(seen).ifPresent(lines::add);
    }
    seen.reads()
        .stream()
        .filter(read -> read.failure().filter(isNew.negate()).isEmpty())
        .map(Preflight::read)
        .forEach(lines::add);
    lines.addAll(memberRoles(seen));
    return List.copyOf(lines);
  }

  /** Where the look shows another organization, that is said already. */
  private static Predicate<Failure> notTold(Seen seen) {
    Set<Failure> told = new HashSet<>();
    seen.look().problem().ifPresent(told::add);
    boolean elsewhere = seen.look()
        .toOptional()
        .flatMap(look -> Checks.organization(seen.settings(), look.organization()))
        .isPresent();
    return failure -> !(elsewhere && failure.kind() == Failure.Kind.WRONG_ORGANIZATION) && told.add(failure);
  }

  private static List<Line> organization(ConnectionSettings settings, Fact<Look> look) {
    return switch (look) {
      case Fact.Known<Look>(Look known) -> {
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
          lines.add(Line.ok(Messages.featuresOn(organization)));
        }
        lines.add(clock(known));
        yield lines;
      }
      case Fact.Unknown<Look>(Failure failure) -> List.of(Line.fail(why(failure, As.organizations)));
      case Fact.NotAsked<Look> _ -> throw new IllegalArgumentException("nobody looked");
    };
  }

  private static Line clock(Look look) {
    Duration ahead = Duration.between(look.awsTime(), look.begun());
    Duration off = ahead.abs();
    if (off.compareTo(TOLERATED) <= 0) {
      return Line.ok("The clock of this machine agrees with AWS's.");
    }
    String text = "The clock of this machine is " + off.toSeconds() + " s "
        + (ahead.isNegative() ? "behind" : "ahead of")
        + " AWS's, which refuses signatures from " + REFUSED.toSeconds()
        + " s. Synchronize it: timedatectl set-ntp true";
    return off.compareTo(REFUSED) < 0 ? Line.warn(text) : Line.fail(text);
  }

  /** It sets services up where the organization is managed; in another account its calls would mean other things. */
  private static Optional<Line> serviceRole(Seen seen) {
    return switch (seen.serviceAccount()) {
      case Fact.Known<String>(String account) ->
        Optional.of(Line.ok("The service role acts in account " + account + "."));
      case Fact.Unknown<String>(Failure failure) -> Optional.of(Line.fail(why(failure, As.service)));
      case Fact.NotAsked<String> _ -> Optional.empty();
    };
  }

  private static Line read(Attempt attempt) {
    return attempt.failure().map(failure -> failed(failure, attempt.as())).orElseGet(() -> works(attempt.what()));
  }

  private static Line works(String what) {
    return Line.ok("Works: " + what + ".");
  }

  private static Line failed(Failure failure, As as) {
    // What the connection leaves out on purpose goes by confirmation; nothing is broken.
    return failure.kind() == Failure.Kind.NO_IDENTITY
        ? Line.warn("No identity is given: " + failure.detail() + ". What it would read has to be confirmed by hand.")
        : Line.fail(why(failure, as));
  }

  private static String why(Failure failure, As as) {
    return failure.passing()
        ? "Not read: " + failure.told() + " (" + failure.reason()
            + "). Look at network, proxy and endpoint (AWS_ENDPOINT_URL), then run it again: trusted-access-operator preflight"
        : Messages.identityFailed(failure, as.role, as.trust);
  }

  /** One line for each way in which it fails, however many accounts that is. */
  private static List<Line> memberRoles(Seen seen) {
    if (seen.settings().memberReadRole().isEmpty()) {
      return List.of(Line.warn("Roles in members will not be read, since no role is named: spec.memberRoles.read"));
    }
    if (seen.members().isEmpty()) {
      return List.of();
    }
    String sample = " of the " + seen.members().size() + " looked at (members: " + seen.active() + ")";
    List<Attempt> failed = seen.members().stream().filter(attempt -> attempt.failure().isPresent()).toList();
    if (failed.isEmpty()) {
      return List.of(works("iam:ListRoles in all" + sample));
    }
    return failed.stream()
        .collect(Collectors.groupingBy(attempt -> attempt.failure().orElseThrow().kind()))
        .values()
        .stream()
        .map(alike -> {
          String where = "In " + alike.size() + sample + ", "
              + alike.stream().map(Attempt::what).collect(Collectors.joining(", ")) + ": ";
          return Line.fail(where + why(alike.getFirst().failure().orElseThrow(), As.memberRead));
        })
        .toList();
  }
}
