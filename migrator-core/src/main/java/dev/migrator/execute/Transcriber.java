// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.Script;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.sql.Redaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.core.Parser;

/** Writes down what steps send, without a database. */
final class Transcriber {

    private final LoadedPlan.Reload bodies;
    private final Rendering.Conditions conditions;

    Transcriber(LoadedPlan.Reload bodies, Rendering.Conditions conditions) {
        this.bodies = bodies;
        this.conditions = conditions;
    }

    Transcript of(Step step) {
        if (MigrationLoader.runs(step).isEmpty()) {
            return Transcript.NOTHING;
        }
        try {
            return bodies.load(step) instanceof ScriptBody script ? script.transcript() : rendered(step);
        } catch (Exception e) {
            return new Transcript(List.of(), 0, Optional.of(gap(step, e)), false);
        }
    }

    /** The fingerprint of what the way forward of a class sends, as the run would find it. */
    Optional<String> sqlFingerprint(Step step) {
        boolean isClass = MigrationLoader.runs(step)
                .filter(revision -> !revision.className().isEmpty())
                .isPresent();
        return isClass
                ? new Rendering(() -> bodies.load(step), step.isTransactional(), conditions).sqlFingerprint()
                : Optional.empty();
    }

    /** Once as if every statement changed nothing, and once as if each changed a row. */
    private Transcript rendered(Step step) {
        Rendering rendering =
                new Rendering(() -> ((Body) bodies.load(step)).inlining(), step.isTransactional(), conditions);
        Lines nothing = new Lines(step);
        Rendering.Outcome end = rendering.record(step.isUp(), 0, nothing);
        if (end.overran()) {
            return new Transcript(nothing.all, nothing.sent, end.end().map(why -> gap(step, why)), true);
        }
        Lines one = new Lines(step);
        Rendering.Outcome otherEnd = rendering.record(step.isUp(), 1, one);
        int same = nothing.sameAs(one);
        Optional<Script.Gap> gap = told(step, end, otherEnd);
        if (gap.isEmpty()
                && (differs(same, nothing, one)
                        || end.end().isPresent() != otherEnd.end().isPresent())) {
            gap = Optional.of(new Script.Gap(
                    step.id(),
                    (same < nothing.all.size() ? nothing : one).source(same),
                    whyItDiffers(rendering, step, same, nothing)));
        }
        return new Transcript(
                nothing.all.subList(0, same),
                nothing.sent,
                gap.or(() -> end.end().map(why -> gap(step, why))),
                otherEnd.overran());
    }

    private static boolean differs(int same, Lines one, Lines other) {
        return same < Math.max(one.all.size(), other.all.size());
    }

    /** Who says why it ended tells more than that it went another way. */
    private static Optional<Script.Gap> told(Step step, Rendering.Outcome... ends) {
        return Stream.of(ends)
                .flatMap(outcome -> outcome.end().stream())
                .filter(Unscriptable.class::isInstance)
                .findFirst()
                .map(end -> gap(step, end));
    }

    /** What differs from itself does not because of the rows. */
    private static String whyItDiffers(Rendering rendering, Step step, int same, Lines nothing) {
        Lines again = new Lines(step);
        rendering.record(step.isUp(), 0, again);
        int stillSame = nothing.sameAs(again);
        return stillSame <= same && differs(stillSame, nothing, again)
                ? "what is sent from here on differs from one time to the next"
                : "what is sent from here on depends on how many rows a statement changed";
    }

    private static Script.Gap gap(Step step, Throwable end) {
        String why = end instanceof Unscriptable
                ? String.valueOf(end.getMessage())
                : "without a database it ends with " + end;
        return new Script.Gap(
                step.id(), Failures.source(step, end), Redaction.of("").text(why));
    }

    /** Collects what one rendering sends. */
    private static final class Lines implements Recorder {

        private final List<Transcript.Line> all = new ArrayList<>();
        private final Step step;
        private final String className;
        private int depth;
        private int sent;
        private boolean escapes;

        Lines(Step step) {
            this.step = step;
            this.className = MigrationLoader.runs(step)
                    .map(RevisionDescriptor::className)
                    .orElse("");
        }

        @Override
        public void statement(String sql, Collection<String> bound) {
            if (!bound.isEmpty()) {
                throw new Unscriptable("parameters are bound through JDBC, so that no text says all that is sent;"
                        + " send it through jOOQ");
            }
            String inlined = asTheServerGetsIt(sql);
            escapes |= inlined.toLowerCase(Locale.ROOT).contains("standard_conforming_strings");
            if (escapes && inlined.contains("\\")) {
                throw new Unscriptable(
                        "it sends a backslash after it has changed standard_conforming_strings, under which"
                                + " a value in a text is another one than when it is bound");
            }
            sent++;
            add(inlined);
        }

        @Override
        public void command(String command, List<?> arguments) {
            switch (command) {
                case NestedTransactions.BEGIN -> {
                    depth++;
                    add(isReal() ? "begin" : "savepoint " + name());
                }
                case NestedTransactions.COMMIT -> {
                    add(isReal() ? "commit" : "release savepoint " + name());
                    depth--;
                }
                case NestedTransactions.ROLLBACK ->
                    throw new Unscriptable("a nested transaction is rolled back, which depends on what goes wrong");
                default -> throw new Unscriptable("it calls " + command + " on its connection; send SQL for it");
            }
        }

        /** The driver has escapes of its own, as {@code ??} for an operator with a question mark. */
        private static String asTheServerGetsIt(String sql) {
            if (!sql.contains("??") && !sql.contains("{")) {
                return sql;
            }
            try {
                return Parser.parseJdbcSql(Parser.replaceProcessing(sql, true, true), true, false, true, false, false)
                        .stream()
                        .map(query -> query.nativeSql)
                        .collect(Collectors.joining(";\n"));
            } catch (SQLException e) {
                throw new Unscriptable("the driver does not understand it: " + e.getMessage());
            }
        }

        private boolean isReal() {
            return depth == 1 && !step.isTransactional();
        }

        private String name() {
            return "migrator_nested_" + depth;
        }

        private void add(String sql) {
            all.add(new Transcript.Line(sql, Optional.empty(), here()));
        }

        private String here() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> frame.getClassName().equals(className)
                                    || frame.getClassName().startsWith(className + "$"))
                            .findFirst())
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse("");
        }

        /** How many of the first lines are those of another rendering. */
        private int sameAs(Lines other) {
            int same = 0;
            while (same < Math.min(all.size(), other.all.size())
                    && all.get(same).equals(other.all.get(same))) {
                same++;
            }
            return same;
        }

        private String source(int index) {
            return index < all.size() ? all.get(index).source() : "";
        }
    }
}
