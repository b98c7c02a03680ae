package dev.trustedaccess.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.front.CallLog;

/** Every call of the operator that reached AWS, and every change. */
final class CallSummary implements Story.Scene {
  @Override
  public String title() {
    return "All calls of the operator to AWS";
  }

  @Override
  public void play(Story story) {
    List<Call> changes = story.aws().calls().changes().stream().filter(CallSummary::isOperators).toList();
    Map<String, Long> reads = CallLog.counts(
        story.aws().calls().matching(call -> !call.changing() && isOperators(call)));
    List<List<String>> counted = new ArrayList<>();
    counted.add(List.of("CALLS", "READ"));
    reads.forEach((action, count) -> counted.add(List.of(count.toString(), action)));
    story.table(counted);
    story.gap();
    List<List<String>> changed = new ArrayList<>();
    changed.add(List.of("", "CHANGE", "FOR"));
    for (Call call : changes) {
      changed.add(List.of(Integer.toString(changed.size()), call.action(), about(call)));
    }
    story.table(changed);
    story.check("AWS accepted every change", "", changes.stream().allMatch(Call::done));
    story.gap();
    limits(story);
  }

  private static boolean isOperators(Call call) {
    return !DisabledByOthers.PERSON.equals(call.sessionName())
        && !DisabledByOthers.PERSON.equals(call.parameters().get("RoleSessionName"));
  }

  /** Requests leave under the limits; on a busy machine two may still arrive closer together than they left. */
  private static void limits(Story story) {
    int sooner = story.aws().throttling().excesses().size();
    if (sooner == 0) {
      story.seen("No published limit was ever exceeded.");
    } else {
      story.tell("Calls that arrived sooner after others than AWS's published limits allow: " + sooner + ".");
    }
  }

  private static String about(Call call) {
    return call.principal()
        .orElseGet(() -> "account " + call.parameters().getOrDefault("AdminAccount", call.account()));
  }
}
