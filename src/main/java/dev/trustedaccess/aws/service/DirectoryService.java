package dev.trustedaccess.aws.service;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.PlaceRead;
import dev.trustedaccess.domain.Remaining;
import software.amazon.awssdk.services.directory.DirectoryClient;
import software.amazon.awssdk.services.directory.model.DirectoryType;
import software.amazon.awssdk.services.directory.model.ShareMethod;
import software.amazon.awssdk.services.directory.model.ShareStatus;

/**
 * Directory Service. Access alone lets the management account share a directory with members; nothing is to be set up. A
 * directory is shared in its own Region, and only AWS Managed Microsoft AD can be.
 */
final class DirectoryService implements Integration {
  private static final String SHARE = "shared-directory";
  private static final String DIRECTORIES = "ds:DescribeDirectories";
  private static final String SHARES = "ds:DescribeSharedDirectories";
  /** A type that is new to us may be one that can be shared, so it is asked about. */
  private static final Set<DirectoryType> UNSHARED = EnumSet.of(
      DirectoryType.SIMPLE_AD, DirectoryType.AD_CONNECTOR, DirectoryType.SHARED_MICROSOFT_AD);

  @Override
  public String id() {
    return "directory-service";
  }

  @Override
  public List<String> principals() {
    return List.of("ds.amazonaws.com");
  }

  @Override
  public List<String> reads() {
    return List.of("ds:DescribeDirectories", "ds:DescribeSharedDirectories");
  }

  @Override
  public InitializationState initialization(Duty duty) {
    return InitializationState.of(Stage.NOT_REQUIRED, "nothing");
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> administrator) {
    Inventory inventory = new Inventory();
    for (String region : duty.regions()) {
      // Whatever account a directory is shared with, it is read in the Region of its owner.
      inventory.read(
          () -> PlaceRead.inRegion(SHARE, region),
          () -> sharedDirectories(duty.in(region, DirectoryClient.class, DirectoryClient::builder)));
    }
    return inventory;
  }

  private static List<Remaining> sharedDirectories(Caller<DirectoryClient> caller) {
    return caller
        .listSurely(
            DIRECTORIES,
            (directories, as, token) -> directories.describeDirectories(
                request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.directoryDescriptions(),
            page -> page.nextToken())
        .stream()
        .filter(directory -> !UNSHARED.contains(Answer.has(directory.type(), DIRECTORIES, "Type")))
        .map(directory -> Answer.has(directory.directoryId(), DIRECTORIES, "DirectoryId"))
        .flatMap(owned -> shares(caller, owned).stream())
        .toList();
  }

  private static List<Remaining> shares(Caller<DirectoryClient> caller, String directoryId) {
    return caller
        .listSurely(
            SHARES,
            (directories, as, token) -> directories.describeSharedDirectories(request -> request
                .overrideConfiguration(as)
                .ownerDirectoryId(directoryId)
                .nextToken(token)),
            page -> page.sharedDirectories(),
            page -> page.nextToken())
        .stream()
        .filter(share -> Answer.has(share.shareMethod(), SHARES, "ShareMethod") != ShareMethod.HANDSHAKE)
        .filter(share -> share.shareStatus() != ShareStatus.DELETED)
        .map(share -> new Remaining(
            SHARE,
            Answer.has(share.sharedDirectoryId(), SHARES, "SharedDirectoryId"),
            Answer.has(share.sharedAccountId(), SHARES, "SharedAccountId"),
            caller.region()))
        .toList();
  }
}
