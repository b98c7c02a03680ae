package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of {@code docs/reliability.md}. */
final class FaultTable {
  private final Map<String, Long> faults = new LinkedHashMap<>();
  private final Map<Invariant, Long> checked = new EnumMap<>(Invariant.class);
  private final Map<String, String> figures = new LinkedHashMap<>();

  void cells(Cells.Sum cells) {
    long disturbed = cells.outcomes().stream().filter(each -> each.cell().fault() != null).count();
    long met = cells.outcomes().stream().filter(each -> each.cell().fault() != null && each.met()).count();
    figures.put("calls x faults: cells", met + " of " + disturbed + " met");
    cells.notMet().forEach(cell -> System.out.println("not met: " + cell));
    for (Fault fault : Fault.values()) {
      faults.merge("one call " + fault.words,
          cells.outcomes().stream().filter(each -> each.cell().fault() == fault && each.met()).count(), Long::sum);
    }
    cells.checked().forEach((invariant, times) -> checked.merge(invariant, times, Long::sum));
    cells.outcomes()
        .stream()
        .max(Comparator.comparing(Cell.Outcome::recovery))
        .ifPresent(slowest -> figures.put(
            "slowest recovery of one life from one fault (" + slowest.cell() + ")", seconds(slowest.recovery())));
    Rates rates = cells.outcomes().stream().map(Cell.Outcome::rates).reduce(Rates.NONE, Rates::or);
    figures.put("most AWS calls in any second, one declaration", String.valueOf(rates.inASecond()));
    figures.put("most AWS calls in any 20 seconds, one declaration, a snapshot every 2 s",
        String.valueOf(rates.inTwentySeconds()));
  }

  void core(CoreLives.Sum lives) {
    figures.put("seeded lives of 20 declarations, pure core", lives.lives() + " lives, " + lives.passes() + " passes, "
        + lives.changes() + " changes");
    faults.merge("core: a read or call that fails", lives.faults(), Long::sum);
    faults.merge("core: process dead in the middle", lives.deaths(), Long::sum);
    lives.checked().forEach((invariant, times) -> checked.merge(Invariant.valueOf(invariant.name()), times, Long::sum));
    checked.merge(Invariant.I1, lives.lives() * 20, Long::sum);
    checked.merge(Invariant.I8, lives.passes(), Long::sum);
    checked.merge(Invariant.I9, lives.deaths(), Long::sum);
  }

  void whole(Collection<WholeLife.Outcome> lives) {
    Map<String, Long> injected = new TreeMap<>();
    for (WholeLife.Outcome life : lives) {
      life.faults().forEach((kind, times) -> injected.merge("whole: " + kind, times, Long::sum));
      life.checked().forEach((invariant, times) -> checked.merge(invariant, times, Long::sum));
    }
    injected.forEach((kind, times) -> faults.merge(kind, times, Long::sum));
    figures.put("seeded lives of 24 declarations, whole operator", lives.size() + " lives");
    lives.stream()
        .max(Comparator.comparing(WholeLife.Outcome::recovery))
        .ifPresent(slowest -> figures.put(
            "slowest recovery of 24 declarations from all faults at once (seed " + slowest.seed() + ")",
            seconds(slowest.recovery())));
    Rates rates = lives.stream().map(WholeLife.Outcome::rates).reduce(Rates.NONE, Rates::or);
    figures.put("most AWS calls in any second, one organization with 8 to 12 declarations",
        String.valueOf(rates.inASecond()));
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  String text(long violations) {
    StringBuilder text = new StringBuilder();
    row(text, "what", "figure");
    row(text, "---", "---:");
    figures.forEach((what, figure) -> row(text, what, figure));
    row(text, "violations", String.valueOf(violations));
    text.append('\n');
    row(text, "invariant", "held", "times");
    row(text, "---", "---", "---:");
    checked.forEach((invariant, times) -> row(text, invariant.name(), invariant.words, String.valueOf(times)));
    text.append('\n');
    row(text, "fault", "times");
    row(text, "---", "---:");
    faults.forEach((kind, times) -> row(text, kind, String.valueOf(times)));
    return text.toString();
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }
}
