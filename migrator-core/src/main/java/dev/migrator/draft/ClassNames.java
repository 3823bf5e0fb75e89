// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes legal names of classes. A name is plain ASCII, so that no file system and no compiler setting can spoil it, and
 * differs from those taken by more than its case.
 */
final class ClassNames {

    private final Set<String> taken;

    ClassNames(Collection<String> taken) {
        this.taken = taken.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    String of(String wanted) {
        String name = wanted.replaceAll("[^A-Za-z0-9_]", "_");
        name = Character.isDigit(name.charAt(0)) ? "Revision" + name : name;
        name = clashes(name) ? name + "Migration" : name;
        String candidate = name;
        for (int n = 2; taken.contains(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = name + n;
        }
        return candidate;
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
