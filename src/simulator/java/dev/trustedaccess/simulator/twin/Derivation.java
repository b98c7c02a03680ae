package dev.trustedaccess.simulator.twin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.Parts.Asked;
import dev.trustedaccess.aws.parts.Parts.Found;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Finds out what a listing calls and what it makes of the answers, by running it against answers that are made up. */
final class Derivation {
  private static final String TOKEN = "probed-token";

  private final Asked<?, ?> asked;
  private final List<Step> steps = new ArrayList<>();

  private Derivation(Asked<?, ?> asked) {
    this.asked = asked;
  }

  static DerivedListing of(Asked<?, ?> asked) {
    return new Derivation(asked).derived();
  }

  private DerivedListing derived() {
    for (Run run = run(null, null); run.next().isPresent(); run = run(null, null)) {
      steps.add(step(run.next().get()));
    }
    Step last = steps.getLast();
    Made made = new Made(steps.size() - 1, last.counting());
    made.answer(last.call(), last.list(), Map.of());
    Found found = run(null, null).found().getFirst();
    return new DerivedListing(
        asked, List.copyOf(steps),
        made.memberOf(found.id())
            .or(() -> Parts.givenName(asked.listing()).map(_ -> ""))
            .orElseThrow(() -> unknown("the identifier", last.call())),
        found.region()
            .map(name -> made.memberOf(name).orElseThrow(() -> unknown("the Region", last.call()))),
        found.account().map(id -> made.memberOf(id).orElseThrow(() -> unknown("the account", last.call()))));
  }

  private IllegalStateException unknown(String what, SdkCall call) {
    return new IllegalStateException(
        "cannot derive " + what + " from the answers to " + call + " for " + asked.integration().id());
  }

  /** Runs the listing with what is known of the steps so far, and with this answer to a further call. */
  private Run run(@Nullable SdkCall call, @Nullable SdkResponse answer) {
    return Run.of(asked, (made, _) -> made.equals(call) ? answer : known(made));
  }

  private @Nullable SdkResponse known(SdkCall call) {
    for (int number = 0; number < steps.size(); number++) {
      Step step = steps.get(number);
      if (step.call().equals(call)) {
        return new Made(number, step.counting()).answer(call, step.list(), Map.of());
      }
    }
    return null;
  }

  private Step step(Run.Next next) {
    SdkCall call = next.call();
    List<Optional<String>> lists = Stream.concat(
        Member.of(call.response(), "").stream().filter(Member::isList).map(Member::path).map(Optional::of),
        Stream.of(Optional.<String>empty())).toList();
    for (Optional<String> list : lists) {
      Optional<Map<String, Value>> counting = search(call, list, Run::counts);
      if (counting.isPresent()) {
        return step(next, list, ofOthers(call, list, counting.get()));
      }
    }
    throw unknown("a thing that counts", call);
  }

  /** The same with another account where the one that is asked, which is shown there otherwise, would not count. */
  private Map<String, Value> ofOthers(SdkCall call, Optional<String> list, Map<String, Value> counting) {
    Map<String, Value> all = new LinkedHashMap<>(counting);
    Made made = new Made(steps.size(), counting);
    made.answer(call, list, Map.of());
    for (Member member : List.copyOf(made.members.values())) {
      if (member.isText() && Shown.isAccount(member) && !counting.containsKey(member.path())
          && run(call, list, with(all, member, new Value.AskedAccount())).findsNothing()
          && run(call, list, with(all, member, new Value.OtherAccount())).counts()) {
        all.put(member.path(), new Value.OtherAccount());
      }
    }
    return all;
  }

  private static Map<String, Value> with(Map<String, Value> given, Member member, Value value) {
    Map<String, Value> all = new LinkedHashMap<>(given);
    all.put(member.path(), value);
    return all;
  }

  private Step step(Run.Next next, Optional<String> list, Map<String, Value> counting) {
    SdkCall call = next.call();
    List<String> ids = run(call, list, counting).found().stream().map(Found::id).toList();
    Map<String, Value> least = least(
        call, list, counting, run -> run.counts() && run.found().stream().map(Found::id).toList().equals(ids));
    return new Step(
        call, next.request(), Route.of(call, next.request()), list, least, others(call, list, counting),
        list.flatMap(name -> token(call, name, least)), parent(next.request()),
        list.isPresent() ? Optional.empty() : absent(call));
  }

  private Run run(SdkCall call, Optional<String> list, Map<String, Value> given) {
    return run(call, new Made(steps.size(), given).answer(call, list, Map.of()));
  }

  // What makes a thing count

  /** The fewest members that must be given something of their own. */
  private Optional<Map<String, Value>> search(SdkCall call, Optional<String> list, Predicate<Run> wanted) {
    if (wanted.test(run(call, list, Map.of()))) {
      return Optional.of(Map.of());
    }
    List<Map.Entry<String, Value>> choices = choices(call, list);
    for (Map.Entry<String, Value> one : choices) {
      if (wanted.test(run(call, list, Map.ofEntries(one)))) {
        return Optional.of(Map.ofEntries(one));
      }
    }
    for (Map.Entry<String, Value> one : choices) {
      for (Map.Entry<String, Value> other : choices) {
        if (one.getKey().compareTo(other.getKey()) < 0 && wanted.test(run(call, list, Map.ofEntries(one, other)))) {
          return Optional.of(Map.ofEntries(one, other));
        }
      }
    }
    return Optional.empty();
  }

