package dev.trustedaccess.component;

import java.util.List;
import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a backup brings back is a new object; the status that comes with it tells of another one. */
class RestoredTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String LIST_ACCOUNTS = "organizations:ListAccounts";

  @BeforeEach
  void enabled() {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.status(DS).enabledBy()).isEqualTo("Operator");
    bench.awaitConnectionStatus("the accounts", status -> status.roleInventory() != null);
    bench.stopOperator();
  }

  private OrganizationConnection connection() {
    return bench.connection("default").orElseThrow();
  }

  private TrustedServiceAccess declaration() {
    return bench.declaration(DS).orElseThrow();
  }

  /** It goes with nobody looking, and comes back as it was, finalizers and status too, but for what the API server gives. */
  private <T extends CustomResource<?, ?>> void restored(T object) {
    var backup = bench.cluster().getKubernetesSerialization().clone(object);
    backup.setMetadata(new ObjectMetaBuilder()
        .withName(object.getMetadata().getName())
        .withAnnotations(object.getMetadata().getAnnotations())
        .withFinalizers(object.getMetadata().getFinalizers())
        .build());
    bench.cluster().resource(object).edit(found -> {
      found.getMetadata().setFinalizers(List.of());
      return found;
    });
    bench.cluster().resource(object).delete();
    var created = bench.cluster().resource(backup).create();
    assertThat(created.getMetadata().getUid()).isNotEqualTo(object.getMetadata().getUid());
    assertThat(created.getStatus()).isEqualTo(object.getStatus());
  }

  private void isLeftOn() {
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
  }

  @Test
  void whatAnotherObjectEnabledCountsAsEnabledByOthers() {
    restored(declaration());
    bench.startOperator();
    bench.await(DS, found -> "Other".equals(Objects.requireNonNull(found.getStatus()).enabledBy()));
    bench.awaitReady(DS, "True", "Ready");
    bench.delete(DS);
    isLeftOn();
  }

  @Test
  void whatIsDeletedBeforeItWasSeenIsLeftOn() {
    restored(declaration());
    bench.delete(DS);
    bench.startOperator();
    isLeftOn();
  }

  @Test
  void nothingIsReadyByWhatAnotherObjectWasToldOf() {
    restored(declaration());
    bench.organization().management().deny("organizations:DescribeOrganization");
    bench.startOperator();
    bench.await(DS, found -> found.getMetadata().getUid().equals(Objects.requireNonNull(found.getStatus()).uid()));
    assertThat(bench.condition(DS, "Ready").orElseThrow().status()).isEqualTo("Unknown");
  }

  @Test
  void theAccountsThatAnotherConnectionReadAreReadAnew() {
    restored(connection());
    long before = bench.aws().calls().count(LIST_ACCOUNTS);
    bench.startOperator();
    bench.await("the accounts", () -> bench.aws().calls().count(LIST_ACCOUNTS) > before);
    bench.awaitReady(DS, "True", "Ready");
  }
}
