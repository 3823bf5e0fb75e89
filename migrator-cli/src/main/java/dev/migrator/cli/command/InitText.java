// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text that the tool brings for new projects, with places such as {@code @package@}.
 *
 * @param text the text
 */
record InitText(String text) {

    static InitText of(String name) {
        try (InputStream in = Objects.requireNonNull(InitText.class.getResourceAsStream("init/" + name))) {
            return new InitText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    InitText and(String name) {
        return new InitText(text + "\n" + of(name).text);
    }

    InitText with(String place, String value) {
        return new InitText(text.replace("@" + place + "@", value));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
