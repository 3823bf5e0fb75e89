// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts that only psql can run. */
class SqlScriptTest {

    @Test
    void commands_between_statements_are_passed_over_with_their_line() {
        assertThat(texts("\\restrict a;b 'c\r\nset x = 1;\n\\connect it\nselect 1;\n\\unrestrict a"))
                .containsExactly("set x = 1", "select 1");
    }

    @Test
    void what_is_in_quotes_and_bodies_is_left_alone() {
        String body =
                "create function f() returns int language sql as $a$\n\\restrict x\nSET y = 1;\n-- migrator: downgrade\n$a$";
        String comment = "comment on table t is 'a\n\\unrestrict;\n-- migrator: upgrade\nb'";
        assertThat(texts("-- Dumped by\n" + body + ";\n--\n\n" + comment + ";\n"))
                .containsExactly(body, comment);
    }

    @Test
    void no_comment_of_a_dump_is_taken_for_ours() {
        assertThat(texts("create view v as select 1,\n-- migrator: downgrade\n2;"))
                .containsExactly("create view v as select 1,\n-- migrator: downgrade\n2");
    }

    @Test
    void a_command_inside_a_statement_is_told_of() {
        assertThat(SqlScript.statements("select 1\n\\gexec\n;")
                        .<String>fold(sound -> "none", issues -> issues.get(0).kind()))
                .isEqualTo("sql_backslash");
    }

    private static List<String> texts(String script) {
        return SqlScript.statements(script)
                .fold(
                        sound -> sound.stream().map(SqlStatement::text).toList(),
                        issues -> List.of(issues.get(0).message()));
    }
}
