// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.plan.Removal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts what depends on something before it, so that PostgreSQL itself sees that nothing else is dropped along; only of a
 * ring the first by kind and name goes with CASCADE, which is little even where it is large. The ledger goes before all
 * that is not needed by anything in it, so that its going can be a transaction of its own.
 */
final class DropOrder {

    private final Map<String, Roots.Found> left = new LinkedHashMap<>();
    private final Map<String, Integer> dependents = new HashMap<>();
    private final Deque<String> ready = new ArrayDeque<>();
    private final List<Removal> ordered = new ArrayList<>();

    private DropOrder(List<Roots.Found> found) {
        found.forEach(each -> left.put(each.removal().key(), each));
        found.forEach(each -> each.needs().forEach(need -> dependents.merge(need, 1, Integer::sum)));
        left.keySet().stream().filter(key -> !dependents.containsKey(key)).forEach(ready::add);
    }

    static List<Removal> of(List<Roots.Found> found) {
        Set<String> early = ledgerAndItsDependents(found);
        return Stream.of(true, false)
                .map(isEarly -> found.stream()
                        .filter(each -> early.contains(each.removal().key()) == isEarly)
                        .toList())
                .flatMap(part -> new DropOrder(part).all().stream())
                .toList();
    }

    private static Set<String> ledgerAndItsDependents(List<Roots.Found> found) {
        Map<String, List<String>> needing = new HashMap<>();
        for (Roots.Found each : found) {
            each.needs()
                    .forEach(need -> needing.computeIfAbsent(need, key -> new ArrayList<>())
                            .add(each.removal().key()));
        }
        Set<String> early = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        found.stream().map(Roots.Found::removal).filter(Removal::ledger).forEach(removal -> next.add(removal.key()));
        while (!next.isEmpty()) {
            String key = next.removeFirst();
            if (early.add(key)) {
                next.addAll(needing.getOrDefault(key, List.of()));
            }
        }
        return early;
    }

    private List<Removal> all() {
        while (!left.isEmpty()) {
            if (ready.isEmpty()) {
                take(left.keySet().iterator().next(), true);
            } else {
                take(ready.removeFirst(), false);
            }
        }
        return ordered;
    }

    private void take(String key, boolean cuts) {
        Roots.Found taken = left.remove(key);
        if (taken == null) {
            return;
        }
        ordered.add(cuts ? taken.removal().cascading() : taken.removal());
        for (String need : taken.needs()) {
            if (dependents.merge(need, -1, Integer::sum) == 0) {
                ready.add(need);
            }
        }
    }
}
