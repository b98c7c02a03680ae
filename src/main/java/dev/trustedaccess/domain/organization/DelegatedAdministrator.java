package dev.trustedaccess.domain.organization;

/** An account registered as delegated administrator for a service principal (ListDelegatedAdministrators). */
public record DelegatedAdministrator(String accountId) {}
