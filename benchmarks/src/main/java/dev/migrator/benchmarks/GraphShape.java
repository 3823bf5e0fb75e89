// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.List;

/** What a history of revisions can look like. */
public enum GraphShape {

    /** One chain. */
    LINEAR {
        @Override
        void grow(Growth growth, int size) {
            String tip = growth.add(List.of());
            for (int i = 1; i < size; i++) {
                tip = growth.add(List.of(tip));
            }
        }
    },

    /** A base and diamonds in a row: a fork into two, and the merge of the two. */
    DIAMONDS {
        @Override
        void grow(Growth growth, int size) {
            String tip = growth.add(List.of());
            for (int i = 0; i < size / 3; i++) {
                List<String> fork = List.of(tip);
                tip = growth.add(List.of(growth.add(fork), growth.add(fork)));
            }
        }
    },

    /** Many bases with a line of a hundred on each; one revision in twenty depends on another line. */
    LINES {
        @Override
        void grow(Growth growth, int size) {
            int lines = size / LENGTH_OF_LINE;
            List<String> written = new ArrayList<>();
            for (int i = 0; i < lines * LENGTH_OF_LINE; i++) {
                List<String> parent = i < lines ? List.of() : List.of(written.get(i - lines));
                written.add(growth.add(parent, elsewhere(growth, written, lines)));
            }
        }
    },

    /** A trunk with an open branch on each of its revisions: as many heads as there are revisions in the trunk. */
    COMB {
        @Override
        void grow(Growth growth, int size) {
            List<String> parent = List.of();
            for (int i = 0; i < size / 2; i++) {
                parent = List.of(growth.add(parent));
                growth.add(parent);
            }
        }
    };

    private static final int LENGTH_OF_LINE = 100;
    private static final double SHARE_OF_DEPENDENCIES = 0.05;

    /**
     * Gives the revisions of a history, the same in every run.
     *
     * @param size about how many
     */
    public List<RevisionDescriptor> revisions(int size) {
        Growth growth = new Growth();
        grow(growth, size);
        return growth.revisions();
    }

    abstract void grow(Growth growth, int size);

    /** Only what is written already, so that no cycle can be; and in turns, so that the lines are all tied together. */
    private static List<String> elsewhere(Growth growth, List<String> written, int lines) {
        if (written.isEmpty() || growth.random().nextDouble() >= SHARE_OF_DEPENDENCIES) {
            return List.of();
        }
        int chosen = growth.random().nextInt(written.size());
        boolean sameLine = chosen % lines == written.size() % lines;
        return sameLine ? List.of() : List.of(written.get(chosen));
    }
}
