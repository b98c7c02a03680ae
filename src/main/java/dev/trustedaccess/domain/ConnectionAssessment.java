package dev.trustedaccess.domain;

import java.util.Optional;

/**
 * What a pass concludes about a connection.
 *
 * @param look the look it is based on; empty where there was none
 * @param credentialsValid the condition CredentialsValid
 * @param allFeatures the condition AllFeaturesEnabled
 * @param ready the condition Ready
 * @param finding what keeps it from being ready, if anything
 */
public record ConnectionAssessment(
    Optional<Look> look, Verdict credentialsValid, Verdict allFeatures, Verdict ready, Optional<Finding> finding) {}
