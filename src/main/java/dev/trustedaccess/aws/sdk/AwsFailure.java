package dev.trustedaccess.aws.sdk;

import java.util.Optional;
import java.util.function.Supplier;

import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A failure on its way to the port, where {@link #toFact} converts it to a value. */
public final class AwsFailure extends RuntimeException {
  private final transient Failure failure;

  public AwsFailure(Failure failure) {
    this(failure, null);
  }

  AwsFailure(Failure failure, @Nullable Throwable cause) {
    super(failure.detail(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /** What was read, or why it could not be read. */
  public static <T> Fact<T> toFact(Supplier<? extends T> read) {
    try {
      return Fact.known(read.get());
    } catch (AwsFailure e) {
      return Fact.unknown(e.failure);
    }
  }

  /** What was read; empty if AWS returned the exception that means that the object does not exist. */
  public static <T> Optional<T> absentWhen(Class<? extends SdkException> absent, Supplier<? extends T> read) {
    return absentWhen(absent, "", read);
  }

  /** The same, where AWS's message has these words. */
  public static <T> Optional<T> absentWhen(
      Class<? extends SdkException> absent, String words, Supplier<? extends T> read) {
    try {
      return Optional.of(read.get());
    } catch (AwsFailure e) {
      if (absent.isInstance(e.getCause()) && String.valueOf(e.getCause().getMessage()).contains(words)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
