// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.regex.Pattern;

/**
 * How things look: coloured for a terminal, plain for a pipe.
 *
 * @param coloured whether to use colours
 */
public record Style(boolean coloured) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    /** Without colour. */
    public static final Style PLAIN = new Style(false);

    String id(Object id) {
        return sgr("33", oneLine(id.toString()));
    }

    String label(String text) {
        return sgr("36", text);
    }

    String good(String text) {
        return sgr("32", text);
    }

    String warning(String text) {
        return sgr("35", text);
    }

    String bad(String text) {
        return sgr("31;1", text);
    }

    String strong(String text) {
        return sgr("1", text);
    }

    String faint(String text) {
        return sgr("2", text);
    }

    /** Makes one line of what others wrote, and leaves nothing in it that would steer a terminal. */
    static String oneLine(String text) {
        String line = LINE_BREAK.matcher(text).replaceAll(" ");
        return CONTROL.matcher(line).replaceAll("?");
    }

    /** How many characters a text takes on a screen; colours take none. */
    static int width(String text) {
        String bare = COLOUR.matcher(text).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }

    /** The first characters of a text without colours. */
    static String start(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private String sgr(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
