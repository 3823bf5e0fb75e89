// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role joe password 'Zq7'",
                "alter role joe PASSWORD 'it''s Zq7'",
                "alter role joe password E'a\\'Zq7'",
                "alter role joe password U&'\\0041Zq7'",
                "alter role joe password $$Zq7$$",
                "alter role joe password $x$Zq7;x$x$",
                "alter role joe password /* new's */ 'Zq7'",
                "alter role joe password -- new's\n 'Zq7'",
                "alter role joe password 'a'\n 'Zq7'",
                "alter role joe password 'Zq7 never ended",
                "alter role joe password $$Zq7 never ended",
                "do $$ begin execute 'alter role joe password ''Zq7'''; end $$",
                "do $$ begin execute format('alter role joe password %L', 'Zq7'); end $$",
                "do language plpgsql $x$ begin perform dblink('password=Zq7'); end $x$",
                "create function f() returns int as $$ begin perform set_config('app.password', 'Zq7', true); end $$",
                "create function f() returns int as 'select g(''password'', ''Zq7'')' language sql",
                "select dblink('host=nowhere password=Zq7', 'x')",
                "select dblink('host=nowhere password = ''Zq7''', 'x')",
                "select dblink(connstr => 'x', password => 'Zq7')",
                "select f(password := 'Zq7')",
                "select dblink('postgresql://joe:Zq7@nowhere/x')",
                "select dblink('postgresql://joe:Zq7@x:/?#@nowhere/x')",
                "create subscription s connection 'host=h passwd=Zq7' publication p",
                "create user mapping for joe server s options (user 'joe', password 'Zq7')",
                "update account set password_hash = crypt('Zq7', gen_salt('bf'))",
                "insert into account (name, passphrase) values ('joe', 'Zq7')",
                "insert into account (\"Password\") values ('Zq7')",
                "insert into setting values ('{\"password\": \"Zq7\"}')",
                "insert into setting values ($${\"db\": {\"pwd\":\"Zq7\"}}$$)",
                "-- password='Zq7'\nselect 1",
                "/* password = Zq7 */ select 1"
            })
    void shows_no_password_and_leaves_all_else_in_its_place(String sql) {
        String shown = Redaction.of(sql).statement();

        assertThat(shown).doesNotContain("Zq7").hasSameSizeAs(sql);
        for (int i = 0; i < sql.length(); i++) {
            assertThat(shown.charAt(i)).isIn(sql.charAt(i), '*');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into account (name, state) values ('joe', 'don''t know')",
                "create table account (name text, password text not null, state text default $$x$$)",
                "create function check_password() returns int as $$ select 1 $$ language sql",
                "select 'https://example.org:8080/x', 'joe@example.org'",
                "alter role joe password null"
            })
    void leaves_a_statement_without_one_as_it_is(String sql) {
        String expected = sql.replace("$$x$$", "$$*$$");

        assertThat(Redaction.of(sql).statement()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid input syntax: \"Zq7\" | invalid input syntax: \"***\"",
                "SQL statement \"alter role joe password 'Zq7'\" | SQL statement \"alter role joe password '***'\"",
                "aZq7, Zq7b and Zq7 | aZq7, Zq7b and ***",
                "postgresql://joe:other@host | postgresql://joe:*****@host",
                "password=other; token | password=****** token",
                "password authentication failed for user \"joe\" | password authentication failed for user \"joe\""
            })
    void takes_the_passwords_of_a_statement_out_of_what_is_told_of_it(String told, String harmless) {
        assertThat(Redaction.of("alter role joe password 'Zq7'").text(told)).isEqualTo(harmless);
    }

    @Test
    void takes_the_parameters_of_a_statement_that_names_a_password_out_of_what_is_told_of_it() {
        Redaction redaction = Redaction.of("insert into account (id, password) values (?, ?)", List.of("1", "Zq7 x"));

        assertThat(redaction.text("Failing row contains (1, Zq7 x).")).isEqualTo("Failing row contains (1, *****).");
    }

    @Test
    void takes_the_parameters_of_any_other_statement_for_harmless() {
        Redaction redaction = Redaction.of("insert into account (id, name) values (?, ?)", List.of("1", "joe"));

        assertThat(redaction.text("Failing row contains (1, joe).")).isEqualTo("Failing row contains (1, joe).");
    }

    @Test
    void repeats_a_statement_in_what_is_told_without_its_passwords() {
        String sql = "alter role joe password 'Zq7'";

        assertThat(Redaction.of(sql).text("SQL [" + sql + "]; no such role"))
                .isEqualTo("SQL [alter role joe password '***']; no such role");
    }

    @Test
    void needs_no_stack_for_a_long_literal() {
        String literal = "a''\\b".repeat(500_000);

        assertThat(Redaction.of("alter role joe password '" + literal + "'")
                        .statement()
                        .length())
                .isEqualTo(literal.length() + 26);
        assertThat(Redaction.of("").text("password '" + literal + "' x")).endsWith("* x");
    }
}
