package dev.trustedaccess.app;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog.RejectedPrincipal;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.jspecify.annotations.Nullable;

/** The shape of the catalog file: the domain's facts, each with its source, which the domain does not use. */
final class CatalogRows {
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  private static final String REGISTER = "organizations:RegisterDelegatedAdministrator";
  private static final String CREATE_ROLE = "aws iam create-service-linked-role --aws-service-name ";

  private CatalogRows() {}

  record ServiceRow(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String source,
      @JsonProperty(required = true) String impact,
      @JsonProperty(required = true) String consequence,
      @Nullable LossRow lostWhileDisabled,
      @Nullable ManagerRow alsoManagedBy,
      @Nullable List<PolicyTypeRow> policyTypes,
      @Nullable List<EffectRow> effects,
      @Nullable List<UncertainRow> uncertain,
      @JsonProperty(required = true) List<PrincipalRow> principals) {

    ServiceFacts toFacts(String where) {
      if (principals.isEmpty()) {
        throw CatalogFile.broken(where, ".principals is empty");
      }
      String primary = principals.getFirst().principal();
      return new ServiceFacts(
          id,
          name,
          toImpact(where),
          consequence,
          Optional.ofNullable(lostWhileDisabled).map(LossRow::what),
          Optional.ofNullable(alsoManagedBy).map(ManagerRow::principal),
          list(policyTypes).stream().map(PolicyTypeRow::type).collect(Collectors.toUnmodifiableSet()),
          toEffects(where),
          principals.stream().map(row -> row.toFacts(where, primary, names())).toList());
    }

    private Set<String> names() {
      return principals.stream().map(PrincipalRow::principal).collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Effect> toEffects(String where) {
      Map<String, Effect> byKind = new HashMap<>();
      for (EffectRow row : list(effects)) {
        if (byKind.put(row.kind(), row.effect()) != null) {
          throw CatalogFile.broken(where, ".effects: duplicate kind: " + row.kind());
        }
      }
      return byKind;
    }

    private Impact toImpact(String where) {
      return Stream.of(Impact.values())
          .filter(value -> value.apiName().equals(impact))
          .findFirst()
          .orElseThrow(() -> CatalogFile.broken(where, ".impact: unknown impact: " + impact));
    }
  }

  record LossRow(@JsonProperty(required = true) String what, @JsonProperty(required = true) String source) {}

  record ManagerRow(@JsonProperty(required = true) String principal, @JsonProperty(required = true) String source) {}

  record PolicyTypeRow(@JsonProperty(required = true) String type, @JsonProperty(required = true) String source) {}

  record AliasRow(@JsonProperty(required = true) String name, @JsonProperty(required = true) String source) {}

  record NeedRow(@JsonProperty(required = true) String principal, @JsonProperty(required = true) String source) {}

  record EffectRow(
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) Effect effect,
      @JsonProperty(required = true) String source) {}

  /** What no source shows. Nothing is decided by it, so the domain has none of it: it is for the page of the services. */
  record UncertainRow(@JsonProperty(required = true) String what, @JsonProperty(required = true) Mark mark) {
    enum Mark {
      /** Concluded by us from what a source says of something else. */
      INFERRED,
      /** Documented nowhere, and not to be concluded. */
      UNKNOWN;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  record AccessMethodRow(
      @JsonProperty(required = true) AccessMethod.By by,
      @Nullable String how,
      @JsonProperty(required = true) String source) {

    /** Organizations has one call for all principals; other access methods name theirs in {@code how}. */
    AccessMethod toAccessMethod(String where, String field, String organizationsCall) {
      if (by == AccessMethod.By.ORGANIZATIONS) {
        if (how != null) {
          throw CatalogFile.broken(where, field + ".how: must be absent for by: Organizations");
        }
        return new AccessMethod(by, organizationsCall);
      }
      if (how == null) {
        throw CatalogFile.broken(where, field + ".how: required for by: " + by);
      }
      return new AccessMethod(by, how);
    }
  }

