// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Units;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what a new seed would be, and tells all that stands in its way. Writes nothing. */
public final class SeedDrafter {

    private final Definitions code;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Takes what the code has.
     *
     * @param code that
     */
    public SeedDrafter(Definitions code) {
        this.code = code;
    }

    /**
     * Drafts a seed.
     *
     * @param message one line for people
     * @param name its name; made of the message where it is not said
     * @param profiles where it is wanted
     * @param dependsOn names of seeds
     * @param after ids, beginnings of ids, or labels
     */
    public Checked<SeedDraft, Problem> seed(
            String message, Optional<String> name, List<String> profiles, List<String> dependsOn, List<String> after) {
        Optional<String> line = Drafter.message(message, Kind.SEED, problems);
        String called = name.orElseGet(() -> Slug.of(message).snake());
        if (line.isPresent()) {
            checkName(called);
        }
        profiles.stream()
                .filter(profile -> !RevisionDescriptor.isLegalProfile(profile))
                .forEach(profile -> problems.add(DraftIssue.illegalProfile(profile)));
        dependsOn.stream().map(RevisionId::new).forEach(seed -> checkDependency(seed, profiles));
        Mentions mentions = new Mentions(code.graph(), problems);
        List<String> revisions = after.stream()
                .flatMap(typed -> code.graph().labelled(typed).isPresent()
                        ? Optional.of(typed).stream()
                        : mentions.one(typed).map(RevisionId::value).stream())
                .distinct()
                .toList();
        return problems.isEmpty()
                ? Checked.sound(
                        new SeedDraft(new RevisionId(called), line.orElseThrow(), profiles, dependsOn, revisions))
                : new Checked.Unsound<>(problems);
    }

    private void checkDependency(RevisionId name, List<String> profiles) {
        Optional<RevisionDescriptor> seed = code.seeds().find(name).map(Units.Unit::code);
        if (seed.isEmpty()) {
            problems.add(DraftIssue.noSeed(
                    name,
                    Nearest.names(
                            name.value(),
                            code.seeds().all().stream()
                                    .map(known -> known.name().value()))));
        } else if (!seed.get().isWantedWith(profiles)) {
            problems.add(DraftIssue.narrowSeed(seed.get()));
        }
    }

    private void checkName(String name) {
        RevisionId id = new RevisionId(name);
        if (name.isEmpty()) {
            problems.add(DraftIssue.noName());
        } else if (!RevisionId.isLegalName(name)) {
            problems.add(DraftIssue.illegalName("name of a seed", name));
        } else {
            code.holder(id).ifPresent(by -> problems.add(DraftIssue.nameTaken("name of a seed", name, by)));
        }
    }
}
