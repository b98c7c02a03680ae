/** Makes status and conditions of what was concluded and of what was said before. Pure: time is a parameter. */
@NullMarked
package dev.trustedaccess.report;

import org.jspecify.annotations.NullMarked;