  /** Like an access method, with what the service takes and what dismissing costs. */
  record AdministratorsRow(
      @JsonProperty(required = true) AccessMethod.By by,
      @Nullable String how,
      AccessMethod.@Nullable By listedBy,
      @Nullable Integer most,
      @Nullable String dismissal,
      @JsonProperty(required = true) String source) {

    AdministratorFacts toFacts(String where, String field) {
      if (most != null && most < 1) {
        throw CatalogFile.broken(where, field + ".most: at least 1");
      }
      if (listedBy != null && (listedBy != AccessMethod.By.ORGANIZATIONS || by != AccessMethod.By.SERVICE)) {
        throw CatalogFile.broken(where, field + ".listedBy: only Organizations, and only for by: Service");
      }
      return new AdministratorFacts(
          new AccessMethodRow(by, how, source).toAccessMethod(where, field, REGISTER),
          listedBy != null || by == AccessMethod.By.ORGANIZATIONS, Optional.ofNullable(most),
          Optional.ofNullable(dismissal));
    }
  }

  record SourceRow(@JsonProperty(required = true) String source) {}

  /** Where {@code how} is absent, a person creates the role by IAM's call. */
  record InitializationRow(
      @Nullable String role, @Nullable String how, @JsonProperty(required = true) String source) {

    InitializationFacts toFacts(String where, String field, List<RoleFacts> roles) {
      Optional<RoleFacts> awaited = roles.stream().filter(facts -> facts.role().name().equals(role)).findFirst();
      if (role != null && awaited.filter(RoleFacts::serviceLinked).isEmpty()) {
        throw CatalogFile.broken(where, field + ".role: not a service-linked role of the principal: " + role);
      }
      if (role == null && how == null) {
        throw CatalogFile.broken(where, field + ".how: required without a role");
      }
      return new InitializationFacts(
          Optional.ofNullable(role),
          how != null ? how : CREATE_ROLE + awaited.orElseThrow().role().servicePrincipal());
    }
  }

  record RoleRow(
      @JsonProperty(required = true) String name,
      @Nullable String servicePrincipal,
      @JsonProperty(required = true) Set<RoleFacts.ExpectedIn> expectedIn) {

    RoleFacts toFacts() {
      return new RoleFacts(new RoleId(servicePrincipal == null ? "" : servicePrincipal, name), expectedIn);
    }
  }

  record PrincipalRow(
      @JsonProperty(required = true) String principal,
      @Nullable List<AliasRow> aliases,
      @Nullable List<NeedRow> needs,
      @JsonProperty(required = true) AccessMethodRow enable,
      @JsonProperty(required = true) AccessMethodRow disable,
      @Nullable AdministratorsRow administrators,
      @Nullable InitializationRow initialization,
      @Nullable SourceRow accessSuffices,
      @Nullable SourceRow leavesNothing,
      @Nullable List<RoleRow> roles) {

    PrincipalFacts toFacts(String where, String primary, Set<String> principalsOfService) {
      Set<String> needed = list(needs).stream().map(NeedRow::principal).collect(Collectors.toUnmodifiableSet());
      if (needed.contains(principal) || !principalsOfService.containsAll(needed)) {
        throw CatalogFile.broken(where, principal + " needs: not another principal of the service: " + needed);
      }
      if (accessSuffices != null && (initialization != null || leavesNothing != null)) {
        throw CatalogFile.broken(where, principal + " accessSuffices: excludes initialization and leavesNothing");
      }
      List<RoleFacts> roleFacts = list(roles).stream().map(RoleRow::toFacts).toList();
      return new PrincipalFacts(
          principal,
          list(aliases).stream().map(AliasRow::name).toList(),
          principal.equals(primary) ? Optional.empty() : Optional.of(primary),
          needed,
          enable.toAccessMethod(where, principal + " enable", ENABLE),
          disable.toAccessMethod(where, principal + " disable", DISABLE),
          Optional.ofNullable(administrators).map(row -> row.toFacts(where, principal + " administrators")),
          Optional.ofNullable(initialization)
              .map(row -> row.toFacts(where, principal + " initialization", roleFacts)),
          accessSuffices != null,
          accessSuffices != null || leavesNothing != null,
          roleFacts);
    }
  }

  /** Several rejected principals with the same advice. */
  record RejectedPrincipalRow(
      @JsonProperty(required = true) List<String> names,
      @JsonProperty(required = true) String advice,
      @JsonProperty(required = true) String source) {

    List<RejectedPrincipal> toRejected() {
      return names.stream().map(name -> new RejectedPrincipal(name, advice)).toList();
    }
  }

  private static <T> List<T> list(@Nullable List<T> rows) {
    return rows == null ? List.of() : rows;
  }
}
