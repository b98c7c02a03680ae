package dev.trustedaccess.aws.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.simulator.quirk.Quirks;
import dev.trustedaccess.simulator.twin.Twin;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

import static dev.trustedaccess.aws.Bench.SECURITY;

/** A kind of things that may remain of a registered service, and where on the bench it is looked for. */
public record RegisteredKind(ServiceIntegration integration, String name, Parts.Asked<?, ?> asked) {
  private static final List<String> MANAGED = List.of("eu-central-1", "eu-west-1");

  /** Every kind of every registered service, but its administrators. */
  public static Stream<RegisteredKind> all() {
    return Integrations.all()
        .stream()
        .flatMap(integration -> Parts.asked(integration)
            .stream()
            .flatMap(asked -> asked.kinds()
                .stream()
                .filter(kind -> !kind.equals(OwnedResource.ADMINISTRATOR))
                .map(kind -> new RegisteredKind(integration, kind, asked))));
  }

  /** Access is enabled, and the security account administers the service, where it can have administrators. */
  public static void administrate(Bench bench, ServiceIntegration integration) {
    bench.org.enabled(integration.principals().getFirst(), Instant.EPOCH);
    if (integration.administrator().isPresent()) {
      List<String> everywhere = new ArrayList<>(MANAGED);
      everywhere.add("us-east-1");
      Quirks.administrator(bench.org, integration, SECURITY, everywhere);
    } else if (Parts.asked(integration).stream().anyMatch(asked -> asked.listing().place().who() == Who.BOTH)) {
      bench.org.delegate(integration.principals().getFirst(), SECURITY);
    }
  }

  @Override
  public String toString() {
    return integration.id() + ": " + name;
  }

  /** Under this name the simulator keeps it, whichever services have a kind of the same name. */
  public String kept() {
    return integration.id() + "/" + name;
  }

  /** A name of a thing that counts. */
  public String named(Organization organization, String thing) {
    return Parts.givenName(asked.listing())
        .orElseGet(
            () -> Parts.namesTheOrganization(asked.listing())
                ? organization.arn() + "/" + thing
                : Twin.named(asked, thing));
  }

  /** The accounts of the bench in which it is looked for. */
  public List<Account> accounts(Bench bench) {
    return switch (asked.listing().place().who()) {
      case MANAGEMENT -> List.of(bench.org.management());
      case ADMINISTRATORS -> List.of(bench.security);
      default -> List.of(bench.org.management(), bench.security);
    };
  }

  /** The Regions in which it is looked for. */
  public List<String> regions() {
    Regions regions = asked.listing().place().regions();
    Set<String> names = new LinkedHashSet<>();
    regions.named().ifPresent(names::add);
    if (regions.atHome() || regions.everyManaged()) {
      names.addAll(regions.everyManaged() ? MANAGED : MANAGED.subList(0, 1));
    }
    return List.copyOf(names);
  }
}
