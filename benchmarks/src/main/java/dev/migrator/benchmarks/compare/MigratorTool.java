// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The packaged tool, as its users start it.
 *
 * @param home where it is unpacked
 * @param mode in which way
 */
record MigratorTool(Path home, Mode mode) implements Tool {

    static final String NAME = "migrator";

    /** Ways to use it. */
    enum Mode {
        SQL(NAME),
        CLASSES("migrator, Java classes"),
        ONE_TRANSACTION("migrator, one transaction");

        private final String title;

        Mode(String title) {
            this.title = title;
        }
    }

    @Override
    public String title() {
        return mode.title;
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public boolean measures(Measure measure) {
        return mode == Mode.SQL || (measure.size() <= 1_000 && (mode == Mode.CLASSES || measure.applies()));
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        Tool.file(folder.resolve("migrator.properties"), """
                url = %s
                user = %s
                password = %s
                %s
                """.formatted(
                        database.jdbc(),
                        database.user(),
                        database.password(),
                        mode == Mode.CLASSES ? "packages = bench\nclasspath = classes" : "migrations = migrations"));
        if (mode == Mode.CLASSES) {
            JavaRevisions.write(folder, body, size);
        } else {
            for (int number = 1; number <= size; number++) {
                Tool.file(folder.resolve("migrations/" + id(number) + "_step.sql"), revision(body, number));
            }
        }
    }

    private static String revision(Body body, int number) {
        return """
                -- migrator: revision %s
                %s-- migrator: message step %d

                -- migrator: upgrade
                %s;
                """.formatted(
                        id(number),
                        number == 1 ? "" : "-- migrator: downRevision " + id(number - 1) + "\n",
                        number,
                        body.sql(number));
    }

    /** As long as those that the tool makes itself. */
    static String id(int number) {
        return "%012x".formatted(number);
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        Invocation start = Invocation.of(home.resolve("bin/migrator").toString());
        return switch (verb) {
            case CURRENT, HISTORY, HEADS -> start.and(verb.name().toLowerCase(Locale.ROOT));
            case UPGRADE, APPLY ->
                mode == Mode.ONE_TRANSACTION
                        ? start.and("upgrade", "head", "--single-transaction")
                        : start.and("upgrade", "head");
        };
    }
}
