package dev.trustedaccess.domain.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Looking a principal up by any of its names. */
class ServiceCatalogTest {
  private static final AccessMethod METHOD = new AccessMethod(AccessMethod.By.ORGANIZATIONS,
      "organizations:EnableAWSServiceAccess");

  private static final PrincipalFacts MAIL = principal("mail.amazonaws.com", "post.amazonaws.com",
      "letter.amazonaws.com");
  private static final PrincipalFacts PARCEL = principal("parcel.mail.amazonaws.com");
  private static final ServiceFacts MAIL_SERVICE = service("mail", MAIL, PARCEL);
  private static final ServiceFacts PHONE_SERVICE = service("phone", principal("phone.amazonaws.com"));
  private static final ServiceCatalog.RejectedPrincipal FAX = new ServiceCatalog.RejectedPrincipal("fax.amazonaws.com",
      "Declare phone.amazonaws.com.");

  private final ServiceCatalog catalog = new ServiceCatalog(List.of(MAIL_SERVICE, PHONE_SERVICE), List.of(FAX));

  @Test
  void aPrincipalIsFoundWithItsService() {
    assertThat(catalog.find("parcel.mail.amazonaws.com")).contains(new ServiceCatalog.Entry(MAIL_SERVICE, PARCEL));
    assertThat(catalog.services()).containsExactly(MAIL_SERVICE, PHONE_SERVICE);
  }

  @Test
  void anAliasLeadsToTheSameAccess() {
    assertThat(catalog.find("post.amazonaws.com")).isEqualTo(catalog.find("mail.amazonaws.com"))
        .hasValueSatisfying(entry -> assertThat(entry.names())
            .containsExactly("mail.amazonaws.com", "post.amazonaws.com", "letter.amazonaws.com"));
  }

  @Test
  void otherNamesAreAllButTheOneAskedFor() {
    assertThat(catalog.otherNames("mail.amazonaws.com")).containsExactlyInAnyOrder("post.amazonaws.com",
        "letter.amazonaws.com");
    assertThat(catalog.otherNames("letter.amazonaws.com")).containsExactlyInAnyOrder("mail.amazonaws.com",
        "post.amazonaws.com");
    assertThat(catalog.otherNames("phone.amazonaws.com")).isEmpty();
    assertThat(catalog.otherNames("unknown.amazonaws.com")).isEmpty();
  }

  @Test
  void aRejectedNameIsNoPrincipal() {
    assertThat(catalog.rejected("fax.amazonaws.com")).contains(FAX);
    assertThat(catalog.find("fax.amazonaws.com")).isEmpty();
    assertThat(catalog.rejected("phone.amazonaws.com")).isEmpty();
  }

  @Test
  void namesAreComparedExactly() {
    assertThat(catalog.find("Phone.amazonaws.com")).isEmpty();
    assertThat(catalog.find("unknown.amazonaws.com")).isEmpty();
  }

  @Test
  void noNameIsClaimedTwice() {
    refuses("phone.amazonaws.com", List.of(PHONE_SERVICE, service("other", principal("phone.amazonaws.com"))),
        List.of());
    refuses("phone.amazonaws.com", List.of(PHONE_SERVICE, service("other", principal("x", "phone.amazonaws.com"))),
        List.of());
    refuses("x", List.of(service("other", principal("x", "x"))), List.of());
    refuses("fax.amazonaws.com", List.of(), List.of(FAX, FAX));
    refuses("post.amazonaws.com", List.of(MAIL_SERVICE),
        List.of(new ServiceCatalog.RejectedPrincipal("post.amazonaws.com", "No.")));
  }

  private static void refuses(String name, List<ServiceFacts> services,
      List<ServiceCatalog.RejectedPrincipal> rejected) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ServiceCatalog(services, rejected))
        .withMessageContaining(name);
  }

  @Test
  void whatIsNotGradedCountsAsLost() {
    assertThat(MAIL_SERVICE.effectOf("mailbox")).isEqualTo(Effect.SURVIVES);
    assertThat(MAIL_SERVICE.effectOf("stamp")).isEqualTo(Effect.LOST);
  }

  private static PrincipalFacts principal(String name, String... aliases) {
    return new PrincipalFacts(name, List.of(aliases), Optional.empty(), Set.of(), METHOD, METHOD, Optional.empty(),
        Optional.empty(), false, false, List.of());
  }

  private static ServiceFacts service(String id, PrincipalFacts... principals) {
    return new ServiceFacts(id, id, Impact.BENIGN, "it stops", Optional.empty(), Optional.empty(), Set.of(),
        Map.of("mailbox", Effect.SURVIVES), List.of(principals));
  }
}
