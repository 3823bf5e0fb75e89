// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for contents: short ones, where nothing else is said. */
final class Hash {

    private static final int DIGITS = 32;

    private Hash() {}

    static String of(String text) {
        return whole(text).substring(0, DIGITS);
    }

    /** Gives all of it, to be kept for years. */
    static String whole(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
