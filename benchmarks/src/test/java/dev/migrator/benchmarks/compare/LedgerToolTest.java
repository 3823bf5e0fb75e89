// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LedgerToolTest {

    private static final String SCRIPT = """
            create table "public"."migrator_applied" ();

            -- step 1 of 1, up: 000000000001, step 1
            begin;
            set local lock_timeout = '5000ms';
            select 1;
            do $migrator$ begin insert into "applied" values (1); if not found then raise exception 'no row'; end if; end $migrator$;
            do $migrator$ begin insert into "history" values (1); if not found then raise exception 'no row'; end if; end $migrator$;
            commit;

            -- the end
            do $migrator$ begin perform pg_advisory_unlock(1); end $migrator$;
            """;

    @Test
    void a_script_is_reduced_to_bodies_and_rows() throws IOException {
        assertThat(LedgerTool.reduced(SCRIPT, Body.SELECT, 1)).isEqualTo("""
                create table "public"."migrator_applied" ();

                begin;
                select 1;
                insert into "applied" values (1);
                insert into "history" values (1);
                commit;
                """);
    }

    @Test
    void a_script_with_other_rows_than_two_for_each_step_is_not_taken_for_one() {
        assertThatThrownBy(() -> LedgerTool.reduced(SCRIPT, Body.SELECT, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 steps and 2 rows");
    }
}
