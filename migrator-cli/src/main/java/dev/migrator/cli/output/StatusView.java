// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.HookStanding;
import dev.migrator.plan.Status;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How every revision, repeatable, seed and tag stands in a database, and which hooks there are.
 *
 * @param status how they stand
 * @param hooks the hooks
 */
public record StatusView(Status status, List<HookStanding> hooks) implements View {

    /** Copies the list. */
    public StatusView {
        hooks = List.copyOf(hooks);
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (Status.Entry entry : status.entries()) {
            table.row(
                    state(style, entry.state()),
                    style.id(entry.id()),
                    Style.oneLine(entry.message())
                            + entry.revision()
                                    .map(revision -> Steps.phase(style, revision))
                                    .orElse(""));
        }
        table.print(out);
        UnitsView.print(out, "repeatable", status.repeatables());
        UnitsView.print(out, "seed", status.seeds());
        TagsView.print(out, status.tags());
        printHooks(out);
        String counts = Stream.of(Status.State.values())
                .filter(state -> !status.in(state).isEmpty())
                .map(state -> status.in(state).size() + " " + state.label())
                .collect(Collectors.joining(", "));
        out.line((counts.isEmpty() ? "no revisions" : counts) + "; the database is at "
                + Steps.place(style, status.current()) + ", the code at " + Steps.place(style, status.heads()));
        printWaiting(out, status.waiting());
    }

    private static void printWaiting(Printer out, Status.Waiting waiting) {
        if (!waiting.contracts().isEmpty()) {
            out.line("--phase expand leaves " + Steps.count(waiting.contracts().size(), "contract") + ": "
                    + RevisionId.list(waiting.contracts())
                    + (waiting.above().isEmpty() ? "" : "; and what is above: " + RevisionId.list(waiting.above())));
        }
    }

    /** One that is owed is what somebody may wait for. */
    private void printHooks(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (HookStanding hook : hooks) {
            String state = hook.code().isEmpty() ? "unknown" : hook.owed() ? "owed" : "ready";
            table.row(
                    hook.owed() ? style.warning(state) : state,
                    "hook " + style.id(hook.name()),
                    Style.oneLine(hook.code()
                            .map(RevisionDescriptor::message)
                            .orElse("owed by a run that ended before it, and its file is gone")));
        }
        table.print(out);
    }

    private static Map<String, @Nullable Object> shape(HookStanding hook) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", hook.name().value());
        shape.put("owed", hook.owed());
        shape.put("location", hook.code().map(RevisionDescriptor::location).orElse(null));
        return shape;
    }

    private static String state(Style style, Status.State state) {
        return switch (state) {
            case APPLIED -> style.good(state.label());
            case PENDING -> style.strong(state.label());
            case SKIPPED, MOVED, UNKNOWN -> style.warning(state.label());
            case GAP, INTERRUPTED, REPLACED -> style.bad(state.label());
        };
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        for (Status.State state : Status.State.values()) {
            counts.put(state.label(), status.in(state).size());
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("current", Shapes.ids(status.current()));
        document.put("heads", Shapes.ids(status.heads()));
        document.put("counts", counts);
        document.put("contracts", Shapes.ids(status.waiting().contracts()));
        document.put("aboveContracts", Shapes.ids(status.waiting().above()));
        document.put(
                "revisions", status.entries().stream().map(StatusView::shape).toList());
        document.put(
                "repeatables", status.repeatables().stream().map(Shapes::unit).toList());
        document.put("seeds", status.seeds().stream().map(Shapes::unit).toList());
        document.put("tags", TagsView.shapes(status.tags()));
        if (!hooks.isEmpty()) {
            document.put("hooks", hooks.stream().map(StatusView::shape).toList());
        }
        return document;
    }

    private static Map<String, @Nullable Object> shape(Status.Entry entry) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", entry.id().value());
        shape.put("state", entry.state().label());
        shape.put("message", entry.message());
        shape.put(
                "phase",
                entry.revision().map(revision -> revision.phase().label()).orElse(null));
        shape.put("appliedAt", entry.applied().map(AppliedRevision::appliedAt).orElse(null));
        shape.put("appliedBy", entry.applied().map(AppliedRevision::appliedBy).orElse(null));
        return shape;
    }
}
