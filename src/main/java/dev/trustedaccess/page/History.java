package dev.trustedaccess.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.page.DeclarationRow.HistoryRow;
import org.jspecify.annotations.Nullable;

import static dev.trustedaccess.page.Texts.orEmpty;
import static dev.trustedaccess.page.Texts.text;

/** What happened to a declaration, as far as its status remembers. */
final class History {
  private final List<HistoryRow> rows = new ArrayList<>();

  private History() {}

  /** Oldest first. */
  static List<HistoryRow> of(TrustedServiceAccess object) {
    History history = new History();
    history.add(object.getMetadata().getCreationTimestamp(), "The declaration was created.");
    TrustedServiceAccessStatus status = object.ownStatus();
    if (status != null) {
      history.add(status);
    }
    history.add(object.getMetadata().getDeletionTimestamp(), "The deletion was requested.");
    // Stable: at the same time, what is added first comes first. RFC 3339 in UTC sorts as text.
    history.rows.sort(Comparator.comparing(HistoryRow::time));
    return history.rows;
  }

  private void add(TrustedServiceAccessStatus status) {
    add(status.enabledTime(), switch (text(status.enabledBy())) {
      case "Operator" -> "The operator enabled access.";
      case "Other" -> "Others enabled access.";
      default -> "Access was enabled.";
    });
    add(status.reenabledTime(), "Access was enabled again after it was disabled.");
    orEmpty(status.corrections())
        .forEach(time -> add(time, "The operator enabled access again after others disabled it."));
    TrustedServiceAccessStatus.LastChange last = status.lastChange();
    if (last != null) {
      add(last.time(), change(last));
    }
  }

  private static String change(TrustedServiceAccessStatus.LastChange last) {
    String subject = last.subject() == null ? "" : " " + last.subject();
    String request = last.requestId() == null ? "" : " (AWS request " + last.requestId() + ")";
    String outcome = last.refused() == null ? "" : ": refused, " + last.refused();
    return "The operator's last change: " + text(last.action()) + subject + outcome + request + ".";
  }

  private void add(@Nullable String time, String what) {
    if (time != null) {
      rows.add(new HistoryRow(time, what));
    }
  }
}
