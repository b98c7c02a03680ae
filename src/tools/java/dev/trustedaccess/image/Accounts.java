package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program expects of a system: a user who is not root, the order in which hosts are looked up, a place for files. */
final class Accounts {
  private Accounts() {}

  static void writeTo(Path root) throws IOException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), """
        root:x:0:0:root:/:/sbin/nologin
        nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin
        """);
    Files.writeString(etc.resolve("group"), """
        root:x:0:
        nonroot:x:65532:
        """);
    Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
    Files.createDirectories(root.resolve("tmp"));
  }
}
