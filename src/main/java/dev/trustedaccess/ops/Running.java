package dev.trustedaccess.ops;

/** What {@code run} starts: the operator, alone or as one of several processes. */
public interface Running extends AutoCloseable {
  /** Whether it has come up; true for good from then on. */
  boolean started();

  /** Whether it does its work, or stands by for it. */
  boolean healthy();

  /** Whether what is wrong, if anything, comes right without a new process. */
  boolean alive();

  /** Whether it is the one that does the work. */
  boolean leading();

  /** Returns after {@link #close()}; throws what ended it before. */
  void await() throws InterruptedException;

  /** Lets what runs come to its end, for 4 seconds at most, and stops. */
  @Override
  void close();
}
