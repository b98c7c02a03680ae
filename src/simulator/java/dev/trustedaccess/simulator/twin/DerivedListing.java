package dev.trustedaccess.simulator.twin;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.aws.parts.Parts;

/**
 * A listing of an integration, as its own lambdas show it when they are run.
 *
 * @param asked the listing
 * @param steps its calls: each further one is made for each thing of the one before
 * @param id the member that identifies a thing; empty where the thing is itself a value, or has none
 * @param region the member that names the thing's Region, where every Region shows it; empty where that is the one asked
 * @param account the member that names the thing's account; empty where that is the account that is asked
 */
record DerivedListing(Parts.Asked<?, ?> asked, List<Step> steps, String id, Optional<String> region,
    Optional<String> account) {}
