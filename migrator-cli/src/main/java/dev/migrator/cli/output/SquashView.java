// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.draft.Draft;
import dev.migrator.draft.Squash;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision that stands for a run of older ones, and its file.
 *
 * @param squash the revision
 * @param written its file
 * @param asSent whether it does what they sent, and not what they came to
 * @param transactional whether a run of it is one transaction
 * @param oneWay why it has no way back; empty where it has one
 * @param conditional those of the older ones that have preconditions, which are left out
 * @param old the files and classes of the older ones
 */
public record SquashView(
        Squash squash,
        Path written,
        boolean asSent,
        boolean transactional,
        String oneWay,
        List<RevisionId> conditional,
        List<String> old)
        implements View {

    /** Copies the lists. */
    public SquashView {
        conditional = List.copyOf(conditional);
        old = List.copyOf(old);
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Draft draft = squash.draft();
        out.line("revision " + style.id(draft.id()) + " in place of " + RevisionId.list(squash.replaced()) + ", on "
                + Steps.place(style, draft.downRevisions()) + ", written to " + written);
        out.line(
                asSent
                        ? "It sends what they send; on scratch databases both ways led to the same schema."
                        : "It makes what they come to, rows included; on scratch databases both ways led to the same.");
        if (!transactional) {
            out.line("It runs outside a transaction, as one of them does.");
        }
        out.line(
                oneWay.isEmpty()
                        ? "Its way back was run there, too."
                        : "It has no way back: " + Style.oneLine(oneWay) + ".");
        if (draft.phase() != Phase.EXPAND) {
            out.line("It is a contract, as one of them is.");
        }
        if (!conditional.isEmpty()) {
            out.line("It has no preconditions: those of " + RevisionId.list(conditional)
                    + " are left out; write into it what still counts.");
        }
        out.line("Next: read it, and delete what it stands for, now or once every database has it:");
        old.forEach(each -> out.line("  " + each));
    }

    @Override
    public Map<String, ?> document() {
        Draft draft = squash.draft();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", draft.id().value());
        shape.put("parents", Shapes.ids(draft.downRevisions()));
        shape.put("dependsOn", draft.dependsOn());
        shape.put("labels", draft.branchLabels());
        shape.put("message", draft.message());
        shape.put("replaces", Shapes.ids(squash.replaced()));
        shape.put("file", written.toString());
        shape.put("source", asSent ? "statements" : "schema");
        shape.put("transactional", transactional);
        shape.put("oneWay", oneWay);
        shape.put("phase", draft.phase().label());
        shape.put("preconditionsLeftOut", Shapes.ids(conditional));
        shape.put("old", old);
        return Map.of("squash", shape);
    }
}
