package dev.trustedaccess.faults;

import java.util.concurrent.ExecutionException;

import dev.trustedaccess.app.CatalogFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A few cells of the fault suite in each build, so that it works when it is wanted. */
class SuiteTest {
  @Test
  void aLifeGoesOnThroughALostAnswerAndAKill() throws InterruptedException, ExecutionException {
    Cells.Sum cells = Cells.run(CatalogFile.load(),
        cell -> cell.life() == Life.DIRECTORY_SERVICE
            && (cell.fault() == Fault.ANSWER_LOST || cell.fault() == Fault.KILLED_AFTER)
            && cell.toString().contains("AWSServiceAccess before"));
    assertThat(cells.violations()).isEmpty();
    assertThat(cells.outcomes()).filteredOn(each -> each.cell().fault() != null)
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(Cell.Outcome::met);
  }

  @Test
  void theTablesTakeTheirPlaceInThePage() {
    String page = """
        before
        <!-- written by one -->
        old
        <!-- end of what is written -->
        between
        <!-- written by other -->
        kept
        <!-- end of what is written -->
        after
        """;
    assertThat(Page.with(page, "one", new FaultTable().text(0))).startsWith("before\n")
        .contains("| violations | 0 |")
        .contains("between\n<!-- written by other -->\nkept\n")
        .doesNotContain("old")
        .endsWith("after\n");
  }
}
