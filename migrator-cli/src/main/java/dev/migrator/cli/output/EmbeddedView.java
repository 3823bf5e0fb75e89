// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.embedded.EmbeddedPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded server stands.
 *
 * @param status how it stands
 * @param did what was just done to it, in a word, or empty
 */
public record EmbeddedView(EmbeddedPostgres.Status status, String did) implements View {

    @Override
    public void print(Printer out) {
        String prefix = did.isEmpty() ? "" : did + "; ";
        if (status.running()) {
            out.line(prefix + out.style().good("running") + " on port "
                    + status.port().orElse(0) + ", pid " + status.pid().orElse(0)
                    + (status.kept() ? ", kept until embedded stop" : ", until nobody uses it"));
        } else {
            out.line(prefix + "not running");
        }
        out.line("files in " + status.folder());
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("running", status.running());
        shape.put("port", status.port().isPresent() ? status.port().getAsInt() : null);
        shape.put("pid", status.pid().isPresent() ? status.pid().getAsLong() : null);
        shape.put("kept", status.kept());
        shape.put("folder", status.folder().toString());
        return Map.of("embedded", shape);
    }
}
