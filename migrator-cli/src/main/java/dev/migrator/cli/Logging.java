// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;

/**
 * What libraries may say on stderr: warnings, and more on request. Whoever configures logging themselves is left alone. The
 * platform makes one of these where a library first logs, which spares each start the file that it reads otherwise.
 */
public final class Logging {

    private static final String CONFIGURED_BY_CLASS = "java.util.logging.config.class";
    private static final String WARNINGS = "handlers = java.util.logging.ConsoleHandler\n.level = WARNING\n";

    /**
     * Lets warnings through.
     *
     * @throws IOException where the platform cannot read a text in memory
     */
    public Logging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(WARNINGS.getBytes(StandardCharsets.UTF_8)));
    }

    static void quieten(String[] args) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        boolean configured = System.getProperty("java.util.logging.config.file") != null
                || System.getProperty(CONFIGURED_BY_CLASS) != null;
        if (!configured && !List.of(args).contains("-v") && !List.of(args).contains("--verbose")) {
            System.setProperty(CONFIGURED_BY_CLASS, Logging.class.getName());
        }
    }
}
