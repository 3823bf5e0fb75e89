// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
