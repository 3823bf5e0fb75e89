// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.sql.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All that the schemas of a database hold, sorted: two databases that were built in another order are equal. What belongs to
 * an extension is left out. Left out too, since it is no part of a schema: rows, current values of sequences, whether a
 * materialized view has its rows, subscriptions, user mappings, security labels, and what all databases of a server share.
 *
 * @param serverVersion the server's major version, which definitions are written by
 * @param entries the entries, in order
 */
public record Catalog(int serverVersion, List<CatalogEntry> entries) {

    private static final String ALGORITHM = "s1:";
    private static final Pattern INHERITED_IDENTITY =
            Pattern.compile(" generated (?:always|by default) as identity(?=(?:\\s.*)? inherited$)", Pattern.DOTALL);

    /** Sorts and copies the list. */
    public Catalog {
        entries = entries.stream().sorted().toList();
    }

    /**
     * Reads the catalogue of a database as it is at one instant, in one round trip.
     *
     * @param connection a connection in auto-commit, which it is left in; its settings stay as they are
     * @param scope which part of the database
     * @throws SQLException where the connection is lost
     */
    public static Catalog read(Connection connection, CatalogScope scope) throws SQLException {
        return new CatalogReader(connection, scope).read();
    }

    /** Gives the same without some kinds of entries. */
    public Catalog without(Collection<CatalogKind> kinds) {
        return new Catalog(
                serverVersion,
                entries.stream().filter(entry -> !kinds.contains(entry.kind())).toList());
    }

    /** Gives the entries of a kind, by name. */
    public List<CatalogEntry> entries(CatalogKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /**
     * Gives all in which another database differs from this one, in the order of the entries. Of two major versions of
     * PostgreSQL, only what both write alike is compared: blanks and parentheses never, the tables that columns are
     * qualified with not in queries, names of not-null constraints not, nor the identity that a column inherits.
     *
     * @param other the catalogue of the other
     */
    public List<CatalogDifference> difference(Catalog other) {
        boolean alike = serverVersion == other.serverVersion;
        Map<String, CatalogEntry> here = keyed(alike);
        Map<String, CatalogEntry> there = other.keyed(alike);
        List<CatalogDifference> differences = new ArrayList<>();
        here.forEach((key, entry) -> {
            CatalogEntry counterpart = there.get(key);
            if (counterpart == null) {
                differences.add(new CatalogDifference.Missing(entry));
            } else if (!isSame(entry, counterpart, alike)) {
                differences.add(new CatalogDifference.Different(entry, counterpart));
            }
        });
        there.forEach((key, entry) -> {
            if (!here.containsKey(key)) {
                differences.add(new CatalogDifference.Additional(entry));
            }
        });
        return differences.stream()
                .sorted((one, two) -> one.entry().compareTo(two.entry()))
                .toList();
    }

    /**
     * Gives a hash of all entries, prefixed with its algorithm; behind a semicolon the version of PostgreSQL, without which
     * two of them cannot be compared.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (CatalogEntry entry : entries) {
                for (String part : List.of(entry.kind().label(), entry.name(), entry.definition())) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
            }
            return ALGORITHM + HexFormat.of().formatHex(digest.digest()) + ";postgres=" + serverVersion;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Map<String, CatalogEntry> keyed(boolean alike) {
        Map<String, CatalogEntry> keyed = new TreeMap<>();
        for (CatalogEntry entry : entries) {
            if (alike || entry.kind() != CatalogKind.NOT_NULL_CONSTRAINT) {
                keyed.put(entry.toString(), entry);
            }
        }
        return keyed;
    }

    private static boolean isSame(CatalogEntry one, CatalogEntry two, boolean alike) {
        if (alike || one.definition().equals(two.definition())) {
            return one.definition().equals(two.definition());
        }
        return wording(one).equals(wording(two));
    }

    /** From PostgreSQL 17 on, a partition has the identity of its parent. */
    private static List<String> wording(CatalogEntry entry) {
        String definition = entry.kind() == CatalogKind.COLUMN
                ? INHERITED_IDENTITY.matcher(entry.definition()).replaceFirst("")
                : entry.definition();
        return Wording.of(definition, entry.kind().holdsQuery());
    }
}
