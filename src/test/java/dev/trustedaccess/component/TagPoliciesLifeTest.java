package dev.trustedaccess.component;

import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lives of tag policies, whose access goes with their policy type. */
class TagPoliciesLifeTest extends OnBench {
  private static final String TAGS = "tagpolicies.tag.amazonaws.com";
  private static final String TYPE = "TAG_POLICY";

  private void begin() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(TAGS);
  }

  @Test
  void attachmentsAreNotLostUnasked() {
    begin();
    bench.awaitReady(TAGS, "True", "Ready");
    assertThat(bench.organization().policyTypes()).contains(TYPE);
    assertThat(bench.status(TAGS).enabledBy()).isEqualTo("Operator");

    bench.organization().management().things("us-east-1").put("attachment", "ou-exampleunit");
    bench.delete(TAGS);
    bench.awaitReady(TAGS, "False", "CleanupPending");
    assertThat(bench.message(TAGS, "Ready")).contains("attachment ou-exampleunit");
    assertThat(bench.organization().policyTypes()).contains(TYPE);

    bench.confirmCleanedUp(TAGS);
    bench.awaitGone(TAGS);
    assertThat(bench.organization().policyTypes()).doesNotContain(TYPE);
    assertThat(bench.organization().isEnabled(TAGS)).isFalse();
    assertThat(bench.changes()).containsExactly("EnablePolicyType", "DisablePolicyType");
    assertThat(bench.aws().calls().changes()).filteredOn(call -> call.action().endsWith("PolicyType"))
        .extracting(Call::role)
        .containsOnly("trusted-access-services");
  }

  /** Somebody disabled the access alone: the type is enabled still, so enabling it again would bring nothing back. */
  @Test
  void accessAloneIsEnabledWhereTheTypeIsEnabledStill() {
    bench.organization().policyType(TYPE);
    begin();
    bench.awaitReady(TAGS, "True", "Ready");
    assertThat(bench.organization().isEnabled(TAGS)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + TAGS);
    assertThat(bench.status(TAGS).enabledBy()).isEqualTo("Operator");
  }
}
