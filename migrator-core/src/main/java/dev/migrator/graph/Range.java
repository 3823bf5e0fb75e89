// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user typed for a part of the history, parsed: {@code [start] ':' [end]}, either end a target, and either the
 * start {@code -n} or the end {@code +n}, counted from the other. What it means is for a graph to say
 * ({@link RangeResolver}).
 *
 * @param start the lower end; without one, all that is below the upper
 * @param end the upper end; without one, all that is above the lower
 */
public record Range(Optional<Target> start, Optional<Target> end) {

    /** Everything. */
    public static final Range ALL = new Range(Optional.empty(), Optional.empty());

    /**
     * Parses what a user typed.
     *
     * @param text what was typed
     * @return the range; {@code unknown} for what is outside the grammar, {@code wrong_direction} for steps that lead
     *     out of the range or have nothing to be counted from
     */
    public static Checked<Range, TargetIssue> parse(String text) {
        String[] ends = text.split(":", -1);
        if (ends.length != 2) {
            return Checked.unsound(TargetIssue.notARange(text));
        }
        List<TargetIssue> issues = new ArrayList<>();
        Range range = new Range(end(ends[0], issues), end(ends[1], issues));
        if (issues.isEmpty()) {
            range.misdirected().ifPresent(end -> issues.add(TargetIssue.wrongWayInRange(text, end)));
        }
        return issues.isEmpty() ? Checked.sound(range) : new Checked.Unsound<>(issues);
    }

    /** Gives the ends that mean another thing once the database has moved: those that say {@code current}. */
    public List<Target> relativeEnds() {
        return Stream.of(start, end)
                .flatMap(Optional::stream)
                .filter(target -> target instanceof Target.From && target.isRelative())
                .toList();
    }

    @Override
    public String toString() {
        return start.map(Target::toString).orElse("") + ":"
                + end.map(Target::toString).orElse("");
    }

    private static Optional<Target> end(String text, List<TargetIssue> issues) {
        return text.isEmpty()
                ? Optional.empty()
                : Target.parse(text).fold(Optional::of, problems -> {
                    issues.addAll(problems);
                    return Optional.empty();
                });
    }

    /** Steps lead into the range, and the end that they are counted from is somewhere by itself. */
    private Optional<Target> misdirected() {
        int back = start.map(Range::steps).orElse(0);
        int on = end.map(Range::steps).orElse(0);
        if (back > 0) {
            return start;
        }
        return on < 0 || (on > 0 && back < 0) ? end : Optional.empty();
    }

    private static int steps(Target target) {
        return target instanceof Target.Steps alone ? alone.steps() : 0;
    }
}
