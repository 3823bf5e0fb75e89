// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.migration.Preconditions;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Form;
import dev.migrator.revision.Precondition.Otherwise;
import dev.migrator.sql.PreconditionText;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the annotations of a class say of what must hold.
 *
 * @param sound the conditions, in order
 * @param unsound what is wrong with others
 */
record DeclaredPreconditions(List<Precondition> sound, List<String> unsound) {

    private static final String ONE = dev.migrator.migration.Precondition.class.getName();
    private static final String SEVERAL = Preconditions.class.getName();

    private static final DeclaredPreconditions NONE = new DeclaredPreconditions(List.of(), List.of());

    DeclaredPreconditions {
        sound = List.copyOf(sound);
        unsound = List.copyOf(unsound);
    }

    /** Reads a class file, where a scan says that there is something to read. */
    static DeclaredPreconditions of(ClassInfo type) {
        if (!type.hasAnnotation(ONE) && !type.hasAnnotation(SEVERAL)) {
            return NONE;
        }
        try (Resource file = type.getResource()) {
            return of(PreconditionReader.read(file.load()));
        } catch (IOException | IllegalArgumentException unreadable) {
            // ASM throws the latter at classes of a Java that is newer than itself.
            return new DeclaredPreconditions(List.of(), List.of("its class file cannot be read: " + unreadable));
        }
    }

    /** Reads a class that is loaded. */
    static DeclaredPreconditions of(Class<?> type) {
        return of(Stream.of(type.getDeclaredAnnotationsByType(dev.migrator.migration.Precondition.class))
                .map(each -> new Said(
                        Map.of(
                                Form.QUERY, each.query(),
                                Form.EMPTY, each.empty(),
                                Form.EXISTS, each.exists(),
                                Form.ABSENT, each.absent()),
                        each.message(),
                        Otherwise.valueOf(each.otherwise().name())))
                .toList());
    }

    /** What is wrong with them, on something of a kind. */
    Stream<String> wrong(Kind kind) {
        boolean misplaced = kind != Kind.REVISION && !(sound.isEmpty() && unsound.isEmpty());
        return misplaced
                ? Stream.of("has a @Precondition, which is for revisions; take it away")
                : unsound.stream().map(why -> "has a @Precondition that is none: " + why);
    }

    private static DeclaredPreconditions of(List<Said> all) {
        List<Precondition> sound = new ArrayList<>();
        List<String> unsound = new ArrayList<>();
        for (Said said : all) {
            List<Form> given = Stream.of(Form.values())
                    .filter(form -> !said.subject(form).isBlank())
                    .toList();
            if (given.size() != 1) {
                unsound.add("it says " + given.size() + " of query, empty, exists and absent; say one of them");
                continue;
            }
            Form form = given.get(0);
            String subject = said.subject(form).strip().replaceFirst("\\s*;$", "");
            PreconditionText.wrong(form, subject)
                    .ifPresentOrElse(
                            why -> unsound.add(form.label() + ": " + why),
                            () -> sound.add(new Precondition(form, subject, said.message(), said.otherwise(), 0)));
        }
        return new DeclaredPreconditions(sound, unsound);
    }

    /**
     * What one annotation says.
     *
     * @param subjects what it says, by form
     * @param message what to tell
     * @param otherwise what happens otherwise
     */
    record Said(Map<Form, String> subjects, String message, Otherwise otherwise) {

        String subject(Form form) {
            return subjects.getOrDefault(form, "");
        }
    }
}
