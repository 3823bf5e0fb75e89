// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:postgresql://h:5432/d | jdbc:postgresql://h:5432/d",
                "postgresql://joe:s3cret@h/d | postgresql://joe:****@h/d",
                "postgresql://h/d?user=joe&password=s3cret | postgresql://h/d?user=joe&password=****",
                "postgresql://h/d?password=s3&cret | postgresql://h/d?password=****&****",
                "postgresql://h/d?user=joe:s3cret | postgresql://h/d?user=****",
                "postgresql://h/d?user=joe;password=s3cret | postgresql://h/d?user=****",
                "postgresql://h/d?user=joe%20a&ssl=true | postgresql://h/d?user=joe%20a&ssl=true",
                "postgresql://h/d?pasword=s3cret | postgresql://h/d?pasword=****",
                "postgresql://h/d;password=s3cret | ****",
                "postgresql:d&password=s3cret | ****",
                "jdbc:mysql://joe:s3cret@h/d | ****"
            })
    void shows_of_an_address_only_what_cannot_be_a_password(String address, String shown) {
        assertThat(ConnectionUrl.masked(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://h/d;password=s3cret", "postgresql:d&password=s3cret", "jdbc:mysql://h/d"})
    void refuses_what_is_no_address_without_repeating_it(String text) {
        assertThatThrownBy(() -> ConnectionUrl.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("mysql");
    }

    @Test
    void tells_a_program_of_postgresql_what_it_tells_the_driver() {
        assertThat(environment(
                        "postgresql://joe:p%40ss@[::1]:5433/d%20b?sslmode=require&sslrootcert=/a/b", Optional.empty()))
                .containsOnly(
                        entry("PGHOST", "::1"),
                        entry("PGPORT", "5433"),
                        entry("PGDATABASE", "d b"),
                        entry("PGUSER", "joe"),
                        entry("PGPASSWORD", "p@ss"),
                        entry("PGSSLMODE", "require"),
                        entry("PGSSLROOTCERT", "/a/b"));
        assertThat(environment("jdbc:postgresql://one,two:7000/d?ssl=true", Optional.of("joe")))
                .contains(
                        entry("PGHOST", "one,two"),
                        entry("PGPORT", "5432,7000"),
                        entry("PGUSER", "joe"),
                        entry("PGSSLMODE", "verify-full"))
                .doesNotContainKey("PGPASSWORD");
    }

    @Test
    void an_address_without_a_user_takes_another_and_one_with_a_user_does_not() {
        assertThat(other("postgresql://h/d")).contains(entry("PGUSER", "ann"), entry("PGPASSWORD", "hers"));
        assertThat(other("postgresql://joe@h/d"))
                .contains(entry("PGUSER", "joe"))
                .doesNotContainValue("hers");
        assertThat(other("postgresql://h/d?user=joe&password=his"))
                .contains(entry("PGUSER", "joe"), entry("PGPASSWORD", "his"));
    }

    private static Map<String, String> environment(String address, Optional<String> user) {
        return DatabaseAdmin.of(address, user, Optional.empty())
                .clientEnvironment()
                .variables();
    }

    private static Map<String, String> other(String address) {
        return DatabaseAdmin.at(address, Optional.of("ann"), Optional.of("hers"))
                .clientEnvironment()
                .variables();
    }
}
