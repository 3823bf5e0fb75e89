// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Place;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads entries of the index, field by field; each ends with a tab, and each line with a line feed. Not thread-safe. */
final class IndexText {

    private static final char FIELD = '\t';
    private static final char LINE = '\n';
    private static final String TRANSACTIONAL = "t";
    private static final String RERUNNABLE = "r";
    private static final String REVERSIBLE = "d";

    /** Where a script is found is also where it is written. */
    private static final String SAME = ".";

    private final String text;
    private int at;

    IndexText(String text) {
        this.text = text;
    }

    boolean hasMore() {
        return at < text.length();
    }

    String field() {
        int end = text.indexOf(FIELD, at);
        String field = text.substring(at, end);
        at = end + 1;
        return field.indexOf('\\') < 0 ? field : unescaped(field);
    }

    private void endOfLine() {
        if (text.charAt(at++) != LINE) {
            throw new IllegalArgumentException("a line of the index is too long");
        }
    }

    /** What follows the name of a place. */
    RevisionIndex.Entry entry() {
        String stamp = field();
        int size = Integer.parseInt(field());
        endOfLine();
        List<RevisionDescriptor> revisions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            revisions.add(revision());
            endOfLine();
        }
        return new RevisionIndex.Entry(stamp, revisions);
    }

    private RevisionDescriptor revision() {
        Kind kind = Kind.valueOf(field());
        RevisionId id = new RevisionId(field());
        List<RevisionId> parents = ids();
        List<String> dependencies = names();
        List<String> labels = names();
        List<RevisionId> replaces = ids();
        List<String> profiles = names();
        Phase phase = Phase.valueOf(field());
        List<Precondition> preconditions = preconditions();
        String message = field();
        String author = field();
        String flags = field();
        String className = field();
        String location = field();
        String file = field();
        int line = Integer.parseInt(field());
        String print = field();
        return new RevisionDescriptor(
                kind,
                id,
                parents,
                dependencies,
                labels,
                replaces,
                profiles,
                phase,
                preconditions,
                message,
                author,
                flags.contains(TRANSACTIONAL),
                flags.contains(RERUNNABLE),
                flags.contains(REVERSIBLE),
                className,
                location,
                new Place(file.equals(SAME) ? location : file, line),
                print.isEmpty() ? Optional.empty() : Optional.of(new Fingerprint(print)));
    }

    private List<String> names() {
        int size = Integer.parseInt(field());
        if (size == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            names.add(field());
        }
        return names;
    }

    private List<RevisionId> ids() {
        List<String> names = names();
        if (names.isEmpty()) {
            return List.of();
        }
        List<RevisionId> ids = new ArrayList<>(names.size());
        for (String name : names) {
            ids.add(new RevisionId(name));
        }
        return ids;
    }

    private List<Precondition> preconditions() {
        int size = Integer.parseInt(field());
        if (size == 0) {
            return List.of();
        }
        List<Precondition> preconditions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            preconditions.add(new Precondition(
                    Precondition.Form.valueOf(field()),
                    field(),
                    field(),
                    Precondition.Otherwise.valueOf(field()),
                    Integer.parseInt(field())));
        }
        return preconditions;
    }

    private static void preconditions(StringBuilder out, List<Precondition> preconditions) {
        fields(out, Integer.toString(preconditions.size()));
        for (Precondition each : preconditions) {
            fields(
                    out,
                    each.form().name(),
                    each.subject(),
                    each.message(),
                    each.otherwise().name(),
                    Integer.toString(each.line()));
        }
    }

    static void write(String place, RevisionIndex.Entry entry, StringBuilder out) {
        fields(out, place, entry.stamp(), Integer.toString(entry.revisions().size()));
        out.append(LINE);
        for (RevisionDescriptor revision : entry.revisions()) {
            fields(out, revision.kind().name(), revision.id().value());
            names(out, revision.downRevisions());
            names(out, revision.dependsOn());
            names(out, revision.branchLabels());
            names(out, revision.replaces());
            names(out, revision.profiles());
            fields(out, revision.phase().name());
            preconditions(out, revision.preconditions());
            fields(
                    out,
                    revision.message(),
                    revision.author(),
                    (revision.transactional() ? TRANSACTIONAL : "")
                            + (revision.rerunnable() ? RERUNNABLE : "")
                            + (revision.reversible() ? REVERSIBLE : ""),
                    revision.className(),
                    revision.location(),
                    revision.place().file().equals(revision.location())
                            ? SAME
                            : revision.place().file(),
                    Integer.toString(revision.place().line()),
                    revision.fingerprint().map(Fingerprint::text).orElse(""));
            out.append(LINE);
        }
    }

    private static void names(StringBuilder out, List<?> names) {
        fields(out, Integer.toString(names.size()));
        names.forEach(name -> fields(out, name.toString()));
    }

    private static void fields(StringBuilder out, String... fields) {
        for (String field : fields) {
            out.append(escaped(field)).append(FIELD);
        }
    }

    private static String escaped(String field) {
        return field.indexOf('\\') < 0 && field.indexOf(FIELD) < 0 && field.indexOf(LINE) < 0
                ? field
                : field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String field) {
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char behind = field.charAt(++i);
            plain.append(behind == 't' ? FIELD : behind == 'n' ? LINE : behind);
        }
        return plain.toString();
    }
}