  private List<Map.Entry<String, Value>> choices(SdkCall call, Optional<String> list) {
    Made made = new Made(steps.size(), Map.of());
    made.answer(call, list, Map.of());
    return made.members.values()
        .stream()
        .flatMap(member -> choices(member).map(value -> Map.entry(member.path(), value)))
        .toList();
  }

  private static Stream<Value> choices(Member member) {
    List<String> known = member.known();
    Stream<Value> values;
    if (!known.isEmpty()) {
      values = known.stream().map(Value.Of::new);
    } else if (member.isText()) {
      values = Stream.of(new Value.AskedAccount(), new Value.OtherAccount(), new Value.OrganizationArn(),
          new Value.ArnHere(), new Value.ArnElsewhere(), new Value.ArnOfOther());
    } else {
      values = member.field().marshallingType().equals(MarshallingType.BOOLEAN)
          ? Stream.of(new Value.Of(false))
          : Stream.empty();
    }
    return member.path().isEmpty() ? values : Stream.concat(values, Stream.of(new Value.Absent()));
  }

  /** The same without the structures and lists that make no difference: what contradicts another is in none of them. */
  private Map<String, Value> least(
      SdkCall call, Optional<String> list, Map<String, Value> given, Predicate<Run> wanted) {
    Map<String, Value> least = new LinkedHashMap<>(given);
    Made made = new Made(steps.size(), given);
    made.answer(call, list, Map.of());
    made.members.values()
        .stream()
        .filter(member -> !member.path().isEmpty() && (member.isStructure() || member.isList()))
        .map(Member::path)
        .filter(path -> !given.containsKey(path))
        .filter(path -> !within(least, path))
        .forEach(path -> {
          least.put(path, new Value.Absent());
          if (!wanted.test(run(call, list, least))) {
            least.remove(path);
          }
        });
    return Map.copyOf(least);
  }

  /** Whether it is a member of what is left out already. */
  private static boolean within(Map<String, Value> given, String path) {
    return given.entrySet()
        .stream()
        .anyMatch(one -> one.getValue() instanceof Value.Absent && path.startsWith(one.getKey() + "."));
  }

  private List<Map<String, Value>> others(SdkCall call, Optional<String> list, Map<String, Value> counting) {
    Set<Map<String, Value>> others = new LinkedHashSet<>();
    for (Map.Entry<String, Value> one : choices(call, list)) {
      if (one.getValue() instanceof Value.OrganizationArn) {
        // Whether its account is the one that is asked depends on who asks.
        continue;
      }
      Map<String, Value> changed = new LinkedHashMap<>(counting);
      changed.put(one.getKey(), one.getValue());
      if (run(call, list, changed).findsNothing()) {
        others.add(least(call, list, changed, Run::findsNothing));
      }
    }
    return List.copyOf(others);
  }

  // Pages, parents, absence

  private Optional<Step.Token> token(SdkCall call, String list, Map<String, Value> counting) {
    for (Member member : Member.of(call.response(), "").stream().filter(Member::isText).toList()) {
      SdkResponse whole = new Made(steps.size(), counting).answer(call, Optional.of(list), Map.of());
      SdkResponse first = new Made(steps.size(), counting)
          .answer(call, Optional.of(list), Map.of(member.path(), TOKEN));
      List<String> taken = new ArrayList<>();
      Run.of(asked, (made, request) -> {
        if (!made.equals(call)) {
          return known(made);
        }
        Optional<String> takes = memberWith(request, TOKEN);
        takes.ifPresent(taken::add);
        return takes.isPresent() ? whole : first;
      });
      if (!taken.isEmpty()) {
        return Optional.of(new Step.Token(member.path(), taken.getFirst()));
      }
    }
    return Optional.empty();
  }

  private Optional<Step.Parent> parent(SdkRequest request) {
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    Step before = steps.getLast();
    Made made = new Made(steps.size() - 1, before.counting());
    made.answer(before.call(), before.list(), Map.of());
    return texts(request).entrySet()
        .stream()
        .flatMap(text -> made.memberOf(text.getValue()).map(member -> new Step.Parent(text.getKey(), member)).stream())
        .findFirst();
  }

  private Optional<AwsServiceException> absent(SdkCall call) {
    return call.refusals()
        .stream()
        .filter(refusal -> Run.of(asked, (made, _) -> {
          if (made.equals(call)) {
            throw refusal;
          }
          return known(made);
        }).findsNothing())
        .findFirst();
  }

  private static Optional<String> memberWith(SdkRequest request, String text) {
    return texts(request).entrySet()
        .stream()
        .filter(one -> one.getValue().equals(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The request's texts by member. */
  static Map<String, String> texts(SdkPojo request) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      if (field.getValueOrDefault(request) instanceof String text) {
        texts.put(field.locationName(), text);
      }
    }
    return texts;
  }
}
