package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.cli.DirectoryPlan.Row;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.preview.PlannedChange;
import dev.trustedaccess.domain.preview.PlannedDeclaration;

/** How a plan is printed. */
enum PlanFormat {
  /** Columns for a terminal. */
  TABLE {
    @Override
    void print(DirectoryPlan plan, PrintWriter out) {
      List<Row> rows = plan.rows();
      int width = rows.stream().mapToInt(row -> row.about().length()).max().orElse(0);
      rows.forEach(
          row -> out.printf("%-7s  %-" + Math.max(1, width) + "s  %s%n", row.verb().word(), row.about(), row.text()));
      out.println((rows.isEmpty() ? "" : "\n") + summary(plan));
      plan.source().ifPresent(source -> out.println(source.text()));
    }
  },
  /** A comment on a pull request. */
  MARKDOWN {
    @Override
    void print(DirectoryPlan plan, PrintWriter out) {
      out.println("**" + summary(plan) + "**");
      if (!plan.rows().isEmpty()) {
        out.println("\n| do | service | how or why |\n|---|---|---|");
        plan.rows()
            .forEach(row -> out.println(
                "| " + row.verb().word() + " | `" + code(row.about()) + "` | " + words(row.text()) + " |"));
      }
      plan.source().ifPresent(source -> out.println("\n" + source.text()));
    }
  },
  /** For programs; docs/plan.md describes the fields. */
  JSON {
    @Override
    void print(DirectoryPlan plan, PrintWriter out) {
      try {
        out.println(MAPPER.writeValueAsString(document(plan)));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  };

  /** What GitHub takes for an issue, a person or a commit of a repository, wherever it is, also beside an underscore. */
  private static final Pattern NUMBER = Pattern.compile("(#|GH-)(?=\\d)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMIT = Pattern.compile("(?<!\\p{Alnum})\\p{XDigit}{7,40}(?!\\p{Alnum})");
  private static final Pattern HOST = Pattern.compile("(www)\\.", Pattern.CASE_INSENSITIVE);
  /** It has no width, and ends what would be a reference. */
  private static final String JOINER = "\u2060";
  /** What formats text in GitHub's Markdown, and is meant as it is. */
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_\\[\\]|~$]");
  private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** As the option names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Prints the whole plan. */
  abstract void print(DirectoryPlan plan, PrintWriter out);

  /** What applying does, then what a person must act on first. */
  private static String summary(DirectoryPlan plan) {
    String others = counts(plan, verb -> !verb.mustAct());
    String acts = counts(plan, DirectoryPlan.Verb::mustAct);
    boolean unread = plan.counts().containsKey(DirectoryPlan.Verb.UNREAD);
    String does;
    if (plan.changes()) {
      does = "Applying changes AWS" + (unread ? ", possibly more than is listed" : "");
    } else if (unread) {
      does = "What applying would change is not " + (others.isEmpty() ? "known" : "fully known");
    } else {
      does = "Applying changes nothing at AWS";
    }
    return does + (others.isEmpty() ? "." : ": " + others + ".")
        + (acts.isEmpty() ? "" : " Act before applying: " + acts + ".")
        + (plan.more()
            ? " What no file declares, and declarations whose connection no file has, are not listed, because nobody can"
                + " tell what the refused files declare."
            : "");
  }

  private static String counts(DirectoryPlan plan, Predicate<DirectoryPlan.Verb> which) {
    return plan.counts()
        .entrySet()
        .stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(entry -> entry.getValue() + switch (entry.getKey()) {
          case REFUSE -> " refused";
          case UNREAD -> " could not be read";
          default -> " to " + entry.getKey().word();
        })
        .collect(Collectors.joining(", "));
  }

  /** As code in a cell: a bar would end the cell, a backtick the code. */
  private static String code(String text) {
    return text.replace("|", "\\|").replace('`', '\'');
  }

  /**
   * As words in a cell. What a file says was written by whoever suggests the change; it must not become a link, a mention of
   * a person, a reference to an issue or a commit, HTML or another cell. GitHub looks for references after it has read all
   * escapes, but not in code; an id in code can still be copied.
   */
  private static String words(String text) {
    String plain = NUMBER.matcher(text).replaceAll("$1" + JOINER).replace("@", "@" + JOINER);
    String escaped = MARKS.matcher(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .replaceAll("\\\\$0");
    String unlinked = HOST.matcher(escaped.replace("://", "&#58;//")).replaceAll("$1&#46;");
    return COMMIT.matcher(unlinked).replaceAll("`$0`");
  }

  private static ObjectNode document(DirectoryPlan plan) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", 1).put("exitCode", plan.exitCode());
    plan.source()
        .ifPresent(source -> root.putObject("snapshot")
            .put("file", source.file())
            .put("recorded", source.recorded().toString())
            .put("ageSeconds", source.age().toSeconds()));
    plan.faults().forEach(root.putArray("faults")::add);
    ArrayNode connections = root.putArray("connections");
    for (DirectoryPlan.OfConnection each : plan.connections()) {
      ObjectNode connection = connections.addObject();
      connection.put("name", each.name()).put("organizationId", each.organizationId());
      each.trouble().ifPresent(why -> connection.put("unread", why));
      ArrayNode declarations = connection.putArray("declarations");
      each.declarations().forEach(planned -> declarations.add(declaration(planned)));
      each.notDeclared().forEach(connection.putArray("notDeclared")::add);
    }
    ArrayNode unconnected = root.putArray("withoutConnection");
    plan.unconnected().forEach(planned -> unconnected.add(declaration(planned)));
    return root;
  }

  private static ObjectNode declaration(PlannedDeclaration planned) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", planned.name())
        .put("servicePrincipal", planned.desired().principal())
        .put("enabledAlready", planned.found());
    ArrayNode changes = node.putArray("changes");
    planned.changes().forEach(change -> change(change, changes.addObject()));
    node.put("outcome", DirectoryPlan.outcome(planned));
    planned.finding().ifPresent(finding -> node.put("reason", finding.reason().apiName()));
    DirectoryPlan.message(planned).ifPresent(message -> node.put("message", message));
    planned.deletion().ifPresent(deletion -> {
      ObjectNode does = node.putObject("deletion");
      does.put("first", deletion.first().name().toLowerCase(Locale.ROOT))
          .put("message", deletion.message())
          .put("impact", deletion.impact().apiName());
      ArrayNode remaining = does.putArray("remaining");
      deletion.remaining()
          .forEach(item -> remaining.addObject()
              .put("kind", item.thing().kind())
              .put("id", item.thing().id())
              .put("account", item.thing().accountId())
              .put("region", item.thing().region())
              .put("effect", item.effect().apiName()));
    });
    return node;
  }

  private static void change(PlannedChange change, ObjectNode node) {
    switch (change.action()) {
      case Action.Enable enable -> {
        node.put("do", DirectoryPlan.Verb.ENABLE.word()).put("call", change.call());
        enable.registering()
            .ifPresent(one -> node.put("account", one.administrator().accountId()).put("registers", true));
        change.alsoEnables().forEach(node.putArray("alsoEnables")::add);
      }
      case Action.Initialize(OwnedResource owned, var registration, _) -> {
        node.put("do", DirectoryPlan.Verb.APPOINT.word()).put("call", change.call()).put("account", owned.accountId());
        if (!owned.region().equals(OwnedResource.GLOBAL)) {
          node.put("region", owned.region());
        }
        node.put("registers", owned.isRegistration() || registration.isPresent());
      }
      default -> throw new IllegalArgumentException("not a change of an apply: " + change.action());
    }
  }
}
