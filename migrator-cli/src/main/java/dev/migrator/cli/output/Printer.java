// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.io.PrintStream;

/** Writes lines to a stream, in a style. */
public final class Printer {

    private final PrintStream stream;
    private final Style style;

    /**
     * Takes a stream, which stays the caller's to close.
     *
     * @param stream where lines go
     * @param style how they look
     */
    public Printer(PrintStream stream, Style style) {
        this.stream = stream;
        this.style = style;
    }

    /** How things look here. */
    public Style style() {
        return style;
    }

    /** Writes a line; it ends in the same character everywhere, so that pipes get the same bytes. */
    public void line(String text) {
        stream.print(text.stripTrailing() + "\n");
    }

    /** Writes text as it is. */
    public void text(String text) {
        stream.print(text);
    }

    /** Hands on what the stream may still hold: an answer is written as a whole. */
    public void flush() {
        stream.flush();
    }
}
