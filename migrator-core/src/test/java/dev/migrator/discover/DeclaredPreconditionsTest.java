// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.fixtures.gated.Pass;
import dev.migrator.fixtures.misconditioned.Misconditioned;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Form;
import dev.migrator.revision.Precondition.Otherwise;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredPreconditionsTest {

    private static final List<RevisionSource> GATED =
            List.of(files("gated"), new InstanceRevisions(List.of(new Pass())));

    private static RevisionSource files(String fixture) {
        return ClassFileRevisions.visibleTo(
                List.of("dev.migrator.fixtures." + fixture), DeclaredPreconditionsTest.class.getClassLoader());
    }

    @Test
    void a_class_file_and_an_object_say_the_same_of_phase_and_preconditions() {
        for (RevisionSource source : GATED) {
            RevisionDescriptor pass = source.find().revisions().get(0);
            assertThat(source.find().problems()).isEmpty();
            assertThat(pass.phase()).isEqualTo(Phase.CONTRACT);
            assertThat(pass.preconditions())
                    .containsExactly(
                            new Precondition(Form.EXISTS, "gate", "make a gate first", Otherwise.HALT, 0),
                            new Precondition(Form.EMPTY, "gate", "", Otherwise.SKIP, 0),
                            new Precondition(
                                    Form.QUERY,
                                    "select current_setting('server_version_num')::int > 0",
                                    "",
                                    Otherwise.WARN,
                                    0));
            assertThat(pass.mayBeSkipped()).isTrue();
        }
    }

    @Test
    void one_that_cannot_be_asked_is_told_with_its_class_and_all_others() {
        List<RevisionSource> sources = List.of(
                files("misconditioned"),
                new InstanceRevisions(
                        List.of(new Misconditioned.Nothing(), new Misconditioned.Both(), new Misconditioned.View())));
        for (RevisionSource source : sources) {
            assertThat(source.find().problems())
                    .extracting(Problem::message)
                    .anySatisfy(message -> assertThat(message)
                            .contains("revision nothing (dev")
                            .contains("has a @Precondition that is none: it says 0 of query, empty, exists and absent"))
                    .anySatisfy(message ->
                            assertThat(message).contains("revision both (dev").contains("it says 2 of query"))
                    .anySatisfy(message -> assertThat(message).contains("empty: 'old users' is no name of a table"))
                    .anySatisfy(message -> assertThat(message).contains("query: it is one query, without a semicolon"))
                    .anySatisfy(message ->
                            assertThat(message).contains("query: a quote or comment in the query has no end"))
                    .anySatisfy(message -> assertThat(message)
                            .contains("repeatable view (dev")
                            .contains("has a @Precondition, which is for revisions"))
                    .hasSize(6);
        }
    }
}
