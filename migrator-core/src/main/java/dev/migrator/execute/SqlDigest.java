// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes one fingerprint of all that a body sends, bound values included, for as long as the body wants no answer. Not
 * thread-safe.
 */
final class SqlDigest {

    private static final String ALGORITHM = "s1:";

    private final MessageDigest digest = sha256();
    private boolean empty = true;
    private boolean known = true;

    void add(String sql, Collection<String> bound) {
        empty = false;
        write(sql);
        write(Integer.toString(bound.size()));
        bound.forEach(this::write);
    }

    /** Whether nothing depends on an answer so far. */
    boolean isKnown() {
        return known;
    }

    /** What follows may depend on what was answered. */
    void giveUp() {
        known = false;
    }

    /** Gives it, once all is sent; nothing where it would say nothing. */
    Optional<String> fingerprint() {
        return known && !empty ? Optional.of(ALGORITHM + HexFormat.of().formatHex(digest.digest())) : Optional.empty();
    }

    /** The length in front keeps two texts from running into each other. */
    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
