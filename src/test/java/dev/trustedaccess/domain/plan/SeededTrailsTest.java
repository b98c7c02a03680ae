package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ChangeByOthers.Author;
import dev.trustedaccess.domain.declaration.ChangeByOthers.Kind;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.TrailEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand seeded mixes of calls by several people, AWS services and the operator, some without effect, on several services and accounts; each event appears up to 15 minutes late.
 */
class SeededTrailsTest {
  private static final int MIXES = 1_000;
  private static final Instant BEGIN = Instant.parse("2026-11-28T02:00:00Z");
  private static final Duration LATEST = Duration.ofMinutes(15);
  private static final List<String> PRINCIPALS = List.of("sso.amazonaws.com", "ram.amazonaws.com", "fms.amazonaws.com");
  private static final List<String> ACCOUNTS = List.of("444455556666", "777788889999");
  private static final String OPERATOR = "arn:aws:sts::111122223333:assumed-role/operator/tao-c1057e4a-uid";
  private static final List<String> PEOPLE = List.of(
      "arn:aws:sts::111122223333:assumed-role/Admin/anna", "arn:aws:sts::111122223333:assumed-role/Admin/bert",
      "arn:aws:iam::111122223333:user/terraform", "controltower.amazonaws.com",
      "arn:aws:sts::111122223333:assumed-role/operator/tao-0ther123-uid", OPERATOR);

  /** An event, and when CloudTrail shows it. */
  private record Recorded(TrailEvent event, Instant shown) {}

  /** What is searched for: one access, or one administrator of it. */
  private record Subject(String principal, Optional<String> account) {}

  /** A mix: its events in the order of the calls, and what changed last of each subject. */
  private static final class Mix {
    private final Random random;
    private final List<Recorded> events = new ArrayList<>();
    private final Set<Subject> on = new HashSet<>();
    private final Map<Subject, TrailEvent> lastChange = new HashMap<>();
    private final Map<Subject, Instant> lastOn = new HashMap<>();

    Mix(long seed, boolean inOrder) {
      random = new Random(seed);
      for (String principal : PRINCIPALS) {
        on.add(new Subject(principal, Optional.empty()));
        lastOn.put(new Subject(principal, Optional.empty()), BEGIN);
      }
      TreeSet<Integer> seconds = new TreeSet<>();
      int calls = 5 + random.nextInt(40);
      while (seconds.size() < calls) {
        seconds.add(1 + random.nextInt(1_800));
      }
      Instant shownBefore = BEGIN;
      for (int second : seconds) {
        Instant time = BEGIN.plusSeconds(second);
        Instant shown = time.plusSeconds(random.nextInt((int) LATEST.toSeconds()));
        if (inOrder && shown.isBefore(shownBefore)) {
          shown = shownBefore;
        }
        shownBefore = shown;
        events.add(new Recorded(call(time), shown));
      }
    }

    private TrailEvent call(Instant time) {
      String principal = pick(PRINCIPALS);
      Optional<String> account = random.nextInt(3) == 0 ? Optional.of(pick(ACCOUNTS)) : Optional.empty();
      Subject subject = new Subject(principal, account);
      boolean enables = random.nextBoolean();
      String caller = pick(PEOPLE);
      String name = account.isPresent()
          ? enables ? "RegisterDelegatedAdministrator" : "DeregisterDelegatedAdministrator"
          : enables ? "EnableAWSServiceAccess" : "DisableAWSServiceAccess";
      TrailEvent event = new TrailEvent(
          "event-" + events.size(), time, "organizations.amazonaws.com", name, "us-east-1", caller,
          caller.equals(OPERATOR), Optional.empty(),
          account.map(id -> Map.of("servicePrincipal", principal, "accountId", id))
              .orElse(Map.of("servicePrincipal", principal)));
      if (enables ? on.add(subject) : on.remove(subject)) {
        lastChange.put(subject, event);
        if (enables) {
          lastOn.put(subject, time);
        }
      }
      return event;
    }

    private <T> T pick(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }

