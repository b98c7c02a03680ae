package dev.trustedaccess.simulator.control;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.front.Faults;
import dev.trustedaccess.simulator.front.Front;
import dev.trustedaccess.simulator.world.World;

/**
 * The control surface. Requests and answers are JSON; times are ISO 8601, lengths of time ISO 8601 durations.
 *
 * <pre>
 * POST   /reset                 back to nothing
 * POST   /organizations         {id, managementAccountId, allFeatures, managementRoles, memberRoles, members,
 *                                accounts: [{id, name, state, joined, roles}], enabled: {principal: since}}; answers with keys
 * POST   /accounts              {id}: an account in no organization; answers with keys
 * POST   /access                {organization, principal, on}: somebody else switches access
 * POST   /things                {organization, kind, name, account, region, remove, ...}: see {@link GivenThings}
 * POST   /settings              {organization, lagLists, lagTime, rolesWithin, asNeededIn, fmsComesAfter, fmsGoesAfter,
 *                                enforceLimits, pagesAtMost, trailLag}
 * POST   /faults                {action, first, last, code, status} or with {lose: request | answer} or {delay}
 * DELETE /faults                no more trouble
 * GET    /calls?since=ordinal   the call log
 * GET    /state                 organizations, what is on, who administers, whether a limit was exceeded
 * </pre>
 */
public final class Control {
  private final World world;
  private final Front front;

  public Control(World world, Front front) {
    this.world = world;
    this.front = front;
  }

  /**
   * Does what is asked.
   *
   * @param route method and path below {@code /_simulator}, such as {@code POST /reset}
   * @return what to write as JSON
   * @throws IllegalArgumentException for what it does not understand, with a message for the test's author
   */
  public Object handle(String route, Map<String, String> query, JsonNode body) {
    return switch (route) {
      case "POST /reset" -> done(() -> {
        world.clear();
        front.clear();
      });
      case "POST /organizations" -> Given.organization(world, body);
      case "POST /accounts" -> Given.keys(world.standaloneAccount(Given.text(body, "id")));
      case "POST /access" -> done(() -> Given.access(world, body));
      case "POST /things" -> done(() -> GivenThings.put(world, body));
      case "POST /settings" -> done(() -> settings(body));
      case "POST /faults" -> done(() -> fault(body));
      case "DELETE /faults" -> done(front.faults()::clear);
      case "GET /calls" -> Shown.calls(front.log().since(Long.parseLong(query.getOrDefault("since", "0"))));
      case "GET /state" -> Shown.state(world, front.throttling());
      default -> throw new IllegalArgumentException("no such route: " + route);
    };
  }

  private static Map<String, Object> done(Runnable work) {
    work.run();
    return Map.of("done", true);
  }

  private void settings(JsonNode body) {
    if (body.has("organization")) {
      var organization = Given.organizationOf(world, body);
      body.properties().forEach(setting -> {
        var value = setting.getValue();
        switch (setting.getKey()) {
          case "lagLists" -> organization.lists().lagBy(value.asInt());
          case "lagTime" -> organization.lists().lagBy(time(value));
          case "rolesWithin" -> organization.serviceLinkedRoles().appearWithin(time(value));
          case "asNeededIn" -> organization.serviceLinkedRoles().asNeededIn(value.asDouble());
          case "ownCallsTake" -> organization.ownCalls().take(time(value));
          case "fmsComesAfter" -> organization.firewallManager().comesAfter(time(value));
          case "fmsGoesAfter" -> organization.firewallManager().goesAfter(time(value), Duration.ZERO);
          default -> {
            // Settings of the whole simulator are below.
          }
        }
      });
    }
    if (body.path("enforceLimits").asBoolean()) {
      front.throttling().enforce();
    }
    if (body.has("pagesAtMost")) {
      world.pages().atMost(body.path("pagesAtMost").asInt());
    }
    if (body.has("trailLag")) {
      world.trail().lagBy(time(body.path("trailLag")));
    }
  }

  private void fault(JsonNode body) {
    var when = body.has("action")
        ? front.faults()
            .calls(body.path("first").asInt(1), body.path("last").asInt(body.path("first").asInt(1)),
                body.path("action").asText())
        : front.faults().call(body.path("first").asInt(1));
    order(when, body);
  }

  private static void order(Faults.When when, JsonNode body) {
    if (body.has("delay")) {
      when.delay(time(body.path("delay")));
    } else if (body.path("lose").asText().equals("request")) {
      when.loseTheRequest();
    } else if (body.path("lose").asText().equals("answer")) {
      when.loseTheAnswer();
    } else {
      when.fail(Given.text(body, "code"), body.path("status").asInt(400));
    }
  }

  private static Duration time(JsonNode value) {
    return Duration.parse(value.asText());
  }
}
