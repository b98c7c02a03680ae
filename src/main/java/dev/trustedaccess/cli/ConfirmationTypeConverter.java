package dev.trustedaccess.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts {@code initialized} and {@code cleaned-up}. Throws TypeConversionException for any other value. */
final class ConfirmationTypeConverter implements ITypeConverter<ConfirmCommand.ConfirmationType> {
  @Override
  public ConfirmCommand.ConfirmationType convert(String value) {
    return switch (value) {
      case "initialized" -> ConfirmCommand.ConfirmationType.INITIALIZED;
      case "cleaned-up" -> ConfirmCommand.ConfirmationType.CLEANED_UP;
      default -> throw new TypeConversionException("'" + value + "' is neither initialized nor cleaned-up");
    };
  }
}
