package dev.trustedaccess.simulator.world;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The managed Microsoft AD directories of one account in one Region, and with whom they are shared. */
public final class Directories {
  private final NavigableMap<String, Directory> directories = new ConcurrentSkipListMap<>();

  /** How a directory is shared: within the organization, or by a request that the other account accepts. */
  public enum Method {
    ORGANIZATIONS, HANDSHAKE
  }

  /**
   * A share.
   *
   * @param status a ShareStatus of the API, such as {@code Shared}
   */
  public record Share(String accountId, Method method, String status) {}

  /** A directory with its shares by account. */
  public record Directory(String id, String name, NavigableMap<String, Share> shares) {
    public Directory sharedWith(String accountId, Method method) {
      return share(new Share(accountId, method, "Shared"));
    }

    public Directory share(Share share) {
      shares.put(share.accountId(), share);
      return this;
    }
  }

  /** A new directory, such as {@code d-1234567890}. */
  public Directory directory(String id, String name) {
    var directory = new Directory(id, name, new ConcurrentSkipListMap<>());
    directories.put(id, directory);
    return directory;
  }

  /** By id; what is removed from the map is gone. */
  public NavigableMap<String, Directory> all() {
    return directories;
  }
}
