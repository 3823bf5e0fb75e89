// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What goes when the schemas of a database are emptied.
 *
 * @param database the name of the database
 * @param schemas the schemas that are emptied
 * @param absent schemas that are configured and that there are none of
 * @param removals what goes, in the order in which it is dropped
 * @param room how many locks the server has room for
 */
public record CleanPlan(String database, List<String> schemas, List<String> absent, List<Removal> removals, long room) {

    /** Copies the lists. */
    public CleanPlan {
        schemas = List.copyOf(schemas);
        absent = List.copyOf(absent);
        removals = List.copyOf(removals);
    }

    /** Whether there is nothing to drop. */
    public boolean isEmpty() {
        return removals.isEmpty();
    }

    /** Whether the ledger goes too. */
    public boolean takesTheLedger() {
        return removals.stream().anyMatch(Removal::ledger);
    }

    /** How many locks it takes to drop all of it. */
    public long locks() {
        return removals.stream().mapToLong(Removal::locks).sum();
    }

    /**
     * Gives what is dropped in a transaction each: all in one, where the locks of that leave others a quarter of the
     * server's room; else the ledger first, with what depends on it, since from then on it would tell what is no longer so,
     * and the rest in parts that take a quarter of the room at most.
     */
    public List<List<Removal>> parts() {
        if (locks() <= room / 4 * 3) {
            return List.of(removals);
        }
        int behindLedger = 1
                + IntStream.range(0, removals.size())
                        .filter(i -> removals.get(i).ledger())
                        .max()
                        .orElse(-1);
        List<List<Removal>> parts = new ArrayList<>();
        List<Removal> part = new ArrayList<>(removals.subList(0, behindLedger));
        long taken = part.isEmpty() ? 0 : room;
        for (Removal next : removals.subList(behindLedger, removals.size())) {
            if (!part.isEmpty() && taken + next.locks() > room / 4) {
                parts.add(List.copyOf(part));
                part.clear();
                taken = 0;
            }
            part.add(next);
            taken += next.locks();
        }
        parts.add(List.copyOf(part));
        return parts;
    }

    /** Whether another plan drops the very same; how many rows there are does not count. */
    public boolean dropsTheSameAs(CleanPlan other) {
        return database.equals(other.database) && names().equals(other.names());
    }

    private Set<String> names() {
        return removals.stream()
                .map(removal -> removal.key() + " " + removal.name())
                .collect(Collectors.toSet());
    }
}
