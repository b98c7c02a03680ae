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

/** How to reach an organization, and what may be declared in it. */
@Group(Kinds.GROUP)
@Version(Kinds.VERSION)
@Plural("organizationconnections")
@ShortNames("orgconn")
@Categories(Kinds.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("Defines how to reach an AWS organization, and what may be declared in it.")
@AdditionalPrinterColumn(name = "ORGANIZATION", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".spec.organizationId")
@AdditionalPrinterColumn(name = "MODE", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".spec.mode")
@AdditionalPrinterColumn(name = "ACCOUNTS", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.accounts")
@AdditionalPrinterColumn(name = "DECLARED", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.declarations")
@AdditionalPrinterColumn(name = "UNDECLARED", type = AdditionalPrinterColumn.Type.INTEGER, jsonPath = ".status.undeclaredCount")
@AdditionalPrinterColumn(name = "READY", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "REASON", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "DELETING", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.deletionTimestamp")
@AdditionalPrinterColumn(name = "AGE", type = AdditionalPrinterColumn.Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(name = "MANAGEMENT", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.managementAccountId", priority = 1)
@AdditionalPrinterColumn(name = "ROLE COVERAGE", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.organizationsRoleCoverage", priority = 1)
@AdditionalPrinterColumn(name = "MESSAGE", type = AdditionalPrinterColumn.Type.STRING, jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@ValidationRule(value = Cel.CONNECTION_NAME, message = Cel.CONNECTION_NAME_REMEDY)
public class OrganizationConnection extends CustomResource<OrganizationConnectionSpec, OrganizationConnectionStatus> {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable OrganizationConnectionSpec getSpec() {
    return super.getSpec();
  }

  @Override
  public @Nullable OrganizationConnectionStatus getStatus() {
    return super.getStatus();
  }

  /** The status, if it was written for this object: a status restored from a backup describes another object. */
  public @Nullable OrganizationConnectionStatus ownStatus() {
    OrganizationConnectionStatus status = getStatus();
    String uid = getMetadata().getUid();
    return status != null && uid != null && uid.equals(status.uid()) ? status : null;
  }
}
