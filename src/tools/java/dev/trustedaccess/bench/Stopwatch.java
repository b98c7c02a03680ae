package dev.trustedaccess.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;

/** Adds up how long the operator waits for AWS, its own rate limits included. */
final class Stopwatch {
  private final LongAdder nanos = new LongAdder();

  AwsGateway on(AwsGateway gateway) {
    return new AwsGateway() {
      @Override
      public OrganizationAccess access(ConnectionSettings settings) {
        return timed(gateway.access(settings));
      }

      @Override
      public void forget(ConnectionSettings settings) {
        gateway.forget(settings);
      }
    };
  }

  private OrganizationAccess timed(OrganizationAccess access) {
    return (OrganizationAccess) Proxy.newProxyInstance(
        OrganizationAccess.class.getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, method, arguments) -> {
          long begun = System.nanoTime();
          try {
            return method.invoke(access, arguments);
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          } finally {
            nanos.add(System.nanoTime() - begun);
          }
        });
  }

  double seconds() {
    return nanos.sum() / 1e9;
  }

  void reset() {
    nanos.reset();
  }
}
