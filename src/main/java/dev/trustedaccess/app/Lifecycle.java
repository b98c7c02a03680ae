package dev.trustedaccess.app;

import java.util.Optional;

import dev.trustedaccess.page.Holdings;

/** What {@code run} starts: the operator, as the only process or as one of several. */
public interface Lifecycle extends AutoCloseable {
  /** Whether startup is complete; once true, it stays true. */
  boolean started();

  /** Whether it is working, or is on standby. */
  boolean healthy();

  /** Whether it works or can recover without a restart of the process. */
  boolean alive();

  /** Whether it is the leader. */
  boolean leading();

  /** The pod that leads, according to the API server; empty if that is unknown, or if there is only this one. */
  Optional<String> leader();

  /** What it holds in memory; empty if it does not work. */
  Optional<Holdings> holdings();

  /** Returns after {@link #close()}; throws the error that ended it before. */
  void await() throws InterruptedException;

  /** Lets running work finish for at most 4 seconds, then stops. */
  @Override
  void close();
}
