// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.sql.Redaction;
import java.util.List;

/** In what a second database differs from a first. */
public sealed interface CatalogDifference {

    /** What is about: its kind and name. */
    CatalogEntry entry();

    /** What differs, in a line for people, without passwords. */
    String message();

    /**
     * The second lacks something.
     *
     * @param entry what the first has
     */
    record Missing(CatalogEntry entry) implements CatalogDifference {
        @Override
        public String message() {
            return entry + " is missing";
        }
    }

    /**
     * The second has something that the first does not have.
     *
     * @param entry what that is
     */
    record Additional(CatalogEntry entry) implements CatalogDifference {
        @Override
        public String message() {
            return entry + " is additional";
        }
    }

    /**
     * Both have it, and it is not the same.
     *
     * @param entry what the first has
     * @param other what the second has
     */
    record Different(CatalogEntry entry, CatalogEntry other) implements CatalogDifference {

        private static final int LONGEST = 160;

        @Override
        public String message() {
            if (entry.kind() == CatalogKind.DATABASE) {
                // Settings may hold what is secret.
                return entry + " differs";
            }
            List<String> here = lines(entry);
            List<String> there = lines(other);
            int at = 0;
            while (at < here.size() && at < there.size() && here.get(at).equals(there.get(at))) {
                at++;
            }
            return entry + " differs: '" + line(here, at) + "' became '" + line(there, at) + "'";
        }

        private static List<String> lines(CatalogEntry entry) {
            return Redaction.of(entry.definition()).statement().lines().toList();
        }

        private static String line(List<String> lines, int at) {
            String line = at < lines.size() ? lines.get(at).strip() : "";
            return line.codePointCount(0, line.length()) > LONGEST
                    ? line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…"
                    : line;
        }
    }
}
