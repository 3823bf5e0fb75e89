// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFileRevisionsTest {

    private static RevisionSource.Found in(String fixture) {
        return ClassFileRevisions.visibleTo(
                        List.of("dev.migrator.fixtures." + fixture), ClassFileRevisionsTest.class.getClassLoader())
                .find();
    }

    @Test
    void a_class_file_says_all_that_its_annotation_does() {
        assertThat(in("shop").revisions())
                .filteredOn(revision -> revision.id().value().equals("a1b2c3d4e5f6"))
                .singleElement()
                .satisfies(revision -> {
                    assertThat(revision.message()).isEqualTo("create users");
                    assertThat(revision.author()).isEqualTo("ann");
                    assertThat(revision.transactional()).isTrue();
                    assertThat(revision.reversible()).isTrue();
                    assertThat(revision.className()).isEqualTo("dev.migrator.fixtures.shop.CreateUsers");
                    assertThat(revision.location()).contains("test-classes");
                });
        assertThat(in("outside").revisions())
                .allSatisfy(revision -> assertThat(revision.transactional()).isFalse())
                .filteredOn(RevisionDescriptor::rerunnable)
                .extracting(revision -> revision.id().value())
                .containsExactly("again");
    }

    @Test
    void a_class_without_a_downgrade_of_its_own_is_irreversible() {
        assertThat(in("conduct").revisions())
                .filteredOn(revision -> !revision.reversible())
                .extracting(revision -> revision.id().value())
                .containsExactly("one_way");
    }

    @Test
    void no_class_is_loaded_to_be_described() {
        assertThat(in("unloadable").problems()).isEmpty();
        assertThat(in("unloadable").revisions()).hasSize(2);
    }

    @Test
    void a_class_that_cannot_serve_is_reported_with_its_reason() {
        assertThat(in("unusable").problems())
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message)
                                .contains("revision abstract")
                                .contains("is abstract"),
                        message ->
                                assertThat(message).contains("revision hidden").contains("is not public"),
                        message ->
                                assertThat(message).contains("revision picky").contains("no public constructor"),
                        message -> assertThat(message)
                                .contains("revision stranger")
                                .contains("does not implement"));
    }

    @Test
    void a_class_is_one_thing() {
        assertThat(in("twofold").problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "revision bb11 (dev/migrator/fixtures/twofold/RevisionAndRepeatable.java:11) is a revision and a repeatable, and would run as each; keep"
                                + " one of the annotations",
                        "repeatable all (dev/migrator/fixtures/twofold/RepeatableAndSeed.java:11) is a repeatable and a seed, and would run as each; keep"
                                + " one of the annotations");
    }

    @Test
    void a_profile_is_a_word() {
        assertThat(in("misprofiled").problems())
                .extracting(Problem::message)
                .containsExactly(
                        "seed words (dev/migrator/fixtures/misprofiled/Words.java:11) has a profile that is"
                                + " no word: ''; take letters, digits, _, . and -",
                        "seed words (dev/migrator/fixtures/misprofiled/Words.java:11) has a profile that is"
                                + " no word: 'dev,test'; take letters, digits, _, . and -");
    }

    @Test
    void a_package_that_holds_no_revision_is_a_problem() {
        assertThat(in("nowhere").problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("dev.migrator.fixtures.nowhere");
    }

    @Test
    void of_several_packages_those_that_hold_no_revision_are_a_problem() {
        RevisionSource.Found found = ClassFileRevisions.visibleTo(
                        List.of(
                                "dev.migrator.fixtures.shop",
                                "dev.migrator.fixtures.nowhere",
                                "dev.migrator.fixtures.sho"),
                        ClassFileRevisionsTest.class.getClassLoader())
                .find();

        assertThat(found.revisions()).hasSize(4);
        assertThat(found.problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("in the package(s) dev.migrator.fixtures.nowhere, dev.migrator.fixtures.sho;");
    }

    @Test
    void folders_and_archives_are_looked_into_without_anything_else_being_seen() {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        assertThat(ClassFileRevisions.on(List.of("dev.migrator.fixtures.shop"), List.of(classes))
                        .find()
                        .revisions())
                .hasSize(4);
        assertThat(ClassFileRevisions.on(List.of("dev.migrator.fixtures.shop"), List.of(Path.of("target", "nothing")))
                        .find()
                        .problems())
                .hasSize(1);
    }
}
