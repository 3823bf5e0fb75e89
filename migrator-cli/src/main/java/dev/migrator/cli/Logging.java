// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries may say on stderr: warnings, and more on request. Whoever configures logging themselves is left alone. */
final class Logging {

    private Logging() {}

    static void quieten(String[] args) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        boolean configured = System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null;
        if (!configured && !List.of(args).contains("-v") && !List.of(args).contains("--verbose")) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }
}
