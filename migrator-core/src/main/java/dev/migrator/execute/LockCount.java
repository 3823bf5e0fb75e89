// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the locks that statements hold at least until their transaction ends: one for each table, index and so on. */
final class LockCount implements Statements.Before {

    private static final int BEGINNING = 300;
    private static final Pattern NO_CODE =
            Pattern.compile("--[^\n]*|/\\*.*?\\*/|'[^']*+'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern QUOTED_NAME = Pattern.compile("\"[^\"]*+\"");
    private static final Pattern MAY_DO_NOTHING = Pattern.compile("\\bif\\s+(?:not\\s+)?exists\\b");
    private static final Pattern CHANGES = Pattern.compile("^\\s*(create|alter|drop|truncate)\\s+(?:or replace\\s+)?"
            + "(?:(?:global|local|temp|temporary|unlogged|unique|materialized|foreign)\\s+)*"
            + "(table|index|view|sequence)\\s+(?:concurrently\\s+)?(?:only\\s+)?"
            + "(\\S+?)(?=[\\s(;]|$)");
    private static final Pattern OWN_INDEX = Pattern.compile("\\b(primary\\s+key|unique)\\b");
    private static final Pattern OWN_SEQUENCE =
            Pattern.compile("\\bas\\s+identity\\b|[\\w\"]\\s+(big|small)?serial\\b");

    private final Set<String> changed = new HashSet<>();
    private int locks;

    @Override
    public void statement(String sql) {
        String text = NO_CODE.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll(" ");
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
        Matcher change = CHANGES.matcher(beginning);
        if (!change.find() || MAY_DO_NOTHING.matcher(beginning).find()) {
            return;
        }
        if (changed.add(change.group(3))) {
            locks++;
        }
        if (change.group(1).equals("create") && change.group(2).equals("table")) {
            String names = QUOTED_NAME.matcher(text).replaceAll("\"\"");
            locks += count(OWN_INDEX, names) + count(OWN_SEQUENCE, names);
        }
    }

    int locks() {
        return locks;
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }
}
