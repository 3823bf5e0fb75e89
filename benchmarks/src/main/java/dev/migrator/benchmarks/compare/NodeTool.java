// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Sequelize's command line, or umzug with Sequelize behind a main of ten lines.
 *
 * @param modules the folder of Node's modules
 * @param umzug which of them
 */
record NodeTool(Path modules, boolean umzug) implements Tool {

    @Override
    public String title() {
        return umzug ? "umzug 3.8.3" : "Sequelize CLI 6.6.5";
    }

    @Override
    public Optional<String> missing() {
        return Tool.insistOn(modules.resolve(umzug ? "umzug" : ".bin/sequelize"));
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.size() <= 1_000
                && (measure.verb() == Measure.Verb.UPGRADE || measure.verb() == Measure.Verb.APPLY);
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        Path link = folder.resolve("node_modules");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, modules);
        Files.copy(modules.resolveSibling("umzug.js"), folder.resolve("umzug.js"), StandardCopyOption.REPLACE_EXISTING);
        Tool.file(folder.resolve("config/config.js"), """
                module.exports = { development: { url: process.env.BENCH_URI, logging: false } };
                """);
        String migration = umzug
                ? "exports.up = ({ context }) => context.sequelize.query(\"%s\");\n"
                : "exports.up = (context) => context.sequelize.query(\"%s\");\n";
        for (int number = 1; number <= size; number++) {
            Tool.file(
                    folder.resolve("migrations/" + Tool.numbered(number) + "-step.js"),
                    migration.formatted(body.sql(number)));
        }
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        Invocation start =
                umzug ? Invocation.of("node", "umzug.js") : Invocation.of("node_modules/.bin/sequelize", "db:migrate");
        return start.with(Map.of("BENCH_URI", database.uri()));
    }
}
