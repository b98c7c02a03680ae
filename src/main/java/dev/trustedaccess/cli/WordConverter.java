package dev.trustedaccess.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code initialized} and {@code cleaned-up}. */
final class WordConverter implements ITypeConverter<ConfirmCommand.Word> {
  @Override
  public ConfirmCommand.Word convert(String value) {
    return switch (value) {
      case "initialized" -> ConfirmCommand.Word.initialized;
      case "cleaned-up" -> ConfirmCommand.Word.cleaned_up;
      default -> throw new TypeConversionException("'" + value + "' is no word; it takes initialized or cleaned-up");
    };
  }
}
