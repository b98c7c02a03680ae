package dev.trustedaccess.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The AOT cache: classes as the JVM has them after a start, from a list. A cache that a training run writes differs from run to
 * run; one from a list has the same bytes each time, but for the {@link ClockMarks}.
 *
 * @param java of the runtime that will use it
 * @param jar the operator's, with the libraries beside it as in the image
 */
record AotCache(Path java, Path jar) {
  /** Epsilon never collects, so that no collection moves the clock that soft references are marked with. */
  private static final List<String> FLAGS = List.of(
      "-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx1g", "-XX:+UseCompactObjectHeaders",
      "-XX:+AOTClassLinking", "-Xshare:dump", "-Xlog:disable", "-Xlog:all=error:stderr");
  private static final int MINUTES = 5;

  /** Writes the cache of the classes in {@code libraries}, a class list, and of all of the operator's own. */
  void make(Path libraries, Path cache) throws IOException {
    Path list = cache.resolveSibling("classes.list");
    Path second = cache.resolveSibling("second.aot");
    List<String> lines = new ArrayList<>(Files.readAllLines(libraries));
    lines.addAll(own());
    Files.write(list, lines);
    dump(list, cache);
    dump(list, second);
    ClockMarks.clear(cache, second);
    Files.delete(second);
    Files.delete(list);
  }

  /** The operator's own classes, with the places where they make lambdas. */
  private List<String> own() throws IOException {
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> classes = file.stream()
          .filter(entry -> entry.getName().endsWith(".class") && !entry.getName().endsWith("-info.class"))
          .sorted(Comparator.comparing(JarEntry::getName))
          .toList();
      for (JarEntry entry : classes) {
        try (InputStream in = file.getInputStream(entry)) {
          ClassModel model = ClassFile.of().parse(in.readAllBytes());
          String name = model.thisClass().asInternalName();
          names.add(name);
          StringBuilder place = new StringBuilder("@cp " + name);
          for (PoolEntry constant : model.constantPool()) {
            if (constant instanceof InvokeDynamicEntry) {
              place.append(' ').append(constant.index());
            }
          }
          places.add(place.toString());
        }
      }
    }
    names.addAll(places.stream().filter(place -> place.split(" ", -1).length > 2).toList());
    return names;
  }

  private void dump(Path list, Path cache) throws IOException {
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(FLAGS);
    line.addAll(List.of(
        "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + cache, "-cp", jar.toString()));
    Process process = new ProcessBuilder(line).inheritIO().start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("the AOT cache could not be made: " + line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the AOT cache was made", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
