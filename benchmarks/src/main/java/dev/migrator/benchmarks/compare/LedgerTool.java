// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * psql with the same SQL and the statements of the ledger, a commit for each revision: what the server takes for all that
 * migrator asks of it. The statements are those of migrator's own script, without what checks them.
 *
 * @param migrator writes the script
 */
record LedgerTool(MigratorTool migrator) implements Tool {

    /** What the script does to the ledger in one step, between the body and the commit. */
    private static final Pattern RECORD =
            Pattern.compile("do \\$migrator\\$ begin (insert into .*); if not found then raise .*");

    private static final String STEP = "-- step ";

    @Override
    public String title() {
        return "psql, ledger too, a commit each";
    }

    @Override
    public Optional<String> missing() {
        return Floor.psql();
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.applies();
    }

    @Override
    public boolean keepsRecord() {
        return false;
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        migrator.write(folder, body, size, database);
        Path whole = folder.resolve("script.sql");
        Process process = new ProcessBuilder(
                        migrator.home().resolve("bin/migrator").toString(),
                        "upgrade",
                        "head",
                        "--sql",
                        "--from",
                        "base")
                .directory(folder.toFile())
                .redirectOutput(whole.toFile())
                .redirectError(folder.resolve("script.log").toFile())
                .start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.writeString(
                folder.resolve("all.sql"), reduced(Files.readString(whole, StandardCharsets.UTF_8), body, size));
    }

    /** What makes the ledger, and then body and rows of each step. */
    static String reduced(String script, Body body, int size) throws IOException {
        int steps = script.indexOf(STEP);
        StringBuilder text = new StringBuilder(script.substring(0, Math.max(0, steps)));
        int rows = 0;
        int step = 0;
        for (String line : script.substring(Math.max(0, steps)).lines().toList()) {
            Matcher row = RECORD.matcher(line);
            if (line.startsWith(STEP)) {
                step++;
                text.append("begin;\n").append(body.sql(step)).append(";\n");
            } else if (row.matches()) {
                rows++;
                text.append(row.group(1)).append(";\n");
            } else if (line.equals("commit;")) {
                text.append("commit;\n");
            }
        }
        if (step != size || rows != 2 * size) {
            throw new IOException("the script of migrator has " + step + " steps and " + rows
                    + " rows for the ledger, where " + size + " revisions have two each");
        }
        return text.toString();
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        return PsqlTool.quiet(database, "all.sql");
    }
}
