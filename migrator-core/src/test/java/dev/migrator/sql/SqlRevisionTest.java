// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRevisionTest {

    @TempDir
    private Path folder;

    @Test
    void a_header_says_all_that_the_annotation_says() {
        SqlRevision revision = sound("""
                -- A comment of somebody.
                -- migrator: revision ab12
                -- migrator: downRevision aa11, aa12
                --migrator:dependsOn billing
                -- migrator: branchLabels pay
                -- migrator: message add  users; with "quotes"
                -- migrator: author ada
                -- migrator: transactional false
                -- migrator: rerunnable true
                -- migrator: upgrade
                create table users (id int);
                -- migrator: downgrade
                drop table users;
                """);

        assertThat(revision.descriptor().id().value()).isEqualTo("ab12");
        assertThat(revision.descriptor().downRevisions())
                .extracting(Object::toString)
                .containsExactly("aa11", "aa12");
        assertThat(revision.descriptor().dependsOn()).containsExactly("billing");
        assertThat(revision.descriptor().branchLabels()).containsExactly("pay");
        assertThat(revision.descriptor().message()).isEqualTo("add  users; with \"quotes\"");
        assertThat(revision.descriptor().author()).isEqualTo("ada");
        assertThat(revision.descriptor().transactional()).isFalse();
        assertThat(revision.descriptor().rerunnable()).isTrue();
        assertThat(revision.descriptor().reversible()).isTrue();
        assertThat(revision.upgrade()).extracting(SqlStatement::line).containsExactly(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';' , \";\" ;; select 2 | select ';' , \";\" | select 2",
                "select $$;$$; select $a$ $b$ ; $a$; select a$b$c; d$b$ | select $$;$$ | select $a$ $b$ ; $a$ | select a$b$c | d$b$",
                "select e'\\';' ; select '\\'; select 3 | select e'\\';' | select '\\' | select 3",
                "select e'a'\n  '\\';'; select 2 | select e'a'\n  '\\';' | select 2",
                "select 'it''s;'; select U&'\\0041;' | select 'it''s;' | select U&'\\0041;'",
                "select /* ; /* ; */ ; */ 1; -- ; no\nselect 2 | select /* ; /* ; */ ; */ 1 | select 2",
                "create rule r as on insert to t do (select 1; select 2); select 3 | create rule r as on insert to t do (select 1; select 2) | select 3",
                "create function f() returns int begin atomic select case when 1=1 then 1 else 2 end; select 2; end; select 3 | create function f() returns int begin atomic select case when 1=1 then 1 else 2 end; select 2; end | select 3",
                "create or replace procedure p() begin atomic; end; select 1 | create or replace procedure p() begin atomic; end | select 1",
                "create table \"begin\" (a int); select 1 | create table \"begin\" (a int) | select 1",
                "do $x$ begin perform 1; end $x$; select $1 | do $x$ begin perform 1; end $x$ | select $1",
                "(select 1); select 2 | (select 1) | select 2"
            })
    void a_script_is_cut_where_psql_cuts_it(String scriptAndStatements) {
        String[] parts = scriptAndStatements.split(" \\| ");

        assertThat(sound("-- migrator: revision x\n-- migrator: upgrade\n" + parts[0])
                        .upgrade())
                .extracting(SqlStatement::text)
                .isEqualTo(List.of(parts).subList(1, parts.length));
    }

    @Test
    void sections_are_lines_of_comment_outside_of_all_quotes() {
        SqlRevision revision = sound("""
                -- migrator: revision x
                -- migrator: upgrade
                select '
                -- migrator: downgrade
                '; select 2 -- migrator: downgrade
                /*
                -- migrator: downgrade
                */
                ;
                -- migrator: downgrade
                select 3
                """);

        assertThat(revision.upgrade()).hasSize(2);
        assertThat(revision.downgrade().orElseThrow())
                .extracting(SqlStatement::text)
                .containsExactly("select 3");
    }

    @Test
    void copy_takes_its_data_from_the_lines_below() {
        SqlRevision revision = sound("""
                -- migrator: revision x
                -- migrator: upgrade
                copy users (id, name) from stdin;
                1	a;b
                -- migrator: downgrade
                \\.
                select 1;
                """);

        assertThat(revision.downgrade()).isEmpty();
        assertThat(revision.upgrade().get(0).copyData()).contains("1\ta;b\n-- migrator: downgrade\n");
        assertThat(revision.upgrade().get(1).text()).isEqualTo("select 1");
        assertThat(revision.upgrade().get(1).line()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index concurrently i on t (a)             | create index concurrently",
                "create unique index concurrently i on t (a)      | create unique index",
                "drop index concurrently i                        | drop index concurrently",
                "reindex table concurrently t                     | reindex table concurrently",
                "reindex (verbose, concurrently) table t          | reindex table t",
                "reindex database d                               | reindex database d",
                "vacuum full t                                    | vacuum full t",
                "alter system set a = 1                           | alter system set",
                "alter table t detach partition p concurrently    | alter table t",
                "create database d                                | create database d",
                "discard all                                      | discard all",
                "cluster                                          | cluster"
            })
    void what_postgresql_runs_outside_transactions_only_is_known_beforehand(String statement, String named) {
        assertThat(issues("-- migrator: revision x\n-- migrator: upgrade\n\n" + statement + ";"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.line()).isEqualTo(4);
                    assertThat(issue.message()).contains("'" + named + "'", "transactional false");
                });
        assertThat(sound("-- migrator: revision x\n-- migrator: transactional false\n-- migrator: upgrade\n"
                                + statement)
                        .upgrade())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index i on concurrently (a)",
                "refresh materialized view concurrently v",
                "reindex (concurrently false) table t",
                "cluster t",
                "alter type e add value 'x'",
                "drop table concurrently",
                "savepoint s",
                "rollback to s",
                "discard temp"
            })
    void what_runs_in_a_transaction_is_left_alone(String statement) {
        assertThat(sound("-- migrator: revision x\n-- migrator: upgrade\n" + statement)
                        .upgrade())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 1                                                  | 1 | no '-- migrator: revision ID'",
                "-- migrator: revision x                                   | 1 | the section '-- migrator: upgrade' is missing",
                "-- migrator: revison x                                    | 1 | '-- migrator: revison' is unknown",
                "-- migrator: revision                                     | 1 | has no value",
                "-- migrator: revision x~-- migrator: revision y           | 2 | a second time",
                "-- migrator: revision x~-- migrator: transactional no     | 2 | true or false",
                "-- migrator: revision x~select 1;~-- migrator: upgrade    | 2 | is in no section",
                "-- migrator: revision x~-- migrator: upgrade now          | 2 | stands alone on its line",
                "-- migrator: revision x~-- migrator: upgrade~-- migrator: upgrade | 3 | a second time",
                "-- migrator: revision x~-- migrator: upgrade~-- migrator: author a | 3 | at the top of the file",
                "-- migrator: revision x~-- migrator: upgrade~~select 'a   | 4 | has no end",
                "-- migrator: revision x~-- migrator: upgrade~/* a         | 3 | has no end",
                "-- migrator: revision x~-- migrator: upgrade~\\d users    | 3 | '\\d' is a command of psql",
                "-- migrator: revision x~-- migrator: upgrade~commit;      | 3 | 'commit' must not stand in a revision",
                "-- migrator: seed x~-- migrator: profiles ,,~-- migrator: apply~select 1; | 2 | '-- migrator: profiles' has no value",
                "-- migrator: revision x~-- migrator: dependsOn ,~-- migrator: upgrade~select 1; | 2 | '-- migrator: dependsOn' has no value",
                "-- migrator: seed x~-- migrator: profiles dev, \"t\"~-- migrator: apply~select 1; | 2 | '-- migrator: profiles' has a profile that is no word: '\"t\"'",
                "-- migrator: seed x~-- migrator: apply~vacuum;            | 3 | a seed is one transaction; put it into a revision or a repeatable with",
                "-- migrator: repeatable x~vacuum;                         | 2 | needs a transaction in a repeatable of its own",
                "-- migrator: seed x~-- migrator: apply~commit;            | 3 | 'commit' must not stand in a seed",
                "-- migrator: revision x~-- migrator: upgrade~start transaction; | 3 | 'start'",
                "-- migrator: revision x~-- migrator: upgrade~copy t from stdin;~1 | 3 | has no end",
                "-- migrator: revision x~-- migrator: upgrade~copy t from stdin; select 1;~1~\\. | 3 | begins on the line below"
            })
    void what_is_wrong_is_told_with_its_line(String script, int line, String said) {
        assertThat(issues(script.strip().replace('~', '\n'))).anySatisfy(issue -> {
            assertThat(issue.line()).isEqualTo(line);
            assertThat(issue.message()).startsWith("x.sql:" + line + ": ").contains(said);
        });
    }

    @Test
    void a_hook_is_told_where_a_transaction_can_be_done_without() {
        assertThat(((Checked.Unsound<SqlRevision, SqlIssue>)
                                SqlRevision.parseHook("vacuum;", "before-each-upgrade", "before-each-upgrade.sql"))
                        .problems())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message())
                        .startsWith("before-each-upgrade.sql:1: ")
                        .endsWith("in the header of a hook that runs before or after a whole run; within a step it"
                                + " cannot run"));
    }

    @Test
    void parameters_are_off_unless_the_header_wants_them_and_never_inside_dollar_quotes() {
        String sections = "-- migrator: upgrade\nselect ${a}, '${b}x', \"${a}\", $$${a}$$ /* ${a} */ from ${a};\n";
        Map<String, String> values = Map.of("a", "one", "b", "two");

        assertThat(statements(sound("-- migrator: revision x\n" + sections), Map.of()))
                .containsExactly("select ${a}, '${b}x', \"${a}\", $$${a}$$ /* ${a} */ from ${a}");
        SqlRevision with = sound("-- migrator: revision x\n-- migrator: parameters true\n" + sections);
        assertThat(statements(with, values))
                .containsExactly("select one, 'twox', \"one\", $$${a}$$ /* ${a} */ from one");
        assertThat(((Checked.Unsound<List<SqlStatement>, SqlIssue>) with.statements(true, Map.of("a", "one")))
                        .problems())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message())
                        .isEqualTo("x.sql:4: the parameter ${b} is not defined; pass it with -x b=…"));
    }

    @Test
    void files_come_from_any_editor() throws Exception {
        Path file = folder.resolve("x.sql");
        Files.writeString(
                file,
                "\uFEFF-- migrator: revision x\r\n-- migrator: upgrade\r\nselect '\u00e4';\r\n-- migrator: downgrade\r\n");
        assertThat(SqlFile.read(file).map(SqlRevision::upgrade).<Integer>fold(List::size, issues -> -1))
                .isEqualTo(1);

        Files.writeString(
                file, "-- migrator: revision x\n-- migrator: upgrade\nselect '\u00e4';", StandardCharsets.ISO_8859_1);
        assertThat(SqlFile.read(file).<List<SqlIssue>>fold(sound -> List.of(), issues -> issues))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.line()).isEqualTo(3);
                    assertThat(issue.message()).contains("no UTF-8");
                });
    }

    private static List<String> statements(SqlRevision revision, Map<String, String> parameters) {
        return revision.statements(true, parameters)
                .fold(all -> all.stream().map(SqlStatement::text).toList(), issues -> {
                    throw new AssertionError(issues);
                });
    }

    private static SqlRevision sound(String script) {
        return SqlRevision.parse(script, "x.sql").fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static List<SqlIssue> issues(String script) {
        return SqlRevision.parse(script, "x.sql")
                .fold(
                        sound -> {
                            throw new AssertionError("sound: " + sound);
                        },
                        issues -> issues);
    }

    @Test
    void a_hook_is_told_what_hooks_have() {
        Checked<SqlRevision, SqlIssue> parsed =
                SqlRevision.parseHook("-- migrator: upgrade\nselect 1;\ncommit;\n", "after-upgrade", "h.sql");

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Checked.Unsound.class,
                        unsound -> assertThat(unsound.toString())
                                .contains(
                                        "'-- migrator: upgrade' is nothing that a hook has; its header knows message, author,"
                                                + " parameters, transactional, and what it does stands below, in no section")
                                .contains("'commit' must not stand in a hook")
                                .doesNotContain("downRevision"));
    }
}
