package dev.trustedaccess.domain;

/** Who switched access on as it stands. Whatever is uncertain is Other: the side that leaves access on. */
public enum OpenedBy {
  Operator, Other
}
