// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Units;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Status;
import dev.migrator.plan.UnitState;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the code says of a repeatable or a seed, and how it stands.
 *
 * @param kind which of both it is
 * @param standing how it stands, with what the code says
 * @param unit what it depends on, where the code has it
 * @param neededBy those of its kind that depend on it, by name
 * @param database whether a database was asked; it is not known how it stands, otherwise
 */
public record ShowUnitView(
        Kind kind, Status.Unit standing, Optional<Units.Unit> unit, List<RevisionId> neededBy, boolean database)
        implements View {

    /** Copies the list. */
    public ShowUnitView {
        neededBy = List.copyOf(neededBy);
    }

    /** Gives it for a name; nothing where that is no repeatable's or seed's. */
    public static Optional<ShowUnitView> of(RevisionId name, Planner planner, boolean database) {
        Status status = planner.status();
        Definitions code = planner.definitions();
        return Stream.of(
                        find(Kind.REPEATABLE, name, status.repeatables(), code.repeatables(), database),
                        find(Kind.SEED, name, status.seeds(), code.seeds(), database))
                .flatMap(Optional::stream)
                .min((one, two) ->
                        Boolean.compare(one.unit().isEmpty(), two.unit().isEmpty()));
    }

    private static Optional<ShowUnitView> find(
            Kind kind, RevisionId name, List<Status.Unit> standing, Units code, boolean database) {
        return standing.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> new ShowUnitView(
                        kind,
                        each,
                        code.find(name),
                        code.all().stream()
                                .filter(other -> other.units().contains(name))
                                .map(Units.Unit::name)
                                .sorted()
                                .toList(),
                        database));
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        table.row(kind.label(), style.id(standing.name()));
        table.row("message", Style.oneLine(standing.message()));
        unit.ifPresent(declared -> declaration(table, style, declared));
        if (database) {
            table.row("state", standing.state().label() + ran());
        }
        printed().ifPresent(print -> table.row("fingerprint", print.text()));
        ranAs().filter(print -> standing.state() != UnitState.APPLIED)
                .ifPresent(print -> table.row("ran as", print.text()));
        table.print(out);
    }

    private void declaration(Table table, Style style, Units.Unit declared) {
        RevisionDescriptor code = declared.code();
        boolean seed = kind == Kind.SEED;
        ShowView.optional(table, "depends on", ShowView.list(style, declared.units()));
        ShowView.optional(table, seed ? "after" : "revisions", ShowView.list(style, declared.revisions()));
        ShowView.optional(table, "needed by", ShowView.list(style, neededBy));
        ShowView.optional(table, "profiles", String.join(", ", code.profiles()));
        ShowView.optional(table, "author", Style.oneLine(code.author()));
        ShowView.optional(table, "class", code.className());
        table.row("found in", code.location());
        table.row("runs", ShowView.runs(code));
    }

    private String ran() {
        return standing.applied()
                .map(row -> ", ran at " + row.appliedAt() + " by " + Style.oneLine(row.appliedBy()))
                .orElse("");
    }

    private Optional<Fingerprint> printed() {
        return standing.code().flatMap(RevisionDescriptor::fingerprint);
    }

    private Optional<Fingerprint> ranAs() {
        return standing.applied().flatMap(AppliedRevision::fingerprint);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape =
                new LinkedHashMap<>(unit.map(Shapes::unit).orElseGet(() -> Shapes.unit(standing)));
        shape.put("neededBy", Shapes.ids(neededBy));
        unit.ifPresent(declared -> {
            shape.put("transactional", declared.code().transactional());
            shape.put("reversible", declared.code().reversible());
        });
        shape.put("fingerprint", printed().map(Fingerprint::text).orElse(null));
        shape.put("state", database ? standing.state().label() : null);
        shape.put(
                "appliedAt", standing.applied().map(AppliedRevision::appliedAt).orElse(null));
        shape.put(
                "appliedBy", standing.applied().map(AppliedRevision::appliedBy).orElse(null));
        shape.put("appliedFingerprint", ranAs().map(Fingerprint::text).orElse(null));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("revisions", List.of());
        document.put(kind.label() + "s", List.of(shape));
        return document;
    }
}
