package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.ChangeTicket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Sessions of the identities: one kept for reads, one created for each change. An identity that cannot be assumed is an
 * {@link AwsFailure} of kind {@code CREDENTIALS_INVALID}, or {@code NO_CREDENTIALS} if the pod has none.
 */
public final class Sessions {
  private static final String ASSUME = "sts:AssumeRole";
  private static final String IDENTIFY = "sts:GetCallerIdentity";
  /** The shortest duration that STS allows: a change uses its session once. */
  private static final int CHANGE_SECONDS = 900;
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(5);
  /**
   * Enough for the roles that each pass reads with. The sessions of a role inventory scan expire long before the next
   * scan, so keeping all of them would waste memory.
   */
  private static final int KEPT = 256;
  /** The pod uses one key at a time or, during a rotation, two. */
  private static final int KEPT_POD_KEYS = 16;

  private final RequestSender sender;
  private final AwsCredentialsProvider podIdentity;
  private final Caller caller;
  private final String clusterUid;
  private final InstantSource clock;
  private final Cache<Key, Session> kept;
  /** The account of each of the pod's keys, by access key id: the pod's credentials may change to another account. */
  private final Cache<String, String> podAccounts = Caffeine.newBuilder()
      .maximumSize(KEPT_POD_KEYS)
      .expireAfterWrite(Duration.ofHours(1))
      .build();

  private record Key(Identity.Role identity, String policy) {}

  /** {@code caller} is who {@code podIdentity} is. */
  public Sessions(
      RequestSender sender, AwsCredentialsProvider podIdentity, Caller caller, String clusterUid, InstantSource clock) {
    this.sender = sender;
    this.podIdentity = podIdentity;
    this.caller = caller;
    this.clusterUid = clusterUid;
    this.clock = clock;
    this.kept = Caffeine.newBuilder()
        .maximumSize(KEPT)
        .expireAfter(Expiry.<Key, Session>creating((_, session) -> usable(session)))
        .build();
  }

  /** The session for reads, limited to the actor's reads; kept until shortly before it expires. */
  Session open(Actor actor) {
    return actor.verified(open(actor.identity(), actor.reads()));
  }

  private Session open(Identity identity, SessionPolicy policy) {
    return switch (identity) {
      // It cannot be narrowed: it is not assumed.
      case Identity.Pod _ -> pod();
      case Identity.Role role -> {
        // Outside the loader: a loader must not load from the same cache.
        Session assumer = assumer(role);
        yield kept.get(new Key(role, policy.json()),
            _ -> assume(assumer, role, request -> request.policy(policy.json())));
      }
    };
  }

  /**
   * A session that assumes a member's role can do only that: in no other organization, and under no other role name.
   */
  private Session assumer(Identity.Role role) {
    return open(
        role.assumedBy(),
        SessionPolicy.ofAssuming(role.role().inAnyAccount(), sender.organizationId()));
  }

  /** A new session for one change, limited to {@code policy}. */
  Session openForChange(Actor actor, SessionPolicy policy, ChangeTicket ticket) {
    return actor.verified(switch (actor.identity()) {
      case Identity.Pod _ -> pod();
      case Identity.Role role -> assume(
          assumer(role),
          role,
          request -> request.roleSessionName(SessionName.forChange(clusterUid, ticket))
              .durationSeconds(CHANGE_SECONDS)
              .policy(policy.json()));
    });
  }

  /** Whether these sessions have such names. */
  public boolean isOwn(String sessionName) {
    return SessionName.isOwn(clusterUid, sessionName);
  }

  /** Drops credentials that AWS no longer accepts, including those of the assuming identities down to the pod. */
  void forget(Actor actor) {
    forget(actor.identity());
  }

  private void forget(Identity identity) {
    switch (identity) {
      case Identity.Pod _ -> podAccounts.invalidateAll();
      case Identity.Role role -> {
        kept.asMap().keySet().removeIf(key -> key.identity().equals(role));
        forget(role.assumedBy());
      }
    }
  }

  private Duration usable(Session session) {
    Duration left = Duration.between(clock.instant(), session.expires()).minus(RENEW_BEFORE_EXPIRY);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Resolved once: the same credentials are identified and sign, even if the provider changes them a moment later. */
  private Session pod() {
    AwsCredentials credentials = podCredentials();
    StaticCredentialsProvider signer = StaticCredentialsProvider.create(credentials);
    return new Session(signer, podAccounts.get(credentials.accessKeyId(), _ -> identify(signer)), Instant.MAX);
  }

  private String identify(StaticCredentialsProvider signer) {
    GetCallerIdentityResponse answer = sender.send(
        new Session(signer, "pod", Instant.MAX),
        IDENTIFY,
        RequestSender.GLOBAL,
        "with " + caller.name(),
        Optional.empty(),
        override -> sender.clients()
            .sts(sender.homeRegion())
            .getCallerIdentity(request -> request.overrideConfiguration(override)));
    Optional.ofNullable(answer.arn()).ifPresent(caller::identified);
    return Answer.has(answer.account(), IDENTIFY, "Account");
  }

  /**
   * Resolved on each call, because they may change at any time; the provider caches them and renews them before they
   * expire.
   */
  private AwsCredentials podCredentials() {
    try {
      return podIdentity.resolveCredentials();
    } catch (PodIdentity.Refused e) {
      throw new AwsFailure(Failures.ofPodIdentity(e.source(), e.answer()), e.answer());
    } catch (SdkClientException e) {
      throw new AwsFailure(
          new Failure(Failure.Kind.NO_CREDENTIALS, caller.without()),
          e);
    }
  }

  private Session assume(Session assumer, Identity.Role identity, Consumer<AssumeRoleRequest.Builder> more) {
    String arn = identity.role().arn();
    AssumeRoleResponse answer = sender.send(
        assumer,
        ASSUME,
        RequestSender.GLOBAL,
        "of " + arn + " from account " + assumer.accountId(),
        Optional.empty(),
        override -> sender.clients().sts(sender.homeRegion()).assumeRole(request(override, identity, more)));
    Credentials given = Answer.has(answer.credentials(), ASSUME, "Credentials");
    AwsSessionCredentials credentials = AwsSessionCredentials.create(
        Answer.has(given.accessKeyId(), ASSUME, "AccessKeyId"),
        Answer.has(given.secretAccessKey(), ASSUME, "SecretAccessKey"),
        Answer.has(given.sessionToken(), ASSUME, "SessionToken"));
    return new Session(
        StaticCredentialsProvider.create(credentials), account(answer.assumedRoleUser()),
        Answer.has(given.expiration(), ASSUME, "Expiration"));
  }

  /** From {@code arn:aws:sts::111122223333:assumed-role/name/session}: AWS itself returns which account this is. */
  private static String account(@Nullable AssumedRoleUser user) {
    String arn = Answer.has(Answer.has(user, ASSUME, "AssumedRoleUser").arn(), ASSUME, "Arn");
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[4].matches("\\d{12}")) {
      throw Answer.lacks(ASSUME, "an account in its Arn");
    }
    return parts[4];
  }

  private AssumeRoleRequest request(
      AwsRequestOverrideConfiguration override,
      Identity.Role identity,
      Consumer<AssumeRoleRequest.Builder> more) {
    AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
        .overrideConfiguration(override)
        .roleArn(identity.role().arn())
        .roleSessionName(SessionName.forReads(clusterUid));
    identity.role().externalId().ifPresent(request::externalId);
    more.accept(request);
    return request.build();
  }
}
