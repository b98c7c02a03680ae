package dev.trustedaccess.dashboard;

/** A part of the picture. */
record Box(double x, double y, double width, double height) {
  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  double middle() {
    return x + width / 2;
  }

  Box shrunk(double left, double top, double fromRight, double fromBottom) {
    return new Box(x + left, y + top, width - left - fromRight, height - top - fromBottom);
  }
}
