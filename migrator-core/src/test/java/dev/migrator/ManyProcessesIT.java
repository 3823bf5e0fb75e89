// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.RunMain;
import dev.migrator.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many replicas as a large deployment starts, on a database in which nothing is. */
@ExtendWith(FreshDatabase.class)
@Tag("many-processes")
class ManyProcessesIT {

    private static final int PROCESSES = 32;

    @RepeatedTest(10)
    void thirty_two_processes_at_once_run_every_revision_exactly_once(TestDatabase database) throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(child(database));
        }
        for (ChildProcess child : children) {
            ChildProcess.Result result = child.await();
            assertThat(result.exitCode()).as(result.output()).isZero();
        }

        assertThat(database.query("select revision || ' ' || outcome from migrator_history order by id"))
                .containsExactly("before done", "sleeper done", "after done");
        assertThat(database.query("select revision || ' ' || state from migrator_applied order by applied_at"))
                .containsExactly("before applied", "sleeper applied", "after applied");
        assertThat(database.query("select count(*) from migrator_ledger")).containsExactly("1");
        assertThat(database.objects()).contains("table before", "table sleeper", "table after");
    }

    private static ChildProcess child(TestDatabase database) throws Exception {
        return ChildProcess.start(
                RunMain.class,
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"),
                List.of(
                        database.url(),
                        database.user(),
                        database.password(),
                        "dev.migrator.fixtures.slow",
                        "upgrade",
                        "head",
                        "0.3"));
    }
}
