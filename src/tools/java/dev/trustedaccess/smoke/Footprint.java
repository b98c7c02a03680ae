package dev.trustedaccess.smoke;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a JVM, in KiB.
 *
 * @param metaspace what the JVM keeps of classes; those that it takes from an AOT cache are not in it
 * @param resident what the kernel counts for the process
 */
record Footprint(long metaspace, long resident) {
  private static final String WORD = "footprint";

  /** Of this JVM, now. */
  static Footprint now() throws IOException {
    long metaspace = ManagementFactory.getMemoryPoolMXBeans()
        .stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed() / 1024)
        .sum();
    long resident = Files.readString(Path.of("/proc/self/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
    return new Footprint(metaspace, resident);
  }

  String line() {
    return WORD + " " + metaspace + " " + resident;
  }

  static boolean isLine(String line) {
    return line.startsWith(WORD + " ");
  }

  /** From a {@link #line}. */
  static Footprint of(String line) {
    String[] parts = line.split(" ", -1);
    return new Footprint(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
