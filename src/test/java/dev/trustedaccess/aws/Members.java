package dev.trustedaccess.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/** The members of the answers to an action, read off the SDK's model of it. */
final class Members {
  private static final Map<String, String> PACKAGES = Map.of(
      "artifact", "artifact", "config", "config", "ds", "directory", "fms", "fms", "iam", "iam",
      "organizations", "organizations", "sso", "ssoadmin", "sts", "sts");
  private static final int DEEP = 4;

  private Members() {}

  /** Each from the answer down, such as {@code AdminAccounts.Status}; those in lists count for each element. */
  static List<String> of(String action) {
    String[] names = action.split(":", 2);
    String pack = PACKAGES.get(names[0]);
    if (pack == null) {
      throw new AssertionError(
          "name the SDK's package of " + names[0] + " here, so that its answers are taken apart too");
    }
    try {
      Object builder = Class
          .forName("software.amazon.awssdk.services." + pack + ".model." + names[1].replace("AWS", "Aws") + "Response")
          .getMethod("builder")
          .invoke(null);
      List<String> found = new ArrayList<>();
      add("", (SdkPojo) builder, 0, found);
      return found;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the answer of " + names[1], e);
    }
  }

  private static void add(String above, SdkPojo structure, int depth, List<String> found) {
    for (SdkField<?> field : structure.sdkFields()) {
      String path = above + field.locationName();
      found.add(path);
      SdkField<?> element = field.containsTrait(ListTrait.class)
          ? field.getTrait(ListTrait.class).memberFieldInfo()
          : field;
      if (depth < DEEP && element.marshallingType().getTargetClass() == SdkPojo.class) {
        add(path + ".", element.constructor().get(), depth + 1, found);
      }
    }
  }
}
