// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.revision.Phase;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How far an upgrade goes. */
public final class PhaseOption {

    @Option(
            names = "--phase",
            paramLabel = "expand|contract",
            converter = Named.class,
            description = "expand leaves contracts, and all above them, for the release after; contract leaves nothing."
                    + " Without it, the setting phase, or contract.")
    private Optional<Phase> phase = Optional.empty();

    /**
     * The last phase to run.
     *
     * @param settings what holds where it is not given
     */
    public Phase last(Settings settings) {
        return phase.or(settings::phase).orElse(Phase.CONTRACT);
    }

    /** Gives the phase of a name. */
    static Optional<Phase> named(String name) {
        return Stream.of(Phase.values())
                .filter(phase -> phase.label().equals(name))
                .findFirst();
    }

    /** Reads a phase. */
    public static final class Named implements ITypeConverter<Phase> {

        @Override
        public Phase convert(String value) {
            return named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is none of " + String.join(", ", Setting.PHASE.words())));
        }
    }
}
