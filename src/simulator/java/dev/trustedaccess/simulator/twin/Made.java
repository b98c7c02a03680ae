package dev.trustedaccess.simulator.twin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.UnsentCalls;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** An answer made up to see what a listing makes of it. Each text in it tells the member that it is in. */
final class Made implements Filler.Values {
  static final String ORGANIZATION = "arn:aws:organizations::" + UnsentCalls.ACCOUNT + ":organization/o-probe";
  private static final String OTHER = "777766665555";

  private final String mark;
  private final Map<String, Value> given;
  /** Every member that was given something, or could have been. */
  final Map<String, Member> members = new LinkedHashMap<>();

  Made(int step, Map<String, Value> given) {
    this.mark = "m" + step + ".";
    this.given = given;
  }

  /** The answer with one thing. */
  SdkResponse answer(SdkCall call, Optional<String> list, Map<String, String> texts) {
    SdkPojo response = call.response();
    if (list.isEmpty()) {
      new Filler(this).fill(response, "", 0);
    }
    for (Member member : Member.of(response, "")) {
      String name = member.path();
      if (texts.containsKey(name)) {
        member.set(texts.get(name));
      } else if (member.isList() && list.isPresent()) {
        member.set(name.equals(list.get())
            ? List.of(new Filler(this).element(member.element(), "", 0))
            : List.of());
      }
    }
    return SdkCall.built(response);
  }

  /** The member with this text, with a text that is given to it, or with the first text that its model knows. */
  Optional<String> memberOf(String text) {
    return members.values()
        .stream()
        .filter(member -> texts(member).anyMatch(text::equals))
        .map(Member::path)
        .findFirst();
  }

  /** The texts that a member may have in this answer. */
  private Stream<Object> texts(Member member) {
    Stream<Object> made = Stream.concat(Stream.of(text(member)), of(member.path()).stream());
    return member.isText() ? Stream.concat(made, member.known().stream().limit(1)) : made;
  }

  @Override
  public boolean without(Member member) {
    members.put(member.path(), member);
    return given.get(member.path()) instanceof Value.Absent;
  }

  @Override
  public Optional<Object> of(Member member) {
    members.putIfAbsent(member.path(), member);
    return of(member.path());
  }

  private Optional<Object> of(String path) {
    return Optional.ofNullable(given.get(path)).map(value -> switch (value) {
      case Value.Absent _ -> "";
      case Value.Of(Object fixed) -> fixed;
      case Value.AskedAccount _ -> UnsentCalls.ACCOUNT;
      case Value.OtherAccount _ -> OTHER;
      case Value.OrganizationArn _ -> ORGANIZATION;
      case Value.ArnHere _ -> arn(UnsentCalls.REGION, UnsentCalls.ACCOUNT, path);
      case Value.ArnElsewhere _ -> arn("elsewhere-1", UnsentCalls.ACCOUNT, path);
      case Value.ArnOfOther _ -> arn(UnsentCalls.REGION, OTHER, path);
    });
  }

  private String arn(String region, String account, String path) {
    return "arn:aws:probe:" + region + ":" + account + ":" + text(path);
  }

  @Override
  public String text(Member member) {
    return text(member.path());
  }

  private String text(String path) {
    return mark + path + ".m";
  }

  @Override
  public Instant time() {
    return Instant.EPOCH;
  }
}
