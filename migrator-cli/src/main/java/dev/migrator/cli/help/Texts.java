// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that lie beside the classes. */
final class Texts {

    private Texts() {}

    /** Gives a text; an empty one where there is none by that name. */
    static String find(String name) {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
