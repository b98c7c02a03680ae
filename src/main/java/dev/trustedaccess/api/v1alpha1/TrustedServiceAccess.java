package dev.trustedaccess.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

// @formatter:off: one column a line

/** The declaration: one service's trusted access in one organization. */
@Group(Kinds.GROUP)
@Version(Kinds.VERSION)
@Plural("trustedserviceaccesses")
@ShortNames("tsa")
@Categories(Kinds.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("Declares the trusted access of one AWS service in an AWS organization.")
@AdditionalPrinterColumn(name = "ENABLED", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"AccessEnabled\")].status")
@AdditionalPrinterColumn(name = "INITIALIZED", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Initialized\")].status")
@AdditionalPrinterColumn(name = "ROLES", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.roles")
@AdditionalPrinterColumn(name = "READY", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "REASON", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "DELETING", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.deletionTimestamp")
@AdditionalPrinterColumn(name = "AGE", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(name = "ORGANIZATION", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".spec.organizationRef.name", priority = 1)
@AdditionalPrinterColumn(name = "ENABLED BY", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.enabledBy", priority = 1)
@AdditionalPrinterColumn(name = "IMPACT", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.impact", priority = 1)
@AdditionalPrinterColumn(name = "MESSAGE", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@ValidationRule(value = Cel.DECLARATION_NAME, messageExpression = Cel.DECLARATION_NAME_REMEDY,
    message = "metadata.name must be spec.servicePrincipal, then a dot and spec.organizationRef.name unless that is "
        + "default")
public class TrustedServiceAccess extends CustomResource<TrustedServiceAccessSpec, TrustedServiceAccessStatus> {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable TrustedServiceAccessSpec getSpec() {
    return super.getSpec();
  }

  @Override
  public @Nullable TrustedServiceAccessStatus getStatus() {
    return super.getStatus();
  }

  /** The status, if it was written for this object: a status restored from a backup describes another object. */
  public @Nullable TrustedServiceAccessStatus ownStatus() {
    TrustedServiceAccessStatus status = getStatus();
    String uid = getMetadata().getUid();
    return status != null && uid != null && uid.equals(status.uid()) ? status : null;
  }
}
