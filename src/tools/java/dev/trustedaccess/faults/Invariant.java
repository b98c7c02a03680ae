package dev.trustedaccess.faults;

/** The design's invariants, in one line each. */
enum Invariant {
  I1("after the last fault everything becomes as declared, and then nothing is changed any more"),
  I2("nothing is removed before the preconditions of this deletion held, by reads made after it"),
  I3("nothing is enabled or initialized for a declaration that the API server itself did not show live just before"),
  I4("what nobody declares, or what is observed, paused or not allowed, is not changed"),
  I5("finalizers and intent are stored before the change; the finalizer is removed only if access is disabled or is to stay enabled"),
  I6("Ready=True only after a read at this generation"),
  I7("one change at a time for an organization, none repeated within the settle time"),
  I8("no hot loop, and no call above AWS's limits"),
  I9("every decision is made again by a process that knows only the cluster and AWS"),
  I10("before each change the declaration, the connection and what else matters are read by quorum"),
  I11("what others enabled is never disabled under Restore");

  final String words;

  Invariant(String words) {
    this.words = words;
  }
}
