package dev.trustedaccess.aws.sdk;

import java.time.Instant;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Credentials at work.
 *
 * @param credentials sign the requests; static, so that what signs is what {@code accountId} was found out with
 * @param accountId the account they act in, as AWS says
 * @param expires when AWS stops taking them; of no meaning for the pod's own, which are asked for at each use
 */
record Session(StaticCredentialsProvider credentials, String accountId, Instant expires) {}
