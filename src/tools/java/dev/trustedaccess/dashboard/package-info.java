/** The chart's Grafana dashboard: what it asks Prometheus for, and a picture of the answers for the documentation. */
@NullMarked
package dev.trustedaccess.dashboard;

import org.jspecify.annotations.NullMarked;
