package dev.trustedaccess.telemetry;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Configures the log: one line per event on standard output or where {@link #TARGET} says, in UTC, with key-value pairs.
 * It is set in code because parsing XML would noticeably slow down the start. A {@code logback.xml} on the class path, or a
 * file that {@code -Dlogback.configurationFile} names, takes precedence.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** The system property that names where the log goes, {@code System.out} or {@code System.err}; read when it is set up. */
  public static final String TARGET = "trustedaccess.log.target";

  private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %msg %kvp%n";
  /** Libraries that log only warnings and errors. */
  private static final List<String> QUIET = List.of("io.fabric8", "io.javaoperatorsdk", "software.amazon.awssdk");
  /** Loggers that warn at each healthy start: v1alpha1 is not stable; the framework's names for the reconcilers. */
  private static final List<String> NOISE = List.of(
      "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils", "Default ConfigurationService implementation");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    DefaultJoranConfigurator file = new DefaultJoranConfigurator();
    file.setContext(context);
    if (file.configure(context) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY) {
      return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
    encoder.start();
    ConsoleAppender<ILoggingEvent> out = new ConsoleAppender<>();
    out.setContext(context);
    out.setTarget(System.getProperty(TARGET, "System.out"));
    out.setEncoder(encoder);
    out.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(out);
    QUIET.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
    NOISE.forEach(logger -> context.getLogger(logger).setLevel(Level.ERROR));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
