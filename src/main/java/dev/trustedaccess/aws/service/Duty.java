package dev.trustedaccess.aws.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Actor;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.DelegatedAdministrators;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.aws.sdk.Wire;
import dev.trustedaccess.domain.ConnectionSettings;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The service administrator's duty in one organization: its identities, and the Regions that it looks after. */
final class Duty {
  private final ConnectionSettings settings;
  private final Wire wire;
  private final Sessions sessions;
  /** What services read of the organization in their caller's name. */
  private static final List<String> FORWARDED = List.of("organizations:Describe*", "organizations:List*");

  private final Identities identities;
  private final SessionPolicy reads;
  private final Caller<OrganizationsClient> organizations;

  Duty(
      ConnectionSettings settings,
      Wire wire,
      Sessions sessions,
      Identities identities,
      Caller<OrganizationsClient> organizations,
      List<String> reads) {
    this.settings = settings;
    this.wire = wire;
    this.sessions = sessions;
    this.identities = identities;
    this.reads = SessionPolicy.ofReads(Stream.concat(reads.stream(), FORWARDED.stream()).toList());
    this.organizations = organizations;
  }

  /** A service's client with the service administrator's identity, in the management account. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Caller<C> in(
      String region,
      Class<C> type,
      Supplier<B> builder) {
    return Caller.of(wire, sessions, () -> identities.service(reads), region, type, builder);
  }

  /** A service's client in the account that administers the service. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Caller<C> in(
      String administratorAccountId,
      String region,
      Class<C> type,
      Supplier<B> builder) {
    Supplier<Actor> actor = () -> identities.administrator(administratorAccountId, reads);
    return Caller.of(wire, sessions, actor, region, type, builder);
  }

  /** Throws {@link dev.trustedaccess.aws.sdk.AwsFailure} unless an account is one of the organization's. */
  void requireAccount(String accountId) {
    identities.own().requireAccount(accountId);
  }

  /** The connection's home Region. */
  String homeRegion() {
    return settings.homeRegion();
  }

  /** Every Region in which regional things are looked for. */
  List<String> regions() {
    return settings.managedRegions();
  }

  /** The managed Regions, and one more that matters to a service whether managed or not; it comes first. */
  List<String> regionsWith(String region) {
    Set<String> regions = new LinkedHashSet<>(List.of(region));
    regions.addAll(settings.managedRegions());
    return List.copyOf(regions);
  }

  /**
   * The Region of a service that has one for a whole partition.
   *
   * @param inAws its name in the partition {@code aws}; elsewhere it is the home Region
   */
  String oneRegion(String inAws) {
    return Identities.partition(settings.homeRegion()).equals("aws") ? inAws : settings.homeRegion();
  }

  /** The accounts that are delegated administrators for a principal. */
  List<String> delegatedAdministrators(String principal) {
    return DelegatedAdministrators.of(principal, organizations);
  }
}
