package dev.trustedaccess.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Accepts the values of an argument as help and completion name them, in any case. Throws TypeConversionException with them
 * for any other value; picocli would name the constants of the code.
 *
 * @param <E> the values, each printed as a person types it
 */
record ChoiceConverter<E extends Enum<E>>(Class<E> values) implements ITypeConverter<E> {
  @Override
  public E convert(String value) {
    return Arrays.stream(values.getEnumConstants())
        .filter(choice -> choice.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + value + "' is " + noneOf()));
  }

  private String noneOf() {
    E[] all = values.getEnumConstants();
    return all.length == 2
        ? "neither " + all[0] + " nor " + all[1]
        : "none of " + Arrays.stream(all).map(Enum::toString).collect(Collectors.joining(", "));
  }
}
