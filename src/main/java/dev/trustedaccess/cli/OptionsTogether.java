package dev.trustedaccess.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Which options of a command go together. One that nothing would read is refused: a person who gave it would believe
 * something else than what was done. Groups of picocli cannot say this where an option is in several.
 *
 * @param spec the command, after its arguments were read
 */
record OptionsTogether(CommandSpec spec) {
  /** This option is read only with that one. */
  OptionsTogether needs(String option, String partner) {
    if (isGiven(option) && !isGiven(partner)) {
      OptionSpec missing = spec.findOption(partner);
      throw refused(option + " needs " + partner + ". Add " + partner + " " + missing.paramLabel() + ", or leave out "
          + option + ".");
    }
    return this;
  }

  /** These options are not read where that one is given. */
  OptionsTogether replaces(String option, String... unread) {
    for (String other : unread) {
      if (isGiven(option) && isGiven(other)) {
        throw refused(other + " does nothing beside " + option + ". Leave out one of them.");
      }
    }
    return this;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException refused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
