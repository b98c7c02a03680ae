package dev.trustedaccess.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.twin.Twin;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/** The members of the answers to an action, read off the SDK's model of it. */
final class Members {
  /** The SDK's packages by the name that a service's requests are signed for. */
  private static final Map<String, String> PACKAGES = packages();
  private static final int DEEP = 4;

  private Members() {}

  private static Map<String, String> packages() {
    Map<String, String> packages = new HashMap<>(Map.of("iam", "iam", "organizations", "organizations", "sts", "sts"));
    Twin.clients().forEach((service, client) -> {
      String name = client.getPackageName();
      packages.put(service, name.substring(name.lastIndexOf('.') + 1));
    });
    return packages;
  }

  /**
   * Each from the answer down, such as {@code AdminAccounts.Status}; those in lists count for each element. A flattened list is
   * none itself: it is missing wherever it is empty.
   */
  static List<String> of(String action) {
    String service = action.substring(0, action.indexOf(':'));
    String pack = PACKAGES.get(service);
    if (pack == null) {
      throw new AssertionError(
          "name the SDK's package of " + service + " here, so that its answers are taken apart too");
    }
    String operation = AwsApi.operation(action);
    try {
      Object builder = Class
          .forName("software.amazon.awssdk.services." + pack + ".model." + operation.replace("AWS", "Aws") + "Response")
          .getMethod("builder")
          .invoke(null);
      List<String> found = new ArrayList<>();
      add("", (SdkPojo) builder, 0, found);
      return found;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the answer of " + operation, e);
    }
  }

  private static void add(String above, SdkPojo structure, int depth, List<String> found) {
    for (SdkField<?> field : structure.sdkFields()) {
      String path = above + field.unmarshallLocationName();
      if (field.getOptionalTrait(ListTrait.class).filter(ListTrait::isFlattened).isEmpty()) {
        found.add(path);
      }
      SdkField<?> element = field.containsTrait(ListTrait.class)
          ? field.getTrait(ListTrait.class).memberFieldInfo()
          : field;
      if (depth < DEEP && element.marshallingType().getTargetClass() == SdkPojo.class) {
        add(path + ".", element.constructor().get(), depth + 1, found);
      }
    }
  }
}
