package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.declaration.Verdict.Truth;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;

import static org.assertj.core.api.Assertions.assertThat;

/** What a plan came to, with what it asked on the way. Every message is held against the rules of wording. */
record Then(Decision.Conclude conclude, List<Question<?>> asked) {
  Then {
    Wording.check(conclude);
  }

  Decision.Conclude conclusion() {
    return conclude;
  }

  Then changesNothing() {
    assertThat(conclude.action()).as("action").isEmpty();
    return this;
  }

  Then does(Action expected) {
    assertThat(conclude.action()).contains(expected);
    return this;
  }

  /** Lets the declaration go. */
  Then leaves() {
    return does(new Action.RemoveFinalizer());
  }

  /** Access is asked to go on. */
  Then enables(boolean correction) {
    return does(new Action.Enable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, Given.AWS_NOW, correction));
  }

  /** Plans to enable access by the service's own call. */
  Then enablesByItsOwnCall(boolean correction) {
    return does(new Action.Enable(Given.PRINCIPAL, AccessMethod.By.SERVICE, Given.AWS_NOW, correction));
  }

  /** Plans to disable access by the service's own call. */
  Then disablesByItsOwnCall(boolean confirmed) {
    return does(new Action.Disable(Given.PRINCIPAL, AccessMethod.By.SERVICE, Given.AWS_NOW, confirmed));
  }

  Then disables(boolean confirmed) {
    return disables(Given.PRINCIPAL, confirmed);
  }

  Then disables(String listedAs, boolean confirmed) {
    return does(new Action.Disable(listedAs, AccessMethod.By.ORGANIZATIONS, Given.AWS_NOW, confirmed));
  }

  Then removesOwned(boolean confirmed) {
    return does(new Action.RemoveOwnedResource(Given.OWNED, Given.AWS_NOW, confirmed));
  }

  Then isReady() {
    assertThat(conclusion().finding()).as("finding").isEmpty();
    return ready(Truth.TRUE, Reason.READY);
  }

  Then isStalled(Reason reason) {
    return found(Finding.Severity.STALLED, reason).ready(Truth.FALSE, reason);
  }

  Then waits(Reason reason) {
    return found(Finding.Severity.WAITING, reason);
  }

  /** As a person asked for: neither stalled nor going on. */
  Then rests(Reason reason) {
    return found(Finding.Severity.ASKED_FOR, reason);
  }

  /** Trouble that is likely to pass, and leaves Ready as it was. */
  Then bears(Reason reason) {
    found(Finding.Severity.PASSING, reason);
    assertThat(conclusion().ready()).extracting(Verdict::truth, Verdict::keepsPrevious)
        .containsExactly(Truth.UNKNOWN, true);
    return this;
  }

  private Then found(Finding.Severity severity, Reason reason) {
    assertThat(conclusion().finding()).as("finding").isPresent();
    Finding finding = conclusion().finding().orElseThrow();
    assertThat(finding).as(finding.message())
        .extracting(Finding::severity, Finding::reason)
        .containsExactly(severity, reason);
    return this;
  }

  Then ready(Truth truth, Reason reason) {
    return verdict("Ready", conclusion().ready(), truth, reason);
  }

  Then access(Truth truth, Reason reason) {
    return verdict("AccessEnabled", conclusion().access(), truth, reason);
  }

  Then initialized(Truth truth, Reason reason) {
    return verdict("Initialized", conclusion().initialized(), truth, reason);
  }

  Then roles(Truth truth, Reason reason) {
    return verdict("RolesPresent", conclusion().roles(), truth, reason);
  }

  Then cleanedUp(Truth truth, Reason reason) {
    return verdict("CleanedUp", conclusion().cleanedUp().orElseThrow(), truth, reason);
  }

  private Then verdict(String condition, Verdict verdict, Truth truth, Reason reason) {
    assertThat(verdict).as(condition + ": " + verdict.message())
        .extracting(Verdict::truth, Verdict::reason, Verdict::keepsPrevious)
        .containsExactly(truth, reason, false);
    return this;
  }

  Then says(String... parts) {
    assertThat(conclusion().ready().message()).contains(parts);
    return this;
  }

  Then saysNot(String... parts) {
    assertThat(conclusion().ready().message()).doesNotContain(parts);
    return this;
  }

  Then rolesSay(String... parts) {
    assertThat(conclusion().roles().message()).contains(parts);
    return this;
  }

  /** The message ends in the patch that leaves access enabled. */
  Then saysHowToRetain() {
    assertThat(conclusion().ready().message())
        .endsWith("kubectl patch tsa " + Given.NAME + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'");
    return this;
  }

  Then remembers(Consumer<Recorded> what) {
    what.accept(conclusion().recorded());
    return this;
  }

  Then remembersEnabledBy(EnabledBy by) {
    return remembers(recorded -> assertThat(recorded.enabledBy()).contains(by));
  }

  Then shows(Remaining thing, Effect effect) {
    assertThat(conclusion().cleanup().map(Cleanup::items).orElse(List.of()))
        .contains(new Cleanup.Item(thing, effect, true));
    return this;
  }

  Then comesBackIn(Duration next) {
    assertThat(conclude.next()).isEqualTo(next);
    return this;
  }

  /** Exactly these were read in this pass. */
  Then asks(Question<?>... questions) {
    assertThat(asked).containsExactly(questions);
    return this;
  }

  Then neverAsks(Question<?>... questions) {
    assertThat(asked).doesNotContain(questions);
    return this;
  }

  Optional<Finding> finding() {
    return conclusion().finding();
  }
}
