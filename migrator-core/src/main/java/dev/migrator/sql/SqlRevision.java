// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Place;
import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A revision, repeatable, seed or hook written as SQL: a header of comment lines, then what it does, and what undoes that.
 *
 * @param descriptor what the header says
 * @param upgrade the statements of its way forward
 * @param downgrade the statements of its way back; nothing where it has none
 * @param parameterised whether {@code ${name}} stands for a parameter
 */
public record SqlRevision(
        RevisionDescriptor descriptor,
        List<SqlStatement> upgrade,
        Optional<List<SqlStatement>> downgrade,
        boolean parameterised) {

    /** Copies the lists. */
    public SqlRevision {
        upgrade = List.copyOf(upgrade);
        downgrade = downgrade.map(List::copyOf);
    }

    /**
     * Reads a script, or tells all that is wrong with it.
     *
     * @param text the script
     * @param file where it comes from: what messages call it, and where it is found again
     */
    public static Checked<SqlRevision, SqlIssue> parse(String text, String file) {
        return parse(text, new Reader(file, Optional.empty()));
    }

    /**
     * Reads the script of a hook, which needs no header, or tells all that is wrong with it.
     *
     * @param text the script
     * @param name what the hook is called
     * @param file where it comes from
     */
    public static Checked<SqlRevision, SqlIssue> parseHook(String text, String name, String file) {
        return parse(text, new Reader(file, Optional.of(name)));
    }

    private static Checked<SqlRevision, SqlIssue> parse(String text, Reader reader) {
        String file = reader.file;
        Checked<SqlRevision, SqlIssue> parsed = new Splitter(text).split().flatMap(reader::read);
        return parsed.fold(
                Checked::sound,
                issues -> new Checked.Unsound<>(
                        issues.stream().map(issue -> issue.in(file)).toList()));
    }

    /**
     * Gives the statements of one way, with parameters put in where the header asks for it, never inside dollar quotes.
     *
     * @param up which way
     * @param parameters the values by name
     */
    public Checked<List<SqlStatement>, SqlIssue> statements(boolean up, Map<String, String> parameters) {
        List<SqlStatement> statements = up ? upgrade : downgrade.orElse(List.of());
        return parameterised
                ? new Placeholders(parameters).fill(statements, descriptor.location())
                : Checked.sound(statements);
    }

    /** Collects header and sections. */
    private static final class Reader {

        private static final String TRANSACTIONAL = "transactional";

        private final String file;
        private final Optional<String> hook;
        private final SqlHeader header = new SqlHeader();
        private final List<SqlIssue> issues = new ArrayList<>();
        private Optional<List<SqlStatement>> upgrade = Optional.empty();
        private Optional<List<SqlStatement>> downgrade = Optional.empty();

        Reader(String file, Optional<String> hook) {
            this.file = file;
            this.hook = hook;
        }

        private Optional<Kind> kind() {
            return hook.isPresent() ? Optional.of(Kind.HOOK) : header.kind();
        }

        Checked<SqlRevision, SqlIssue> read(List<SqlPiece> pieces) {
            Optional<List<SqlStatement>> section = Optional.empty();
            for (SqlPiece piece : pieces) {
                if (piece instanceof SqlPiece.Sql sql) {
                    section = take(sql.statement(), section);
                } else if (piece instanceof SqlPiece.Directive said) {
                    section = section(said, section);
                }
            }
            kind().ifPresentOrElse(this::check, () -> issues.add(SqlIssue.noRevision()));
            checkTransactions();
            return issues.isEmpty() ? Checked.sound(revision()) : new Checked.Unsound<>(issues);
        }

        private void check(Kind kind) {
            issues.addAll(header.misplaced(kind));
            hook.filter(name -> !header.flag(TRANSACTIONAL, true) && !mayBeOutside(name))
                    .ifPresent(name -> issues.add(SqlIssue.insideOnly(header.line(TRANSACTIONAL), name)));
            if (upgrade.isEmpty()) {
                issues.add(SqlIssue.noForward(kind));
            }
        }

        /** What runs for each step is part of its transaction, and what runs after a failure is tried once. */
        private static boolean mayBeOutside(String hook) {
            return !hook.contains("-each-") && !hook.endsWith("-failed");
        }

        /** What a repeatable or a hook does needs no section. */
        private Optional<List<SqlStatement>> take(SqlStatement statement, Optional<List<SqlStatement>> open) {
            Optional<List<SqlStatement>> section = open;
            if (section.isEmpty() && (hook.isPresent() || header.has(Kind.REPEATABLE.label()))) {
                upgrade = Optional.of(new ArrayList<>());
                section = upgrade;
            }
            section.ifPresentOrElse(
                    there -> there.add(statement),
                    () -> kind().ifPresent(kind -> issues.add(SqlIssue.outsideSections(statement.line(), kind))));
            return section;
        }

        private Optional<List<SqlStatement>> section(SqlPiece.Directive said, Optional<List<SqlStatement>> open) {
            boolean seed = header.has(Kind.SEED.label());
            boolean up = said.key().equals(seed ? "apply" : "upgrade");
            if (hook.isPresent() && !SqlHeader.KEYS.contains(said.key())) {
                issues.add(SqlIssue.unknownInHook(said.line(), said.key()));
                return open;
            }
            if (hook.isPresent() || (!up && !said.key().equals(seed ? "remove" : "downgrade"))) {
                issues.addAll(
                        open.isPresent() && SqlHeader.KEYS.contains(said.key())
                                ? List.of(SqlIssue.headerBelow(said.line(), said.key()))
                                : header.take(said));
                return open;
            }
            if (!said.value().isEmpty()) {
                issues.add(SqlIssue.sectionWithValue(said.line(), said.key()));
            }
            if ((up ? upgrade : downgrade).isPresent()) {
                issues.add(SqlIssue.repeatedKey(said.line(), said.key()));
            }
            Optional<List<SqlStatement>> fresh = Optional.of(new ArrayList<>());
            if (up) {
                upgrade = fresh;
            } else {
                downgrade = fresh;
            }
            return fresh;
        }

        private void checkTransactions() {
            Kind kind = kind().orElse(Kind.REVISION);
            List<SqlStatement> all = new ArrayList<>(upgrade.orElse(List.of()));
            all.addAll(downgrade.orElse(List.of()));
            for (SqlStatement statement : all) {
                if (statement.controlsTransaction()) {
                    issues.add(SqlIssue.controlsTransaction(
                            statement.line(), statement.words().get(0), kind));
                } else if (header.flag(TRANSACTIONAL, true)) {
                    statement
                            .whyNotInTransaction()
                            .ifPresent(what -> issues.add(SqlIssue.notInTransaction(statement.line(), what, kind)));
                }
            }
        }

        private SqlRevision revision() {
            Kind kind = kind().orElseThrow();
            RevisionDescriptor descriptor = RevisionDescriptor.of(hook.orElseGet(() -> header.text(kind.label())))
                    .kind(kind)
                    .downRevisions(header.names("downRevision"))
                    .dependsOn(Stream.of("dependsOn", "after")
                            .flatMap(key -> header.names(key).stream())
                            .toList())
                    .profiles(header.names("profiles"))
                    .branchLabels(header.names("branchLabels"))
                    .replaces(header.names("replaces"))
                    .phase(header.phase())
                    .preconditions(header.preconditions())
                    .message(header.text("message"))
                    .author(header.text("author"))
                    .transactional(header.flag(TRANSACTIONAL, true))
                    .rerunnable(header.flag("rerunnable", false))
                    .reversible(downgrade.isPresent())
                    .location(file)
                    .place(new Place(file, header.line(kind.label())))
                    .build();
            return new SqlRevision(descriptor, upgrade.orElse(List.of()), downgrade, header.flag("parameters", false));
        }
    }
}
