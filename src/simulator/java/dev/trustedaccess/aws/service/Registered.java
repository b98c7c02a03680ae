package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.ServiceIntegration;

/** Shows the registry of integrations to what is derived from it. */
public final class Registered {
  private Registered() {}

  /** Every integration, in the registry's order. */
  public static List<ServiceIntegration> integrations() {
    return Integrations.all();
  }
}
