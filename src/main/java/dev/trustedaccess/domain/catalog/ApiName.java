package dev.trustedaccess.domain.catalog;

/** A value whose spelling is part of the custom resources, of the catalog file or of the command line. */
public interface ApiName {
  /** The spelling, which must never change. */
  String apiName();
}
