package dev.trustedaccess.simulator.world;

/**
 * How lists are cut into pages. AWS promises neither full pages nor that a page with a token has anything on it; a test
 * can ask for both ways of being difficult.
 */
public final class Pages {
  private volatile int longest = Integer.MAX_VALUE;
  private volatile boolean emptyFirst;
  private volatile boolean byPosition;

  /** No page has more than so many items, whatever the caller asks for. */
  public void atMost(int items) {
    longest = items;
  }

  /** Every list begins with a page that has no item, but a token. */
  public void beginEmpty() {
    emptyFirst = true;
  }

  /** Tokens name a position: what goes from a page that was read moves what follows up, past the reader. */
  public void byPosition() {
    byPosition = true;
  }

  public void asAwsDoes() {
    byPosition = false;
    longest = Integer.MAX_VALUE;
    emptyFirst = false;
  }

  public int sizeFor(int asked) {
    return Math.min(asked, longest);
  }

  public boolean areByPosition() {
    return byPosition;
  }

  public boolean beginsEmpty() {
    return emptyFirst;
  }
}
