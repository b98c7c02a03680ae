package dev.trustedaccess.api;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The CRDs as the Java types say them, and where the committed ones lie. */
final class Crds {
  static final Path DIRECTORY = Path.of("crds");

  private static final List<Class<? extends HasMetadata>> KINDS = List.of(
      TrustedServiceAccess.class, OrganizationConnection.class, ServiceConfirmation.class);
  private static final String HEADER = "# Generated from dev.trustedaccess.api.v1alpha1: change the types, then run the command that CrdsTest names.\n";

  private Crds() {}

  /** YAML by file name. */
  static Map<String, String> generate() {
    Map<String, ByteArrayOutputStream> written = new TreeMap<>();
    new CRDGenerator()
        .customResourceClasses(KINDS)
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withPostProcessor(new GeneratorGaps(KINDS))
        .withOutput(new CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream>() {
          @Override
          protected ByteArrayOutputStream createStreamFor(String crd) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            written.put(crd.replaceFirst("-v1$", ".yaml"), stream);
            return stream;
          }
        })
        .generate();
    Map<String, String> files = new TreeMap<>();
    written.forEach((file, stream) -> files.put(file, stream.toString(UTF_8).replaceFirst("^#.*\n", HEADER)));
    return files;
  }
}
