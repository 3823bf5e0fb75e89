// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Form;
import dev.migrator.revision.Precondition.Otherwise;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTextTest {

    private static final String EXPECTED = "; it is [halt|skip|warn] query SELECT…, empty TABLE, exists TABLE or absent"
            + " TABLE, and -- MESSAGE behind it where there is one";

    private static List<String> wrong(String header) {
        return SqlRevision.parse(
                        "-- migrator: revision aa11\n" + header + "\n-- migrator: upgrade\nselect 1;\n", "f.sql")
                .fold(
                        sound -> List.of(),
                        issues -> issues.stream().map(SqlIssue::message).toList());
    }

    private static RevisionDescriptor sound(String header) {
        return SqlRevision.parse(
                        "-- migrator: revision aa11\n" + header + "\n-- migrator: upgrade\nselect 1;\n", "f.sql")
                .fold(SqlRevision::descriptor, issues -> {
                    throw new AssertionError(issues);
                });
    }

    @Test
    void a_header_says_phase_and_preconditions_in_order() {
        RevisionDescriptor revision = sound("""
                -- migrator: phase contract
                -- migrator: precondition empty old_users -- copy them first; then -- go on
                -- migrator: precondition skip query select '--' <> ';' and $$--$$ is not null;
                -- migrator: precondition warn exists "Old Users"
                -- migrator: precondition halt absent public.users""");

        assertThat(revision.phase()).isEqualTo(Phase.CONTRACT);
        assertThat(revision.preconditions())
                .containsExactly(
                        new Precondition(Form.EMPTY, "old_users", "copy them first; then -- go on", Otherwise.HALT, 3),
                        new Precondition(
                                Form.QUERY, "select '--' <> ';' and $$--$$ is not null", "", Otherwise.SKIP, 4),
                        new Precondition(Form.EXISTS, "\"Old Users\"", "", Otherwise.WARN, 5),
                        new Precondition(Form.ABSENT, "public.users", "", Otherwise.HALT, 6));
        assertThat(revision.preconditions().get(0))
                .hasToString("halt unless old_users is empty: copy them first; then -- go on");
    }

    @Test
    void one_that_says_nothing_is_an_expand_without_preconditions() {
        assertThat(sound("-- migrator: message x").phase()).isEqualTo(Phase.EXPAND);
        assertThat(sound("-- migrator: message x").preconditions()).isEmpty();
        assertThat(sound("-- migrator: message x").mayBeSkipped()).isFalse();
    }

    @Test
    void neither_belongs_to_what_tells_one_script_from_another() {
        String bare = "-- migrator: revision aa11\n-- migrator: upgrade\nselect 1;\n";
        String told =
                "-- migrator: revision aa11\n-- migrator: phase contract\n-- migrator: precondition exists users\n"
                        + "-- migrator: upgrade\nselect 1;\n";

        assertThat(SqlHeader.without(told)).isEqualTo(SqlHeader.without(bare));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users | 'users' says nothing of what must hold",
                "skip | nothing says what must hold",
                "skip users | 'users' says nothing of what must hold",
                "ignore empty users | 'ignore' says nothing of what must hold",
                "empty | '' is no name of a table, such as users or public.users",
                "empty old users | 'old users' is no name of a table, such as users or public.users",
                "exists 'users' | ''users'' is no name of a table, such as users or public.users",
                "query | there is no query",
                "query -- a message | there is no query",
                "query select 1; select 2 | it is one query, without a semicolon",
                "query select 1 \\gexec | a backslash in the query is in no quotes",
                "query select true) or (select true | a parenthesis in the query lacks its other one",
                "query select (true | a parenthesis in the query lacks its other one",
                "query select 'a | a quote or comment in the query has no end"
            })
    void one_that_means_nothing_is_told_with_file_line_and_what_is_expected(String value, String why) {
        assertThat(wrong("-- migrator: message x\n-- migrator: precondition " + value))
                .containsExactly("f.sql:3: '-- migrator: precondition': " + why + EXPECTED);
    }

    @Test
    void so_are_an_unknown_phase_and_both_where_nothing_has_them() {
        assertThat(wrong("-- migrator: phase later"))
                .containsExactly("f.sql:2: '-- migrator: phase later' is expand or contract");
        assertThat(wrong("-- migrator: precondition"))
                .containsExactly("f.sql:2: '-- migrator: precondition' has no value; write it behind the key");
        assertThat(wrong("-- migrator: phase expand\n-- migrator: phase contract"))
                .containsExactly("f.sql:3: '-- migrator: phase' stands here a second time; say it once");
        assertThat(SqlRevision.parse(
                                "-- migrator: seed aa\n-- migrator: phase contract\n-- migrator: precondition exists t\n"
                                        + "-- migrator: apply\nselect 1;\n",
                                "f.sql")
                        .<List<String>>fold(
                                sound -> List.of(),
                                issues -> issues.stream().map(SqlIssue::message).toList()))
                .containsExactly(
                        "f.sql:2: '-- migrator: phase' is nothing that a seed has; its header knows message, author,"
                                + " parameters, dependsOn, profiles, after",
                        "f.sql:3: '-- migrator: precondition' is nothing that a seed has; its header knows message,"
                                + " author, parameters, dependsOn, profiles, after");
    }
}
