// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Revisions as they are written one after another. Their ids are random, so that the order of ids is not that of the
 * graph, and the same in every run.
 */
final class Growth {

    private static final long SEED = 20_261_123;
    private static final int ID_BITS = 48;

    private final Random random = new Random(SEED);
    private final Set<String> used = new HashSet<>();
    private final List<RevisionDescriptor> revisions = new ArrayList<>();

    /** Adds a revision on some parents and gives its id. */
    String add(List<String> parents) {
        return add(parents, List.of());
    }

    /** Adds a revision on some parents that depends on others, and gives its id. */
    String add(List<String> parents, List<String> dependencies) {
        String id = unusedId();
        revisions.add(RevisionDescriptor.of(id)
                .downRevisions(parents)
                .dependsOn(dependencies)
                .build());
        return id;
    }

    Random random() {
        return random;
    }

    List<RevisionDescriptor> revisions() {
        return List.copyOf(revisions);
    }

    private String unusedId() {
        String id;
        do {
            id = String.format(Locale.ROOT, "%012x", random.nextLong() >>> (Long.SIZE - ID_BITS));
        } while (!used.add(id));
        return id;
    }
}
