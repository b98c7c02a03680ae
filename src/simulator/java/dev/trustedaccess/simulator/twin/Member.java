package dev.trustedaccess.simulator.twin;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * A member of a structure of the SDK's model.
 *
 * @param path the members' names in the API from the thing down to this one, with dots between; empty for a thing that is
 *     itself a value
 * @param owner the structure's builder; null for a thing that is itself a value
 */
record Member(String path, SdkField<?> field, @Nullable SdkPojo owner) {
  static List<Member> of(SdkPojo structure, String above) {
    return structure.sdkFields()
        .stream()
        .map(field -> new Member(name(above, field), field, structure))
        .toList();
  }

  /** As the answer has it, which in EC2's protocol is not as a request has it. */
  private static String name(String above, SdkField<?> field) {
    String name = field.unmarshallLocationName();
    return above.isEmpty() ? name : above + "." + name;
  }

  boolean isText() {
    return field.marshallingType().equals(MarshallingType.STRING);
  }

  boolean isList() {
    return field.marshallingType().equals(MarshallingType.LIST);
  }

  boolean isStructure() {
    return field.marshallingType().equals(MarshallingType.SDK_POJO);
  }

  boolean isMap() {
    return field.marshallingType().equals(MarshallingType.MAP);
  }

  /** What an element of the list is. */
  SdkField<?> element() {
    return field.getTrait(ListTrait.class).memberFieldInfo();
  }

  /** The values that the SDK's model knows of it; none where it is free text. */
  List<String> known() {
    return Optional.ofNullable(owner)
        .map(structure -> structure.getClass().getEnclosingClass())
        .stream()
        .flatMap(model -> Stream.of(model.getMethods()))
        .filter(this::reads)
        .map(Method::getReturnType)
        .filter(Class::isEnum)
        .flatMap(type -> Stream.of(type.getEnumConstants()))
        .map(constant -> Optional.ofNullable(constant.toString()).orElse(""))
        .filter(value -> !value.isEmpty() && !value.equals("null"))
        .toList();
  }

  private boolean reads(Method method) {
    return method.getParameterCount() == 0 && method.getName().equalsIgnoreCase(field.memberName());
  }

  void set(Object value) {
    if (owner == null) {
      throw new IllegalStateException("a value has no members");
    }
    field.set(owner, value);
  }
}
