// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.plan.Plan;
import dev.migrator.plan.Refusal;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Plans that were made while a tag was there, or was not. */
@ExtendWith(FreshDatabase.class)
class TagPlanIT {

    @TempDir
    private Path folder;

    private Migrator migrator;

    @BeforeEach
    void oneOfTwoRevisions(TestDatabase database) throws Exception {
        for (String id : List.of("aa11", "bb11")) {
            Files.writeString(
                    folder.resolve(id + ".sql"),
                    "-- migrator: revision " + id + "\n"
                            + (id.equals("bb11") ? "-- migrator: downRevision aa11\n" : "")
                            + "-- migrator: upgrade\nselect 1;\n-- migrator: downgrade\nselect 1;\n");
        }
        migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
        migrator.upgrade("aa11");
    }

    @Test
    void one_runs_once() {
        Plan set = migrator.tags().planSet("v1");
        migrator.run(set);
        refused(set);

        Plan delete = migrator.tags().planDelete("v1");
        migrator.run(delete);
        refused(delete);
    }

    @Test
    void one_that_deletes_a_tag_deletes_no_other_of_its_name() {
        migrator.tags().set("v1");
        Plan delete = migrator.tags().planDelete("v1");
        migrator.tags().delete("v1");
        migrator.tags().set("v1");
        refused(delete);
    }

    @Test
    void one_of_revisions_runs_whatever_tags_have_come_and_gone() {
        migrator.tags().set("v1");
        Plan upgrade = migrator.plan("head");
        migrator.tags().delete("v1");
        migrator.tags().set("v2");
        assertThat(migrator.run(upgrade).done()).hasSize(1);
    }

    private void refused(Plan plan) {
        assertThatThrownBy(() -> migrator.run(plan))
                .satisfies(e -> assertThat(((RefusedException) e).problems())
                        .singleElement()
                        .isInstanceOf(Refusal.Stale.class));
    }
}
