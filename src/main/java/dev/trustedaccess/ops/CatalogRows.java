package dev.trustedaccess.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trustedaccess.domain.Door;
import dev.trustedaccess.domain.Effect;
import dev.trustedaccess.domain.Impact;
import dev.trustedaccess.domain.PrincipalFacts;
import dev.trustedaccess.domain.RoleFacts;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.domain.ServiceCatalog.Trap;
import dev.trustedaccess.domain.ServiceFacts;
import org.jspecify.annotations.Nullable;

/** The catalog file's own shape: the domain's facts, each with the source that the domain has no use for. */
final class CatalogRows {
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";

  private CatalogRows() {}

  record ServiceRow(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String source,
      @JsonProperty(required = true) String impact,
      @JsonProperty(required = true) String consequence,
      @Nullable LossRow lostWhileOff,
      @Nullable ManagerRow alsoManagedBy,
      @JsonProperty(required = true) boolean delegatedAdministrators,
      @Nullable List<PolicyTypeRow> policyTypes,
      @Nullable List<EffectRow> effects,
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
          Optional.ofNullable(lostWhileOff).map(LossRow::what),
          Optional.ofNullable(alsoManagedBy).map(ManagerRow::principal),
          delegatedAdministrators,
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
          throw CatalogFile.broken(where, ".effects: named twice: " + row.kind());
        }
      }
      return byKind;
    }

    private Impact toImpact(String where) {
      return Stream.of(Impact.values())
          .filter(value -> value.word().equals(impact))
          .findFirst()
          .orElseThrow(() -> CatalogFile.broken(where, ".impact: no such impact: " + impact));
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

  record DoorRow(
      @JsonProperty(required = true) Door.By by,
      @Nullable String how,
      @JsonProperty(required = true) String source) {

    /** Organizations has one call for all; the other doors say which. */
    Door toDoor(String where, String field, String organizationsCall) {
      if (by == Door.By.Organizations) {
        if (how != null) {
          throw CatalogFile.broken(where, field + ".how: not allowed for by: Organizations");
        }
        return new Door(by, organizationsCall);
      }
      if (how == null) {
        throw CatalogFile.broken(where, field + ".how: needed for by: " + by);
      }
      return new Door(by, how);
    }
  }

  record RoleRow(
      @JsonProperty(required = true) String name,
      @Nullable String servicePrincipal,
      @JsonProperty(required = true) Set<RoleFacts.Place> expectedIn) {

    RoleFacts toFacts() {
      return new RoleFacts(new RoleId(servicePrincipal == null ? "" : servicePrincipal, name), expectedIn);
    }
  }

  record PrincipalRow(
      @JsonProperty(required = true) String principal,
      @Nullable List<AliasRow> aliases,
      @Nullable List<NeedRow> needs,
      @JsonProperty(required = true) DoorRow wayIn,
      @JsonProperty(required = true) DoorRow wayOut,
      @Nullable List<RoleRow> roles) {

    PrincipalFacts toFacts(String where, String primary, Set<String> ofTheService) {
      Set<String> needed = list(needs).stream().map(NeedRow::principal).collect(Collectors.toUnmodifiableSet());
      if (needed.contains(principal) || !ofTheService.containsAll(needed)) {
        throw CatalogFile.broken(where, principal + " needs: not another principal of the service: " + needed);
      }
      return new PrincipalFacts(
          principal,
          list(aliases).stream().map(AliasRow::name).toList(),
          principal.equals(primary) ? Optional.empty() : Optional.of(primary),
          needed,
          wayIn.toDoor(where, principal + " wayIn", ENABLE),
          wayOut.toDoor(where, principal + " wayOut", DISABLE),
          list(roles).stream().map(RoleRow::toFacts).toList());
    }
  }

  /** Several names with one advice. */
  record TrapRow(
      @JsonProperty(required = true) List<String> names,
      @JsonProperty(required = true) String advice,
      @JsonProperty(required = true) String source) {

    List<Trap> toTraps() {
      return names.stream().map(name -> new Trap(name, advice)).toList();
    }
  }

  private static <T> List<T> list(@Nullable List<T> rows) {
    return rows == null ? List.of() : rows;
  }
}
