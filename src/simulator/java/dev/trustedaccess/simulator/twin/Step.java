package dev.trustedaccess.simulator.twin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One call of a listing, and what the listing makes of its answer. Members are named as in the API.
 *
 * @param call the operation
 * @param sample a request as the listing makes it
 * @param route how the SDK sends it
 * @param list the member of the answer that lists the things; empty where the answer is itself the thing
 * @param counting what members are given so that a thing counts
 * @param others what members are given, in several ways, so that a thing does not count
 * @param token how the next page is asked for; empty where the answer has one page
 * @param parent which thing of the step before it is about; empty where it is about none
 * @param absent the refusal that means that there is nothing; empty where the answer says it, or nothing does
 */
record Step(
    SdkCall call,
    SdkRequest sample,
    Route route,
    Optional<String> list,
    Map<String, Value> counting,
    List<Map<String, Value>> others,
    Optional<Token> token,
    Optional<Parent> parent,
    Optional<AwsServiceException> absent) {
  /** The member of the answer that leads to the next page, and the member of the request that takes it. */
  record Token(String answered, String asked) {}

  /** The member of the request that names a thing of the step before, and the member of that thing. */
  record Parent(String asked, String member) {}
}
