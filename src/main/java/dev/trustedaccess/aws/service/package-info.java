/**
 * The services' own APIs, one file each, all of one shape. To add the next: copy one, name its principals, read what the
 * service sets up and what remains of it through {@link dev.trustedaccess.aws.service.Duty}, and enter it in
 * {@link dev.trustedaccess.aws.service.Integrations}.
 */
@NullMarked
package dev.trustedaccess.aws.service;

import org.jspecify.annotations.NullMarked;
