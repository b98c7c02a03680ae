package dev.trustedaccess.simulator.world;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** IAM Identity Center in one account and Region: an instance, made in the console, and what is in it. */
public final class IdentityCenter {
  private final String accountId;
  private final String region;
  private final NavigableSet<String> permissionSets = new ConcurrentSkipListSet<>();
  private final NavigableSet<String> applications = new ConcurrentSkipListSet<>();
  private volatile Status status = Status.NONE;

  IdentityCenter(String accountId, String region) {
    this.accountId = accountId;
    this.region = region;
  }

  /** The instance's status; NONE for no instance. */
  public enum Status {
    NONE, CREATE_IN_PROGRESS, CREATE_FAILED, DELETE_IN_PROGRESS, ACTIVE
  }

  /** There is an instance, ready for use. */
  public IdentityCenter active() {
    return in(Status.ACTIVE);
  }

  public IdentityCenter in(Status newStatus) {
    status = newStatus;
    return this;
  }

  public IdentityCenter permissionSet(String name) {
    permissionSets.add(name);
    return this;
  }

  public IdentityCenter application(String name) {
    applications.add(name);
    return this;
  }

  public Status status() {
    return status;
  }

  public String region() {
    return region;
  }

  public String accountId() {
    return accountId;
  }

  /** One instance for an account and Region, so its ARN follows from them. */
  public String instanceArn() {
    return "arn:aws:sso:::instance/ssoins-" + "%016x".formatted((accountId + region).hashCode() & 0xFFFFFFFFL);
  }

  public NavigableSet<String> permissionSets() {
    return permissionSets;
  }

  public NavigableSet<String> applications() {
    return applications;
  }
}
