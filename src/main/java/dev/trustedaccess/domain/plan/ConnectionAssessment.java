package dev.trustedaccess.domain.plan;

import java.util.Optional;

import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

/**
 * What a pass concludes about a connection.
 *
 * @param snapshot the organization snapshot that it is based on; empty if there was none
 * @param credentialsValid the condition CredentialsValid
 * @param allFeatures the condition AllFeaturesEnabled
 * @param ready the condition Ready
 * @param finding why the connection is not ready, if it is not
 */
public record ConnectionAssessment(
    Optional<OrganizationSnapshot> snapshot, Verdict credentialsValid, Verdict allFeatures, Verdict ready,
    Optional<Finding> finding) {}
