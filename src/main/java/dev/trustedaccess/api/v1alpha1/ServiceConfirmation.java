package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

// @formatter:off: one column a line

/**
 * The service administrator's confirmation for the declaration of the same name. An act, not configuration: the
 * operator only reads it, and it has no status.
 */
@Group(Kinds.GROUP)
@Version(Kinds.VERSION)
@Plural("serviceconfirmations")
@ShortNames("svcconf")
@Categories(Kinds.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("Confirms initialization or cleanup of the service whose TrustedServiceAccess has the same "
    + "name. An act, not configuration: keep it out of Git.")
@AdditionalPrinterColumn(name = "INITIALIZED", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".spec.initialized.enabledTime")
@AdditionalPrinterColumn(name = "CLEANED UP", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".spec.cleanedUp.deletionTimestamp")
@AdditionalPrinterColumn(name = "AGE", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.creationTimestamp")
public class ServiceConfirmation extends CustomResource<ServiceConfirmationSpec, Void> {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable ServiceConfirmationSpec getSpec() {
    return super.getSpec();
  }
}
