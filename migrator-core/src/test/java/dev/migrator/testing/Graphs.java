// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Graphs in a line of text: {@code "a b[label](a) c(a)*label m(b,c)"}, a word a revision, its labels in brackets, its
 * parents in parentheses, its dependencies behind a star, what it replaces behind an equals sign.
 */
public final class Graphs {

    private static final Pattern WORD =
            Pattern.compile("(?<id>[\\w.]+)(?:\\[(?<labels>[^]]*)])?(?:\\((?<parents>[^)]*)\\))?(?:\\*(?<needs>[^=]*))?"
                    + "(?:=(?<replaces>.*))?");

    private Graphs() {}

    /** Gives the graph. */
    public static RevisionGraph graph(String words) {
        return RevisionGraph.of(revisions(words)).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    /** Gives the revisions. */
    public static List<RevisionDescriptor> revisions(String words) {
        return Stream.of(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Graphs::revision)
                .toList();
    }

    private static RevisionDescriptor revision(String word) {
        MatchResult parts = WORD.matcher(word)
                .results()
                .filter(found -> found.group().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
        return RevisionDescriptor.of(parts.group(1))
                .branchLabels(names(parts.group(2)))
                .downRevisions(names(parts.group(3)))
                .dependsOn(names(parts.group(4)))
                .replaces(names(parts.group(5)))
                .build();
    }

    private static List<String> names(String list) {
        return list == null ? List.of() : List.of(list.split(","));
    }
}
