// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.revision.Audit;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens where somebody lays hands on the table of kept statements. */
@ExtendWith(FreshDatabase.class)
class AuditTableIT {

    @Revision(id = "ad31")
    static final class People implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table people");
        }
    }

    private static Migrator on(TestDatabase database, Audit audit, Migration code) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .audit(audit)
                .migrations(code)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table migrator_statements drop statement",
                "alter table migrator_statements rename rows to lines",
                "alter table migrator_statements alter microseconds type bool using true",
                "alter table migrator_statements rename to x; create view migrator_statements as select 1 as id"
            })
    void a_table_that_was_changed_is_told_before_anything_runs(String damage, TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new People());
        migrator.upgrade("head");
        database.execute(damage);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> migrator.downgrade("base"));

        assertThat(refused).hasMessageContaining("migrator_statements").hasMessageContaining("Nothing was changed");
        assertThat(migrator.current()).hasSize(1);
        assertThat(on(database, Audit.OFF, new People()).downgrade("base").done())
                .hasSize(1);
    }

    @Test
    void a_table_that_was_dropped_is_missed_by_no_reader_and_made_again(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new People());
        migrator.upgrade("head");
        database.execute("drop table migrator_statements");

        assertThat(migrator.log().statements(HistoryFilter.ALL)).isEmpty();
        assertThat(migrator.log().entries(HistoryFilter.ALL)).hasSize(1);
        migrator.downgrade("base");

        assertThat(migrator.log().statements(HistoryFilter.ALL))
                .extracting(kept -> kept.statement().sql())
                .containsExactly("drop table people");
    }

    @Test
    void an_altered_table_is_told_to_who_reads_it(TestDatabase database) throws SQLException {
        Migrator migrator = on(database, Audit.STATEMENTS, new People());
        migrator.upgrade("head");
        database.execute("alter table migrator_statements drop sqlstate");

        assertThatThrownBy(() -> migrator.log().statements(HistoryFilter.ALL))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("migrator_statements")
                .hasMessageContaining("sqlstate");
        assertThat(migrator.log().entries(HistoryFilter.ALL)).hasSize(1);
    }
}
