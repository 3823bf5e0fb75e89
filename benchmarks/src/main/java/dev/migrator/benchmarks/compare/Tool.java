// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A tool to compare, or a floor that none can go below. */
interface Tool {

    String title();

    /** Why it cannot be measured here; empty where it can. */
    Optional<String> missing();

    /** Whether it can do what is measured, and does it in bearable time. */
    boolean measures(Measure measure);

    /**
     * Writes a project, over one that may be there.
     *
     * @param folder an empty folder, or what was written there before
     * @param body what each revision does
     * @param size how many revisions
     * @param database where they are to run
     */
    void write(Path folder, Body body, int size, Address database) throws IOException;

    /**
     * What to start, in the folder of the project, for what {@link #measures} says yes to.
     *
     * @param verb what is asked for
     * @param database where the project runs
     */
    Invocation command(Measure.Verb verb, Address database);

    /**
     * Does it once.
     *
     * @param measure what is measured
     * @param folder the project
     * @param database where the project runs
     */
    default Invocation.Ended run(Measure measure, Path folder, Address database)
            throws IOException, InterruptedException {
        Invocation command = command(measure.verb(), database);
        return measure == Measure.MEMORY ? command.weigh(folder) : command.time(folder);
    }

    /** Whether its databases have to be filled before there is nothing to do. */
    default boolean keepsRecord() {
        return true;
    }

    /** Writes a file, and the folders above it. */
    static void file(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /** A name that sorts as its number does. */
    static String numbered(int number) {
        return "%05d".formatted(number);
    }

    /** Empty where a file is there, what to do otherwise. */
    static Optional<String> insistOn(Path file) {
        return Files.exists(file) ? Optional.empty() : Optional.of("not installed; benchmarks/peers/install does it");
    }
}
