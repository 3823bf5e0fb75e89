// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Validation;
import dev.migrator.plan.Validation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In what a database and the code disagree.
 *
 * @param validation what was found
 */
public record ValidationView(Validation validation) implements Check {

    @Override
    public boolean passed() {
        return validation.passed();
    }

    @Override
    public void print(Printer out) {
        Findings.print(out, validation.findings());
        String looked = Steps.count(validation.applied(), "revision") + " of the database compared with the code";
        String counts = Stream.of(Kind.values())
                .filter(kind -> !validation.in(kind).isEmpty())
                .map(kind -> validation.in(kind).size() + " " + kind.label())
                .collect(Collectors.joining(", "));
        out.line((passed() ? out.style().good("check passed") : out.style().bad("check failed")) + ": " + looked
                + (counts.isEmpty() ? "" : "; " + counts));
        Findings.advise(out, validation, List.of(Kind.values()));
        Findings.leftBehind(out, validation.invalidIndexes());
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("applied", validation.applied());
        document.put("findings", Findings.shapes(validation.findings()));
        document.put("invalidIndexes", validation.invalidIndexes());
        document.put("check", Map.of("passed", passed()));
        return document;
    }
}
