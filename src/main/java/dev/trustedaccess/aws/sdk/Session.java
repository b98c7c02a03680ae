package dev.trustedaccess.aws.sdk;

import java.time.Instant;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Credentials of a session.
 *
 * @param credentials sign the requests; static, so that they are the same that returned {@code accountId}
 * @param accountId the account in which they act, as AWS returned it
 * @param expires when AWS stops accepting them; not used for the pod's own credentials, which are resolved at each use
 */
record Session(StaticCredentialsProvider credentials, String accountId, Instant expires) {}
