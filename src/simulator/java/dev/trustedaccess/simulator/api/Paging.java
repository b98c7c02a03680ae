package dev.trustedaccess.simulator.api;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.trustedaccess.simulator.world.Pages;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Cuts a sorted list into pages. A token carries the key of the last item given, so a list that changes between two
 * pages neither repeats nor loses what stays in it.
 */
public final class Paging {
  private static final String PREFIX = "page-after:";

  private Paging() {}

  /**
   * A page.
   *
   * @param next the token of the page after this one, null for the last page
   */
  public record Page(List<?> items, @Nullable String next) {}

  /**
   * One page.
   *
   * @param token from the page before; empty for the first page
   * @param size how many items the caller asks for, or the service's own page size
   * @param badToken what a token refuses with that no page gave
   */
  public static <V> Page of(NavigableMap<String, V> all, Optional<String> token, int size, Pages shape,
      Refusal badToken,
      BiFunction<String, V, ?> item) {
    if (token.isEmpty() && shape.beginsEmpty() && !all.isEmpty()) {
      return new Page(List.of(), encode(""));
    }
    if (shape.areByPosition()) {
      return byPosition(all, token.map(given -> Integer.parseInt(decode(given, badToken))).orElse(0),
          shape.sizeFor(size), item);
    }
    var rest = token.isEmpty() ? all : all.tailMap(decode(token.get(), badToken), false);
    var items = new ArrayList<Object>();
    var last = "";
    for (var entry : rest.entrySet()) {
      if (items.size() == shape.sizeFor(size)) {
        return new Page(items, encode(last));
      }
      items.add(item.apply(entry.getKey(), entry.getValue()));
      last = entry.getKey();
    }
    return new Page(items, null);
  }

  private static <V> Page byPosition(NavigableMap<String, V> all, int from, int size, BiFunction<String, V, ?> item) {
    var items = all.entrySet().stream().skip(from).limit(size).map(each -> item.apply(each.getKey(), each.getValue()));
    return new Page(items.toList(), from + size < all.size() ? encode(String.valueOf(from + size)) : null);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + key).getBytes(UTF_8));
  }

  private static String decode(String token, Refusal badToken) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      if (text.startsWith(PREFIX)) {
        return text.substring(PREFIX.length());
      }
    } catch (IllegalArgumentException e) {
      throw badToken;
    }
    throw badToken;
  }
}
