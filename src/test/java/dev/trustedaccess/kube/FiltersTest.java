package dev.trustedaccess.kube;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiltersTest {
  private static TrustedServiceAccess object(Consumer<ObjectMeta> changes) {
    TrustedServiceAccess object = new TrustedServiceAccess();
    object.setMetadata(new ObjectMetaBuilder()
        .withName("ds.amazonaws.com")
        .withUid("one")
        .withGeneration(1L)
        .withResourceVersion("7")
        .build());
    changes.accept(object.getMetadata());
    return object;
  }

  private static boolean accepts(Consumer<ObjectMeta> changes) {
    return Filters.isRelevantChange(object(changes), object(_ -> {}));
  }

  @Test
  void whatAPersonDoesIsWorthAPass() {
    assertThat(accepts(meta -> meta.setGeneration(2L))).isTrue();
    assertThat(accepts(meta -> meta.setDeletionTimestamp("2026-01-31T08:00:00Z"))).isTrue();
    assertThat(accepts(meta -> meta.setAnnotations(Map.of(Kinds.PAUSED_ANNOTATION, "true")))).isTrue();
    assertThat(accepts(meta -> meta.setAnnotations(Map.of(Kinds.RECONCILE_ANNOTATION, "now")))).isTrue();
    assertThat(accepts(meta -> meta.setAnnotations(Map.of("trustedaccess.dev/pause", "true")))).isTrue();
    assertThat(accepts(meta -> meta.setFinalizers(List.of(Kinds.ACCESS_FINALIZER)))).isTrue();
    assertThat(accepts(meta -> meta.setFinalizers(List.of(Kinds.IN_USE_FINALIZER)))).isTrue();
  }

  /** Deleted and made again between two lists, an object arrives as an update. */
  @Test
  void anotherObjectOfTheSameNameIsWorthAPass() {
    assertThat(accepts(meta -> meta.setUid("two"))).isTrue();
  }

  @Test
  void ourOwnStatusAndOthersAffairsAreNot() {
    TrustedServiceAccess written = object(meta -> meta.setResourceVersion("8"));
    written.setStatus(Serialization.unmarshal("---\nobservedGeneration: 1", TrustedServiceAccessStatus.class));
    assertThat(Filters.isRelevantChange(written, object(_ -> {}))).isFalse();
    assertThat(accepts(meta -> meta.setLabels(Map.of("team", "security")))).isFalse();
    assertThat(accepts(meta -> meta.setAnnotations(Map.of("kubectl.kubernetes.io/last-applied", "{}")))).isFalse();
    assertThat(accepts(meta -> meta.setFinalizers(List.of("example.com/other")))).isFalse();
  }
}
