// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user typed, parsed: {@code [name '@'] symbol [('+'|'-') n]}, or {@code [name '@'] ('+'|'-') n}. What it means
 * is for a graph to say ({@link TargetResolver}).
 */
public sealed interface Target {

    /** A revision by its place among others. */
    enum Symbol {
        /** The single head. */
        HEAD,
        /** All heads. */
        HEADS,
        /** Below everything: nothing applied. */
        BASE,
        /** What the database has. */
        CURRENT,
        /** A revision by its id, the beginning of its id, or a label. */
        NAME
    }

    /**
     * A symbol, and steps from it.
     *
     * @param line the name before {@code @}
     * @param symbol the symbol
     * @param name the name, where the symbol is one; else the symbol as it was typed
     * @param steps how many revisions up (positive) or down (negative); 0 for the symbol itself
     */
    record From(Optional<String> line, Symbol symbol, String name, int steps) implements Target {

        @Override
        public boolean isRelative() {
            return symbol == Symbol.CURRENT;
        }

        @Override
        public String toString() {
            return prefix(line) + name + (steps == 0 ? "" : signed(steps));
        }
    }

    /**
     * Steps from where the database is.
     *
     * @param line the name before {@code @}
     * @param steps how many revisions up (positive) or down (negative)
     */
    record Steps(Optional<String> line, int steps) implements Target {

        @Override
        public boolean isRelative() {
            return true;
        }

        @Override
        public String toString() {
            return prefix(line) + signed(steps);
        }
    }

    /** The name before {@code @}, where there is one. */
    Optional<String> line();

    /** Whether it means another thing once the database has moved. */
    boolean isRelative();

    /** The same, with steps by themselves counted from the symbol {@code current}, either way. */
    default Target fromCurrent() {
        return this instanceof Steps alone ? new From(alone.line(), Symbol.CURRENT, "current", alone.steps()) : this;
    }

    /**
     * Parses what a user typed.
     *
     * @param text what was typed
     * @return the target; {@code unknown} for what is outside the grammar, {@code wrong_direction} for zero steps
     */
    static Checked<Target, TargetIssue> parse(String text) {
        Matcher matcher = Grammar.TARGET.matcher(text);
        if (!matcher.matches()) {
            return Checked.unsound(TargetIssue.notATarget(text));
        }
        Optional<String> line = Optional.ofNullable(matcher.group("line"));
        String symbol = matcher.group("symbol");
        String digits = matcher.group("steps");
        int steps = digits == null ? 0 : Grammar.bounded(digits);
        if (digits != null && steps == 0) {
            return Checked.unsound(TargetIssue.zeroSteps(text));
        }
        int signed = "-".equals(matcher.group("sign")) ? -steps : steps;
        if (symbol != null) {
            return Checked.sound(new From(line, Grammar.symbol(symbol), symbol, signed));
        }
        return digits == null ? Checked.unsound(TargetIssue.notATarget(text)) : Checked.sound(new Steps(line, signed));
    }

    private static String prefix(Optional<String> line) {
        return line.map(name -> name + "@").orElse("");
    }

    private static String signed(int steps) {
        return steps > 0 ? "+" + steps : Integer.toString(steps);
    }

    /** The words of the grammar. */
    final class Grammar {

        private static final Pattern TARGET = Pattern.compile(
                "(?:(?<line>[A-Za-z0-9_.]+)@)?(?<symbol>[A-Za-z0-9_.]+)?(?:(?<sign>[+-])(?<steps>[0-9]+))?");

        private Grammar() {}

        private static Symbol symbol(String text) {
            return switch (text) {
                case "head" -> Symbol.HEAD;
                case "heads" -> Symbol.HEADS;
                case "base" -> Symbol.BASE;
                case "current" -> Symbol.CURRENT;
                default -> Symbol.NAME;
            };
        }

        /** No graph is as tall as the largest int, so that a larger number may as well be that one. */
        private static int bounded(String digits) {
            String significant = digits.replaceFirst("^0+(?=.)", "");
            return significant.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(significant);
        }
    }
}
