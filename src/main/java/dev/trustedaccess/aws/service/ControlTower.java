package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.services.controltower.ControlTowerClient;
import software.amazon.awssdk.services.controltower.model.LandingZoneSummary;
import software.amazon.awssdk.services.controltower.model.ListLandingZonesResponse;

/**
 * AWS Control Tower. A person sets up its landing zone, which enables access, too. The landing zone is in the home Region of
 * Control Tower; that this is the connection's home Region is assumed.
 */
final class ControlTower {
  private static final Listing<ControlTowerClient, LandingZoneSummary> LANDING_ZONES = Service
      .of(ControlTowerClient.class, ControlTowerClient::builder)
      .list(
          "controltower:ListLandingZones",
          (tower, override) -> tower.listLandingZonesPaginator(request -> request.overrideConfiguration(override)),
          ListLandingZonesResponse::landingZones)
      .identifiedBy("arn", LandingZoneSummary::arn)
      .at(Who.MANAGEMENT, Regions.home().foundGlobally());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("control-tower", "controltower.amazonaws.com")
      .awaiting("a landing zone", LANDING_ZONES)
      .leaving("landing-zone", LANDING_ZONES);

  private ControlTower() {}
}
