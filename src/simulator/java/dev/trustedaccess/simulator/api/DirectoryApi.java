package dev.trustedaccess.simulator.api;

import java.util.NavigableMap;
import java.util.function.BiFunction;

import dev.trustedaccess.simulator.world.Directories;

/** AWS Directory Service, API version 2015-04-16, as far as sharing is read: by its owner, Region by Region. */
public final class DirectoryApi {
  private static final int PAGE = 100;

  private DirectoryApi() {}

  public static AwsApi api() {
    return AwsApi.of("ds")
        .reads("DescribeDirectories", DirectoryApi::describeDirectories)
        .reads("DescribeSharedDirectories", DirectoryApi::describeSharedDirectories);
  }

  private static Fields describeDirectories(Request request) {
    request.input().path("DirectoryIds").forEach(id -> directory(request, id.asText()));
    return page(request, "DirectoryDescriptions", request.only("DirectoryIds", directories(request).all()),
        (id, directory) -> Fields.of("DirectoryId", id)
            .with("Name", directory.name())
            .with("Type", "MicrosoftAD")
            .with("Edition", "Enterprise")
            .with("Stage", "Active"));
  }

  private static Fields describeSharedDirectories(Request request) {
    var directory = directory(request, request.text("OwnerDirectoryId"));
    return page(request, "SharedDirectories", directory.shares(),
        (accountId, share) -> Fields.of("OwnerAccountId", request.account().id())
            .with("OwnerDirectoryId", directory.id())
            .with("ShareMethod", share.method().name())
            .with("SharedAccountId", accountId)
            .with("SharedDirectoryId", "d-" + accountId.substring(2))
            .with("ShareStatus", share.status()));
  }

  private static Directories directories(Request request) {
    return request.account().directories(request.region());
  }

  private static Directories.Directory directory(Request request, String id) {
    var found = directories(request).all().get(id);
    if (found == null) {
      throw Refusal.of("EntityDoesNotExistException", "Directory " + id + " does not exist.");
    }
    return found;
  }

  private static <V> Fields page(Request request, String list, NavigableMap<String, V> all,
      BiFunction<String, V, Fields> item) {
    var size = request.number("Limit", 0);
    var page = Paging.of(all, request.find("NextToken"), size == 0 ? PAGE : size, request.world().pages(),
        Refusal.of("InvalidNextTokenException", "The NextToken is not valid."), item);
    return Fields.of(list, page.items()).with("NextToken", page.next());
  }
}
