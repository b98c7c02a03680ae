package dev.trustedaccess.cli;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import io.fabric8.kubernetes.client.CustomResource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Accepts what a field of a connection accepts. Throws TypeConversionException, with the format that the schema names, for
 * any other value.
 */
abstract class FieldConverter implements ITypeConverter<String> {
  private final List<String> field;

  private FieldConverter(String... field) {
    this.field = List.of(field);
  }

  @Override
  public final String convert(String value) {
    KindSchema.of(CustomResource.getCRDName(OrganizationConnection.class))
        .at(field)
        .wrongText(value)
        .ifPresent(expected -> {
          throw new TypeConversionException("'" + value + "' " + expected);
        });
    return value;
  }

  /** For the ARN of an IAM role. */
  static final class RoleArn extends FieldConverter {
    RoleArn() {
      super("spec", "organizationsRole", "arn");
    }
  }

  /** For the external ID in a role's trust policy. */
  static final class ExternalId extends FieldConverter {
    ExternalId() {
      super("spec", "organizationsRole", "externalId");
    }
  }

  /** For the name of a Region. */
  static final class Region extends FieldConverter {
    Region() {
      super("spec", "regions", "home");
    }
  }
}
