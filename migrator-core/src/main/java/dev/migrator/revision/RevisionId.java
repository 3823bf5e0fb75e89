// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The id of a revision. Any text can be carried, so that an illegal id can be reported with all other problems; what is
 * legal is said here and nowhere else.
 *
 * @param value the id as it was written
 */
public record RevisionId(String value) implements Comparable<RevisionId> {

    /** The longest legal id, in characters. */
    public static final int MAX_LENGTH = 64;

    /** What a person can still read; a program has the ids apart from the message. */
    private static final int LISTED = 25;

    private static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");

    /** Refuses null alone. */
    public RevisionId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Tells whether a text may be an id, a label or a tag: these share one namespace.
     *
     * @param text what was written
     */
    public static boolean isLegalName(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return false;
            }
        }
        return !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    }

    /**
     * Names revisions in a sentence: the first 25, and how many more there are.
     *
     * @param ids the revisions
     */
    public static String list(Collection<RevisionId> ids) {
        String named = ids.stream().limit(LISTED).map(RevisionId::value).collect(Collectors.joining(", "));
        return ids.size() > LISTED ? named + " and " + (ids.size() - LISTED) + " more" : named;
    }

    /** Tells whether this id is one that a graph accepts. */
    public boolean isLegal() {
        return isLegalName(value);
    }

    /** Orders by the text, character by character, so that the order is the same in every locale. */
    @Override
    public int compareTo(RevisionId other) {
        return value.compareTo(other.value);
    }

    /** Written out, as a record's own are put together at run time, which each start of the tool would wait for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevisionId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
