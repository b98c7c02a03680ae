package dev.trustedaccess.api.v1alpha1;

/**
 * The CEL rules of the schema, each with the remedy in its message. Formats are rules and not patterns, because the
 * message of a pattern only repeats the pattern.
 */
final class Cel {
  private static final String ALL_ELEMENTS = "self.all(each, each";
  private static final String RESERVED = " in ['com', 'cn'])";

  /**
   * Ends in {@code .com} or {@code .com.cn}. Organization names contain no dot and are not {@code com} or {@code cn},
   * so {@code principal.organization} is unambiguous.
   */
  private static final String PRINCIPAL_FORMAT = ".matches('^([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+(amazonaws|amazon)[.]com([.]cn)?$')";
  static final String PRINCIPAL = "self" + PRINCIPAL_FORMAT;
  static final String PRINCIPAL_REMEDY = "must be a service principal in lower case, such as config.amazonaws.com";
  static final String EACH_PRINCIPAL = ALL_ELEMENTS + PRINCIPAL_FORMAT + ")";
  static final String EACH_PRINCIPAL_REMEDY = "each " + PRINCIPAL_REMEDY;

  private static final String ORGANIZATION_NAME_FORMAT = ".matches('^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')";
  private static final String ORGANIZATION_NAME_WORDS = "at most 63 lower case letters, digits and hyphens, no dots, and neither com nor cn";
  static final String ORGANIZATION_NAME = "self" + ORGANIZATION_NAME_FORMAT + " && !(self" + RESERVED;
  static final String ORGANIZATION_NAME_REMEDY = "must be the name of an OrganizationConnection: "
      + ORGANIZATION_NAME_WORDS;
  static final String CONNECTION_NAME = "self.metadata.name" + ORGANIZATION_NAME_FORMAT + " && !(self.metadata.name"
      + RESERVED;
  static final String CONNECTION_NAME_REMEDY = "metadata.name is used in the names of declarations: it must be "
      + ORGANIZATION_NAME_WORDS;

  /** {@link Kinds#declarationName} in CEL. */
  private static final String RIGHT_NAME = "(self.spec.organizationRef.name == '" + Kinds.DEFAULT_ORGANIZATION
      + "' ? self.spec.servicePrincipal : self.spec.servicePrincipal + '.' + self.spec.organizationRef.name)";
  /** Accepts any name if a part of it is invalid, because that part has its own rule. */
  static final String DECLARATION_NAME = "self.metadata.name == " + RIGHT_NAME
      + " || !self.spec.servicePrincipal" + PRINCIPAL_FORMAT + " || !self.spec.organizationRef.name"
      + ORGANIZATION_NAME_FORMAT;
  static final String DECLARATION_NAME_REMEDY = "'metadata.name must be ' + " + RIGHT_NAME
      + " + ': rename this declaration, or correct spec.servicePrincipal or spec.organizationRef.name'";

  static final String ACCOUNT_ID = "self.matches('^[0-9]{12}$')";
  static final String ACCOUNT_ID_REMEDY = "must be an AWS account id of 12 digits in quotes, such as \"111122223333\"";

  static final String EACH_ACCOUNT_ID = ALL_ELEMENTS + ".matches('^[0-9]{12}$'))";
  static final String EACH_ACCOUNT_ID_REMEDY = "each " + ACCOUNT_ID_REMEDY;

  static final String EACH_ONCE = "self.all(each, self.exists_one(other, other == each))";

  static final String ORGANIZATION_ID = "self.matches('^o-[a-z0-9]{10,32}$')";
  static final String ORGANIZATION_ID_REMEDY = "must be an organization id such as o-a1b2c3d4e5: find it with `aws organizations describe-organization`";

  static final String ROLE_ARN = "self.matches('^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$')";
  static final String ROLE_ARN_REMEDY = "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/trusted-access";

  static final String ROLE_NAME = "self.matches('^[A-Za-z0-9+=,.@_-]{1,64}$')";
  static final String ROLE_NAME_REMEDY = "must be the name of the role, the same in every member account: no ARN and no path";

  static final String EXTERNAL_ID = "self.matches('^[A-Za-z0-9_+=,.@:/-]{2,}$')";
  static final String EXTERNAL_ID_REMEDY = "must be the external id of the role's trust policy: at least 2 letters, digits or any of _+=,.@:/-";

  private static final String REGION_FORMAT = ".matches('^[a-z]{2,4}(-[a-z]+)+-[0-9]+$')";
  static final String REGION = "self" + REGION_FORMAT;
  static final String REGION_REMEDY = "must be an AWS Region such as us-east-1";
  static final String EACH_REGION = ALL_ELEMENTS + REGION_FORMAT + ")";
  static final String EACH_REGION_REMEDY = "each " + REGION_REMEDY;

  /** Hours, minutes and seconds in this order, so that {@code "PT" + value} is a duration of ISO 8601 too. */
  static final String DURATION = "size(self) > 0 && self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$')";
  static final String DURATION_REMEDY = "must be a duration in hours, minutes and seconds, such as 15m or 1h30m; use 0s for none";
  static final String INTERVAL = DURATION + " && duration(self) >= duration('2s')";
  static final String INTERVAL_REMEDY = "must be a duration of at least 2s in hours, minutes and seconds, such as 5m or 1h30m";

  /** Partitions as far as they can be derived from a Region's name. */
  static final String ONE_PARTITION = "!has(self.managed) || self.managed.all(each, "
      + "each.startsWith('cn-') == self.home.startsWith('cn-') && each.startsWith('us-gov-') == self.home.startsWith('us-gov-')"
      + " && each.startsWith('eusc-') == self.home.startsWith('eusc-') && each.contains('-iso') == self.home.contains('-iso'))";
  static final String ORGANIZATIONS_ROLE_PARTITION = "!has(self.organizationsRole) || "
      + "(self.organizationsRole.arn.startsWith('arn:aws-cn:') == self.regions.home.startsWith('cn-')"
      + " && self.organizationsRole.arn.startsWith('arn:aws-us-gov:') == self.regions.home.startsWith('us-gov-'))";
  static final String SERVICE_ROLE_PARTITION = "!has(self.serviceRole) || !has(self.serviceRole.arn) || "
      + "(self.serviceRole.arn.startsWith('arn:aws-cn:') == self.regions.home.startsWith('cn-')"
      + " && self.serviceRole.arn.startsWith('arn:aws-us-gov:') == self.regions.home.startsWith('us-gov-'))";

  static final String ORGANIZATIONS_ROLE_ACCOUNT = "self.mode != 'Manage' || !has(self.managementAccountId)"
      + " || !has(self.organizationsRole) || self.organizationsRole.arn.contains('::' + self.managementAccountId + ':')";
  static final String SERVICE_ROLE_ACCOUNT = "self.mode != 'Manage' || !has(self.managementAccountId)"
      + " || !has(self.serviceRole) || !has(self.serviceRole.arn)"
      + " || self.serviceRole.arn.contains('::' + self.managementAccountId + ':')";

  static final String UID = "self.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')";
  static final String UID_REMEDY = "must be metadata.uid of the TrustedServiceAccess: let `confirm` write it";
  static final String TIME = "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$')";

  private Cel() {}
}
