package dev.trustedaccess.aws.service;

import java.util.EnumSet;
import java.util.Set;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.directory.DirectoryClient;
import software.amazon.awssdk.services.directory.model.DescribeDirectoriesResponse;
import software.amazon.awssdk.services.directory.model.DescribeSharedDirectoriesResponse;
import software.amazon.awssdk.services.directory.model.DirectoryType;
import software.amazon.awssdk.services.directory.model.ShareMethod;
import software.amazon.awssdk.services.directory.model.ShareStatus;
import software.amazon.awssdk.services.directory.model.SharedDirectory;

/**
 * AWS Directory Service. Access alone lets the management account share a directory with members, so nothing is to be
 * initialized. A directory is shared in its own Region, and only AWS Managed Microsoft AD can be shared.
 */
final class DirectoryService {
  private static final Service<DirectoryClient> DIRECTORY = Service.of(DirectoryClient.class, DirectoryClient::builder);
  private static final String DIRECTORIES = "ds:DescribeDirectories";
  private static final String SHARES = "ds:DescribeSharedDirectories";
  /** A type that is not known here may be one that can be shared, so it is asked about. */
  private static final Set<DirectoryType> UNSHARED = EnumSet.of(
      DirectoryType.SIMPLE_AD, DirectoryType.AD_CONNECTOR, DirectoryType.SHARED_MICROSOFT_AD);

  private static final Listing<DirectoryClient, SharedDirectory> SHARED = DIRECTORY
      .list(
          DIRECTORIES,
          (directories, override) -> directories.describeDirectoriesPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeDirectoriesResponse::directoryDescriptions)
      .counting(directory -> !UNSHARED.contains(Answer.has(directory.type(), DIRECTORIES, "Type")))
      .each(
          SHARES,
          (directories, override, directory) -> directories.describeSharedDirectoriesPaginator(request -> request
              .overrideConfiguration(override)
              .ownerDirectoryId(Answer.has(directory.directoryId(), DIRECTORIES, "DirectoryId"))),
          DescribeSharedDirectoriesResponse::sharedDirectories)
      .counting(share -> Answer.has(share.shareMethod(), SHARES, "ShareMethod") != ShareMethod.HANDSHAKE
          && share.shareStatus() != ShareStatus.DELETED)
      .identifiedBy("SharedDirectoryId", SharedDirectory::sharedDirectoryId)
      .inAccount("SharedAccountId", SharedDirectory::sharedAccountId)
      .boundedTo("arn:{partition}:ds:*:*:directory/*");

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("directory-service", "ds.amazonaws.com")
      .leaving("shared-directory", SHARED);

  private DirectoryService() {}
}
