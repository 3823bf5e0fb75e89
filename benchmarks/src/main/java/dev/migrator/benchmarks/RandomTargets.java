// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Targets as users type them, at revisions drawn by chance, the same in every run. */
final class RandomTargets {

    private static final long SEED = 20_261_124;
    private static final int SHORTEST_PREFIX = 4;

    private final List<String> ids;

    RandomTargets(List<RevisionDescriptor> revisions) {
        this.ids = revisions.stream()
                .map(revision -> revision.id().value())
                .sorted()
                .toList();
    }

    /** Gives ids, beginnings of ids just long enough, and steps from ids. */
    Stream<String> names(int count) {
        return drawn(count, (i, index) -> switch (i % 4) {
            case 0 -> ids.get(index);
            case 1 -> uniquePrefix(index);
            case 2 -> ids.get(index) + "+1";
            default -> ids.get(index) + "-1";
        });
    }

    /** Gives heads of lines. */
    Stream<String> heads(int count) {
        return drawn(count, (i, index) -> ids.get(index) + "@head");
    }

    private Stream<String> drawn(int count, BiFunction<Integer, Integer, String> target) {
        Random random = new Random(SEED);
        return IntStream.range(0, count).mapToObj(i -> target.apply(i, random.nextInt(ids.size())));
    }

    private String uniquePrefix(int index) {
        String id = ids.get(index);
        int shared = Math.max(
                index == 0 ? 0 : shared(id, ids.get(index - 1)),
                index == ids.size() - 1 ? 0 : shared(id, ids.get(index + 1)));
        return id.substring(0, Math.max(SHORTEST_PREFIX, shared + 1));
    }

    private static int shared(String one, String other) {
        int length = 0;
        while (one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
