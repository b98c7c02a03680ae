package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.ServiceIntegration;

/**
 * AWS License Manager in member accounts. License Manager creates its role in them once the organization is linked, by the
 * call of its other principal, or by a person.
 */
final class LicenseManagerMemberAccounts {
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("license-manager-member-accounts", "license-manager.member-account.amazonaws.com")
      .awaiting("a link to the organization", LicenseManager.LINK)
      .leaving("link", LicenseManager.LINK);

  private LicenseManagerMemberAccounts() {}
}
