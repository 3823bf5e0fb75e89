// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that went well, and after which a listener failed.
 *
 * @param report what it did
 * @param error what failed
 */
public record ListenerFailureView(RunReport report, ErrorView error) implements View {

    @Override
    public void print(Printer out) {
        error.print(out);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(error.document());
        document.put("run", Shapes.run(report));
        return document;
    }
}
