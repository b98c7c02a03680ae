package dev.trustedaccess.simulator.twin;

/** What a member of an answer is given in place of a value made from its name. */
sealed interface Value {
  /** Nothing: the member is left out. */
  record Absent() implements Value {}

  /** This text or truth value. */
  record Of(Object value) implements Value {}

  /** The id of the account that is asked. */
  record AskedAccount() implements Value {}

  /** The id of another account. */
  record OtherAccount() implements Value {}

  /** The ARN of the organization. */
  record OrganizationArn() implements Value {}

  /** An ARN in the Region that is asked. */
  record ArnHere() implements Value {}

  /** An ARN in another Region. */
  record ArnElsewhere() implements Value {}

  /** An ARN of another account. */
  record ArnOfOther() implements Value {}
}
