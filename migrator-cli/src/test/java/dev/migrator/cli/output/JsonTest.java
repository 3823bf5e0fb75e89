// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void what_is_written_is_what_another_reader_reads() throws Exception {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", "\"quoted\" \\ \t\r\n\b\u0000\u001b\u2028 Zoë 🙂");
        document.put("list", Arrays.asList(1, 2.5, true, null, List.of(), Map.of()));
        document.put("map", Map.of("a", Map.of("b", "c")));

        ObjectMapper jackson = new ObjectMapper();
        JsonNode expected = jackson.valueToTree(document);

        assertThat(jackson.readTree(Json.write(document))).isEqualTo(expected);
    }

    @Test
    void a_document_is_indented_and_ends_its_line() {
        assertThat(Json.write(Map.of("a", List.of(1, 2)))).isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ]\n}\n");
    }
}
