// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names classes after messages: {@code "add user status"} is {@code AddUserStatus}. A name is plain ASCII, so that no
 * file system and no compiler setting can spoil it, and differs from those taken by more than its case.
 */
final class ClassNames {

    private static final int LONGEST = 60;

    private final Set<String> taken;

    ClassNames(Collection<String> taken) {
        this.taken = taken.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    String of(Draft draft) {
        String words = words(draft.message());
        String name = words.isEmpty() ? "Revision" + draft.id().value().replace('.', '_') : words;
        name = Character.isDigit(name.charAt(0)) ? "Revision" + name : name;
        name = clashes(name) ? name + "Migration" : name;
        String candidate = name;
        for (int n = 2; taken.contains(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = name + n;
        }
        return candidate;
    }

    private static String words(String message) {
        StringBuilder name = new StringBuilder();
        String plain = Normalizer.normalize(message, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        for (String word : plain.split("[^A-Za-z0-9]+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (name.length() + word.length() > LONGEST) {
                return name.isEmpty() ? capitalised(word.substring(0, LONGEST)) : name.toString();
            }
            name.append(capitalised(word));
        }
        return name.toString();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** What the generated file itself needs by its simple name must not be hidden by the class. */
    private static boolean clashes(String name) {
        if (Set.of("Migration", "Revision", "DSLContext").contains(name)) {
            return true;
        }
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError nobodyHasIt) {
            return false;
        }
    }
}
