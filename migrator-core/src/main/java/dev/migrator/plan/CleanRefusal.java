// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;

/** Why schemas are not emptied. Nothing has been dropped when one of these is told. */
public sealed interface CleanRefusal extends Problem {

    /** How many names a message has at most. */
    int MOST_NAMES = 24;

    @Override
    default List<RevisionId> revisions() {
        return List.of();
    }

    private static String list(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + more + " more";
    }

    /**
     * Others need what would go.
     *
     * @param dependents what is not to go, and could not stay
     */
    record Needed(List<String> dependents) implements CleanRefusal {
        @Override
        public String kind() {
            return "needed_elsewhere";
        }

        @Override
        public String message() {
            return "what is outside the schemas to empty depends on what is in them, and is not dropped with it: "
                    + list(dependents) + "; drop that first, or name its schema in the setting schema as well";
        }
    }

    /**
     * What would go belongs to others.
     *
     * @param objects what, and to whom each belongs
     */
    record NotOwned(List<String> objects) implements CleanRefusal {
        @Override
        public String kind() {
            return "not_owned";
        }

        @Override
        public String message() {
            return "the user may not drop what belongs to another role: " + list(objects)
                    + "; connect as that role, as a member of it, or as the owner of the schema (settings user and role)";
        }
    }

    /**
     * The schemas are PostgreSQL's own.
     *
     * @param schemas which
     */
    record OfTheServer(List<String> schemas) implements CleanRefusal {
        @Override
        public String kind() {
            return "system_schema";
        }

        @Override
        public String message() {
            return "PostgreSQL itself lives in " + list(schemas) + "; correct the setting schema";
        }
    }

    /**
     * Something else is there now than was shown.
     *
     * @param database the database in question
     */
    record Stale(String database) implements CleanRefusal {
        @Override
        public String kind() {
            return "stale";
        }

        @Override
        public String message() {
            return "what is in the schemas of " + database
                    + " is no longer what was shown; nothing was dropped. Look again, and decide anew";
        }
    }
}
