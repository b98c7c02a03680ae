package dev.trustedaccess.simulator.twin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.builder.Buildable;

/** Gives the members of a structure of the SDK's model their values. */
final class Filler {
  private static final int DEEPEST = 4;

  private final Values values;

  Filler(Values values) {
    this.values = values;
  }

  /** Knows what a member is given. */
  interface Values {
    /** Whether the member is left out. */
    boolean without(Member member);

    /** Its value, if it is not made by its type alone. */
    Optional<Object> of(Member member);

    /** Its text, if nothing else is known of it. */
    String text(Member member);

    Instant time();
  }

  /** Fills the structure's members and returns it. */
  SdkPojo fill(SdkPojo structure, String above, int depth) {
    for (Member member : Member.of(structure, above)) {
      if (!values.without(member)) {
        Object value = value(member, depth);
        if (value != null) {
          member.set(value);
        }
      }
    }
    return structure;
  }

  /** An element of a list: a structure, or a value. */
  Object element(SdkField<?> element, String above, int depth) {
    if (element.marshallingType().equals(MarshallingType.SDK_POJO)) {
      return ((Buildable) fill(element.constructor().get(), above, depth)).build();
    }
    return Optional.ofNullable(value(new Member(above, element, null), depth)).orElse("");
  }

  private @Nullable Object value(Member member, int depth) {
    Optional<Object> given = values.of(member);
    if (given.isPresent()) {
      return given.get();
    }
    MarshallingType<?> type = member.field().marshallingType();
    if (member.isText()) {
      List<String> known = member.known();
      return known.isEmpty() ? values.text(member) : known.getFirst();
    }
    if (member.isStructure()) {
      return depth < DEEPEST
          ? ((Buildable) fill(member.field().constructor().get(), member.path(), depth + 1)).build()
          : null;
    }
    if (member.isList()) {
      return depth < DEEPEST ? List.of(element(member.element(), member.path(), depth + 1)) : null;
    }
    return scalar(type);
  }

  private @Nullable Object scalar(MarshallingType<?> type) {
    if (type.equals(MarshallingType.BOOLEAN)) {
      return true;
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return values.time();
    }
    if (type.equals(MarshallingType.INTEGER)) {
      return 1;
    }
    if (type.equals(MarshallingType.LONG)) {
      return 1L;
    }
    if (type.equals(MarshallingType.DOUBLE)) {
      return 1.0;
    }
    if (type.equals(MarshallingType.FLOAT)) {
      return 1.0F;
    }
    return type.equals(MarshallingType.BIG_DECIMAL) ? BigDecimal.ONE : null;
  }
}
