package dev.trustedaccess.cli;

import dev.trustedaccess.domain.declaration.ConfirmationType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts {@code initialized} and {@code cleaned-up}. Throws TypeConversionException for any other value. */
final class ConfirmationTypeConverter implements ITypeConverter<ConfirmationType> {
  @Override
  public ConfirmationType convert(String value) {
    return switch (value) {
      case "initialized" -> ConfirmationType.INITIALIZED;
      case "cleaned-up" -> ConfirmationType.CLEANED_UP;
      default -> throw new TypeConversionException("'" + value + "' is neither initialized nor cleaned-up");
    };
  }
}
