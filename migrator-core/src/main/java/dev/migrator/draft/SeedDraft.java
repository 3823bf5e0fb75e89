// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A seed that could be written.
 *
 * @param name its name, which nothing else in the code has
 * @param message one line for people, never blank
 * @param profiles where it is wanted; everywhere, if empty
 * @param dependsOn names of seeds
 * @param after full ids, or labels, of revisions
 */
public record SeedDraft(
        RevisionId name, String message, List<String> profiles, List<String> dependsOn, List<String> after) {

    /** Copies the lists. */
    public SeedDraft {
        profiles = List.copyOf(profiles);
        dependsOn = List.copyOf(dependsOn);
        after = List.copyOf(after);
    }

    /** The file, as SQL. */
    String sql() {
        return SqlText.header(this) + """


                -- migrator: apply
                -- Run again whenever this file changes: let it come to the same, as with insert … on conflict do update.

                -- migrator: remove
                -- Takes the data away. Remove this section if that must not be.
                """;
    }

    /** The file, as Java. */
    String java(String packageName, String className) {
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + """
                import dev.migrator.migration.Seed;
                import dev.migrator.migration.Seeder;
                import org.jooq.DSLContext;

                %s
                public final class %s implements Seeder {

                    @Override
                    public void apply(DSLContext db) {
                        // Run again whenever this class changes; Rows.of(…) makes rows be there, however often that is.
                    }

                    @Override
                    public void remove(DSLContext db) {
                        // Takes the data away. Remove this method if that must not be.
                    }
                }
                """.formatted(SourceText.annotation(this), className);
    }
}
