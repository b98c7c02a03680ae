package dev.trustedaccess.aws.sdk;

import java.time.Instant;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials at work.
 *
 * @param credentials signs the requests
 * @param accountId the account they act in, as AWS says
 * @param expires when AWS stops taking them; the pod's own renew themselves and never do
 */
record Session(AwsCredentialsProvider credentials, String accountId, Instant expires) {}
