// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A first revision that was written from a database, proved and recorded.
 *
 * @param draft the revision and its file
 * @param statements how many statements it has
 * @param objects how many things the database has that were compared
 * @param version the major version of the database's server
 * @param scratchVersion that of the server on which it was proved
 * @param report what was recorded
 */
public record AdoptionView(
        DraftView draft, int statements, int objects, int version, int scratchVersion, RunReport report)
        implements View {

    @Override
    public void print(Printer out) {
        out.line("revision " + out.style().id(draft.draft().id()) + " of " + Steps.count(statements, "statement")
                + " written to " + draft.written().file());
        out.line("proved on PostgreSQL " + scratchVersion + ": it makes all that the database has on PostgreSQL "
                + version
                + ", owners and privileges excepted"
                + (version == scratchVersion ? "" : ", as far as both versions write it alike"));
        new RunView(report).print(out);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> proof = new LinkedHashMap<>();
        proof.put("statements", statements);
        proof.put("objects", objects);
        proof.put("version", version);
        proof.put("scratchVersion", scratchVersion);
        Map<String, @Nullable Object> document = new LinkedHashMap<>(draft.document());
        document.put("proof", proof);
        document.put("run", Shapes.run(report));
        return document;
    }
}
