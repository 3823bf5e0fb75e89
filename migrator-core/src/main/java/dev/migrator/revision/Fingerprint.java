// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

/**
 * What tells the code of a revision from any other, as the ledger keeps it. In front of the first semicolon is what
 * identifies the code, prefixed with the algorithm; behind it what is known of the compiler, whose doing a difference may
 * be.
 *
 * @param text all of it, as {@code c1:9f86d0…;release=17;jdk=25;varies}
 */
public record Fingerprint(String text) {

    private static final String CODE = "c1:";
    private static final String SQL_FILE = "t1:";
    private static final String VARIES = "varies";

    /** What can be said of the code of two fingerprints. */
    public enum Likeness {
        /** It is the same. */
        SAME,
        /** It differs. */
        DIFFERENT,
        /** It differs, or two compilers made different class files of it. */
        UNDECIDED
    }

    /**
     * Makes the fingerprint of classes.
     *
     * @param hash the hash of what they do
     * @param release the version of Java that they were compiled for
     * @param jdk the version of the compiler, or empty where nobody knows
     * @param varies whether they hold something that compilers of one release write in different ways
     */
    public static Fingerprint ofClasses(String hash, int release, String jdk, boolean varies) {
        return new Fingerprint(CODE + hash + ";release=" + release + (jdk.isEmpty() ? "" : ";jdk=" + jdk)
                + (varies ? ";" + VARIES : ""));
    }

    /**
     * Makes the fingerprint of a SQL file.
     *
     * @param hash the hash of its text
     */
    public static Fingerprint ofSqlFile(String hash) {
        return new Fingerprint(SQL_FILE + hash);
    }

    /**
     * Compares with the fingerprint that was kept.
     *
     * @param kept the one in the ledger
     */
    public Likeness likeness(Fingerprint kept) {
        if (text.equals(kept.text) || code().equals(kept.code())) {
            return Likeness.SAME;
        }
        if (!kept.isOfOurs()) {
            return Likeness.UNDECIDED;
        }
        return text.startsWith(CODE) && kept.text.startsWith(CODE) && !isBySameCompiler(kept)
                ? Likeness.UNDECIDED
                : Likeness.DIFFERENT;
    }

    /** A later version of this tool may have kept one by an algorithm that this one does not know. */
    private boolean isOfOurs() {
        return text.startsWith(CODE) || text.startsWith(SQL_FILE);
    }

    /** Where nobody knows the compilers, what none of them does in a way of its own must do. */
    private boolean isBySameCompiler(Fingerprint other) {
        if (!property("release").equals(other.property("release"))) {
            return false;
        }
        String jdk = property("jdk");
        String otherJdk = other.property("jdk");
        boolean known = !jdk.isEmpty() && !otherJdk.isEmpty();
        return known ? jdk.equals(otherJdk) : !varies() && !other.varies();
    }

    private boolean varies() {
        return text.endsWith(";" + VARIES);
    }

    private String property(String name) {
        for (String part : text.split(";", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private String code() {
        int end = text.indexOf(';');
        return end < 0 ? text : text.substring(0, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
