// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.sql.Redaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.core.Parser;

/** Writes down what steps send, without a database. */
final class Transcriber {

    private final LoadedPlan.Reload bodies;
    private final MigrationParameters parameters;
    private final Cancellation cancellation;

    Transcriber(LoadedPlan.Reload bodies, MigrationParameters parameters, Cancellation cancellation) {
        this.bodies = bodies;
        this.parameters = parameters;
        this.cancellation = cancellation;
    }

    Transcript of(Step step) {
        if (MigrationLoader.runs(step).isEmpty()) {
            return Transcript.NOTHING;
        }
        try {
            return bodies.load(step) instanceof ScriptBody script ? script.transcript() : rendered(step);
        } catch (Exception e) {
            return new Transcript(List.of(), 0, Optional.of(gap(step, e)));
        }
    }

    /** The fingerprint of what the way forward of a class sends, as the run would find it. */
    Optional<String> sqlFingerprint(Step step) {
        boolean isClass = MigrationLoader.runs(step)
                .filter(revision -> !revision.className().isEmpty())
                .isPresent();
        return isClass
                ? new Rendering(() -> bodies.load(step), step.isTransactional(), parameters, cancellation)
                        .sqlFingerprint()
                : Optional.empty();
    }

    /** Once as if every statement changed nothing, and once as if each changed a row. */
    private Transcript rendered(Step step) {
        Lines nothing = new Lines(step);
        Lines one = new Lines(step);
        Rendering rendering = new Rendering(
                () -> ((Body) bodies.load(step)).inlining(), step.isTransactional(), parameters, cancellation);
        Optional<Throwable> end = rendering.record(step.isUp(), 0, nothing).end();
        Optional<Throwable> otherEnd = rendering.record(step.isUp(), 1, one).end();
        int same = 0;
        while (same < Math.min(nothing.all.size(), one.all.size())
                && nothing.all.get(same).equals(one.all.get(same))) {
            same++;
        }
        return new Transcript(
                nothing.all.subList(0, same), nothing.sent, gap(step, same, nothing, one, Stream.of(end, otherEnd)));
    }

    /** Who says why it ended tells more than that it went another way. */
    private static Optional<Script.Gap> gap(
            Step step, int same, Lines nothing, Lines one, Stream<Optional<Throwable>> ends) {
        List<Throwable> thrown = ends.flatMap(Optional::stream).toList();
        Optional<Throwable> told = thrown.stream().filter(Transcriber::tellsWhy).findFirst();
        boolean differs = same < Math.max(nothing.all.size(), one.all.size()) || thrown.size() == 1;
        if (told.isEmpty() && differs) {
            return Optional.of(new Script.Gap(
                    step.id(),
                    (same < nothing.all.size() ? nothing : one).source(same),
                    "what is sent from here on depends on how many rows a statement changed"));
        }
        return told.or(() -> thrown.stream().findFirst()).map(end -> gap(step, end));
    }

    private static boolean tellsWhy(Throwable end) {
        return end instanceof Unscriptable || end instanceof NoDatabase.NeedsAnswer;
    }

    private static Script.Gap gap(Step step, Throwable end) {
        String why = tellsWhy(end) ? String.valueOf(end.getMessage()) : "without a database it ends with " + end;
        return new Script.Gap(
                step.id(), Failures.source(step, end), Redaction.of("").text(why));
    }

    /** Thrown at who does what no script can say; an error, since migrations may catch exceptions. */
    private static final class Unscriptable extends Error {

        private static final long serialVersionUID = 1L;

        Unscriptable(String why) {
            super(why);
        }
    }

    /** Collects what one rendering sends. */
    private static final class Lines implements Recorder {

        private final List<Transcript.Line> all = new ArrayList<>();
        private final Step step;
        private final String className;
        private int depth;
        private int sent;

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
            sent++;
            add(asTheServerGetsIt(sql));
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

        private String source(int index) {
            return index < all.size() ? all.get(index).source() : "";
        }
    }
}
