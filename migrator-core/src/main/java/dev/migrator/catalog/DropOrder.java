// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.plan.Removal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what depends on something before it, so that a statement takes along as little as can be: where all does not fit
 * into one transaction, CASCADE could else need more locks than there are. Of a ring the first by kind and name goes first.
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
        DropOrder order = new DropOrder(found);
        while (!order.left.isEmpty()) {
            order.take(order.ready.isEmpty() ? order.left.keySet().iterator().next() : order.ready.removeFirst());
        }
        return order.ordered;
    }

    private void take(String key) {
        Roots.Found taken = left.remove(key);
        if (taken == null) {
            return;
        }
        ordered.add(taken.removal());
        for (String need : taken.needs()) {
            if (dependents.merge(need, -1, Integer::sum) == 0) {
                ready.add(need);
            }
        }
    }
}