    /** The search for the last change of a subject, as the planner asks it. */
    TrailSearch search(Subject subject, Instant observed) {
      boolean enabled = on.contains(subject);
      Instant lastEnabled = Objects.requireNonNull(lastOn.get(subject));
      Set<String> appoint = Set.of("organizations:" + (subject.account().isPresent()
          ? "RegisterDelegatedAdministrator"
          : "EnableAWSServiceAccess"));
      Set<String> dismiss = Set.of("organizations:" + (subject.account().isPresent()
          ? "DeregisterDelegatedAdministrator"
          : "DisableAWSServiceAccess"));
      ChangeByOthers change = subject.account()
          .map(account -> ChangeByOthers.ofAdministrator(
              enabled ? Kind.APPOINT_ADMINISTRATOR : Kind.DISMISS_ADMINISTRATOR, account, "global",
              enabled ? BEGIN : lastEnabled, observed))
          .orElseGet(() -> ChangeByOthers.ofAccess(
              enabled ? Kind.ENABLE : Kind.DISABLE,
              enabled ? lastEnabled.minus(Timing.TRAIL_TOLERANCE) : lastEnabled, observed));
      return new TrailSearch(change, List.of(subject.principal()), enabled ? appoint : dismiss,
          enabled ? dismiss : appoint, "us-east-1", Optional.empty());
    }

    /** What CloudTrail shows at this time, newest first. */
    List<TrailEvent> shownAt(Instant time) {
      return events.stream()
          .filter(event -> !event.shown().isAfter(time))
          .map(Recorded::event)
          .sorted(Comparator.comparing(TrailEvent::time).reversed())
          .toList();
    }

    Instant shown(TrailEvent event) {
      return events.stream().filter(one -> one.event().equals(event)).findFirst().orElseThrow().shown();
    }
  }

  @Test
  void everyChangeByOthersIsNamedWithinOneLookAfterItsEventIsThere() {
    int named = 0;
    for (long seed = 1; seed <= MIXES; seed++) {
      Mix mix = new Mix(seed, true);
      Instant observed = BEGIN.plusSeconds(1_830);
      for (Map.Entry<Subject, TrailEvent> last : mix.lastChange.entrySet()) {
        TrailSearch search = mix.search(last.getKey(), observed);
        TrailEvent cause = last.getValue();
        if (search.change().kind() == Kind.APPOINT_ADMINISTRATOR) {
          // Nothing tells when another administrator was appointed: an earlier time may be named until all is there.
          continue;
        }
        for (Instant look = observed; look.isBefore(observed.plus(Timing.TRAIL_ARRIVES)); look = look.plusSeconds(60)) {
          Optional<Author> author = search.author(mix.shownAt(look));
          boolean there = !mix.shown(cause).isAfter(look);
          assertThat(author.map(Author::eventId)).as("seed %d, %s, look at %s", seed, last.getKey(), look)
              .isEqualTo(there && !cause.ours() ? Optional.of(cause.id()) : Optional.empty());
          named += author.isPresent() ? 1 : 0;
          if (there) {
            break;
          }
        }
      }
    }
    assertThat(named).isGreaterThan(2_000);
  }

  @Test
  void onceEveryEventIsThereNoNameIsWrong() {
    int named = 0;
    for (long seed = 1; seed <= MIXES; seed++) {
      Mix mix = new Mix(seed, false);
      Instant observed = BEGIN.plusSeconds(1_830);
      for (Map.Entry<Subject, TrailEvent> last : mix.lastChange.entrySet()) {
        TrailSearch search = mix.search(last.getKey(), observed);
        ChangeByOthers known = search.change();
        for (Instant look = observed; !known.ended(); look = look.plusSeconds(60)) {
          TrailSearch next = new TrailSearch(
              known, search.names(), search.makes(), search.undoes(), search.homeRegion(), search.ownRequest());
          if (!look.isBefore(next.due())) {
            known = next.answered(mix.shownAt(look), look);
          }
        }
        TrailEvent cause = last.getValue();
        assertThat(known.author().map(Author::eventId)).as("seed %d, %s", seed, last.getKey())
            .isEqualTo(cause.ours() ? Optional.empty() : Optional.of(cause.id()));
        named += known.author().isPresent() ? 1 : 0;
      }
    }
    assertThat(named).isGreaterThan(3_000);
  }
}
