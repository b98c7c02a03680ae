/**
 * Launchers for the real parts that tests run against: a Kubernetes API server with etcd, moto, and the operator as a
 * process of its own. Everything listens on loopback only, ends with its launcher, and leaves nothing but its logs in
 * {@code target/testbed-logs}.
 */
@NullMarked
package dev.trustedaccess.testbed;

import org.jspecify.annotations.NullMarked;
