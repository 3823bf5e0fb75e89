// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

/**
 * How things look: coloured for a terminal, plain for a pipe.
 *
 * @param coloured whether to use colours
 */
public record Style(boolean coloured) {

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
        return text.replaceAll("\\R", " ").replaceAll("\\p{Cc}", "?");
    }

    private String sgr(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
