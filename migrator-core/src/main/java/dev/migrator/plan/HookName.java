// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.revision.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a hook is called, which says when it runs: {@code before-each-upgrade}.
 *
 * @param when when
 * @param operation of which runs
 */
public record HookName(HookTime when, Operation operation) {

    private static final List<HookName> ALL = Stream.of(
                    Operation.UPGRADE, Operation.DOWNGRADE, Operation.SEED_APPLY, Operation.SEED_REMOVE)
            .flatMap(operation -> Stream.of(HookTime.values()).map(when -> new HookName(when, operation)))
            .toList();

    /** Gives all that there are, by what is run and then by when. */
    public static List<HookName> all() {
        return ALL;
    }

    /** Gives what a text names; nothing where that is no hook. */
    public static Optional<HookName> of(String text) {
        return ALL.stream().filter(name -> name.toString().equals(text)).findFirst();
    }

    /**
     * Tells of a text that was to name a revision, and is a hook's name, or near to one.
     *
     * @param text what was typed
     */
    public static Optional<TargetIssue> mistaken(String text) {
        if (of(text).isPresent()) {
            return Optional.of(TargetIssue.hook(text));
        }
        List<String> nearest = Target.parse(text)
                .<List<String>>fold(
                        target -> List.of(),
                        issues -> Nearest.names(text, ALL.stream().map(HookName::toString)));
        return nearest.isEmpty() ? Optional.empty() : Optional.of(TargetIssue.nearHook(text, nearest));
    }

    @Override
    public String toString() {
        return switch (when) {
            case BEFORE -> "before-" + operation.label();
            case BEFORE_EACH -> "before-each-" + operation.label();
            case AFTER_EACH -> "after-each-" + operation.label();
            case AFTER -> "after-" + operation.label();
            case AFTER_FAILED -> "after-" + operation.label() + "-failed";
        };
    }
}
