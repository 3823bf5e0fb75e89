// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Draws ids of 12 lower-case hex digits. */
final class RandomIds implements Supplier<String> {

    private static final int BYTES = 6;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
