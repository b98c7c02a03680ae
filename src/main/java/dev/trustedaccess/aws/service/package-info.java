/**
 * The services' own APIs, one file for each. Each file declares a
 * {@link dev.trustedaccess.aws.parts.ServiceIntegration}, and {@link dev.trustedaccess.aws.service.Integrations} lists
 * them all.
 */
@NullMarked
package dev.trustedaccess.aws.service;

import org.jspecify.annotations.NullMarked;
