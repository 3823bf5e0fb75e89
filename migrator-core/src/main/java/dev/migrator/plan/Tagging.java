// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tags of a database: what they mark, what has their names in the code, and how they come and go. */
final class Tagging {

    private final Definitions code;
    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final Map<Kind, List<AppliedRevision>> units;
    private final Past past;
    private final Map<RevisionId, AppliedRevision> tags = new TreeMap<>();

    Tagging(Definitions code, AppliedSet applied, Map<Kind, List<AppliedRevision>> units, Past past) {
        this.past = past;
        this.code = code;
        this.graph = code.graph();
        this.applied = applied;
        this.units = units;
        units.getOrDefault(Kind.TAG, List.of()).forEach(row -> tags.put(row.id(), row));
    }

    Checked<Plan, Refusal> set(RevisionId name) {
        List<Refusal> refusals = new ArrayList<>();
        if (!name.isLegal()) {
            refusals.add(PastRefusal.illegalName(name));
        }
        taken(name).ifPresent(where -> refusals.add(PastRefusal.taken(name, where)));
        unmarkable(name).ifPresent(refusals::add);
        refusals.addAll(applied.partial());
        if (!refusals.isEmpty()) {
            return new Checked.Unsound<>(refusals);
        }
        Step.Tag tag = new Step.Tag(name, tips(), sorted(applied.ids()));
        if (!tags.containsKey(name)) {
            return Checked.sound(plan(
                    Operation.TAG,
                    name,
                    Stream.concat(applied.pending().stream(), Stream.of(tag)).toList(),
                    Stream.concat(applied.notices().stream(), beginnings(name).stream())
                            .toList()));
        }
        return tag.applied().equals(then(name).fold(Tagging::sorted, untold -> List.of()))
                ? Checked.sound(plan(Operation.TAG, name, List.of(), List.of("tag " + name + " is there already")))
                : Checked.unsound(PastRefusal.tagExists(name, heads(name)));
    }

    /** What was typed for something else until now. */
    private Optional<String> beginnings(RevisionId name) {
        List<RevisionId> longer = graph.all()
                .descriptors()
                .flatMap(revision -> Stream.concat(
                        Stream.of(revision.id()),
                        revision.branchLabels().stream().map(RevisionId::new)))
                .filter(id -> name.value().length() >= TargetResolver.SHORTEST_PREFIX
                        && id.value().startsWith(name.value()))
                .sorted()
                .toList();
        return longer.isEmpty()
                ? Optional.empty()
                : Optional.of("as a target, " + name + " means the tag from now on, and no longer the beginning of "
                        + RevisionId.list(longer));
    }

    /** What is half done is nothing that one can go back to. */
    private Optional<Refusal> unmarkable(RevisionId name) {
        List<RevisionId> begun =
                applied.ids().stream().filter(applied::isInterrupted).sorted().toList();
        if (!begun.isEmpty()) {
            return Optional.of(new Refusal.Interrupted(begun, applied.invalidIndexes()));
        }
        return applied.ids().isEmpty() ? Optional.of(PastRefusal.nothingApplied(name)) : Optional.empty();
    }

    /** All that the database had, as the code names it. */
    private Checked<Set<RevisionId>, Refusal> then(RevisionId name) {
        return returning(name).inTheCodesNames(past.at(name));
    }

    private Returning returning(RevisionId name) {
        return new Returning(graph, applied, "when tag " + name + " was set,");
    }

    /** Gives what is undone to go back to a tag. */
    Checked<RevisionSet, Refusal> undone(RevisionId name) {
        return returning(name).undone(past.at(name));
    }

    private static List<RevisionId> sorted(Collection<RevisionId> ids) {
        return ids.stream().sorted().toList();
    }

    Checked<Plan, Refusal> delete(RevisionId name) {
        return tags.containsKey(name)
                ? Checked.sound(plan(
                        Operation.UNTAG,
                        name,
                        List.of(new Step.Unmark(Kind.TAG, name, "at " + RevisionId.list(heads(name)))),
                        List.of()))
                : Checked.unsound(PastRefusal.noTag(
                        name, List.copyOf(tags.keySet()), Nearest.names(name.value(), names().stream())));
    }

    private Plan plan(Operation operation, RevisionId name, List<Step> steps, List<String> notices) {
        return new Plan(
                operation,
                name.value(),
                false,
                steps,
                tips(),
                tips(),
                applied.startingPoint(),
                notices,
                Optional.empty());
    }

    private List<RevisionId> tips() {
        return applied.tips(applied.known(), true);
    }

    private List<RevisionId> heads(RevisionId name) {
        return sorted(row(name).downRevisions());
    }

    /** What else has a name, in words. */
    private Optional<String> taken(RevisionId name) {
        return code.holder(name)
                .or(() -> applied.unknown().contains(name)
                        ? Optional.of(PastRefusal.onlyInLedger(Kind.REVISION, name))
                        : Optional.empty())
                .or(() -> Stream.of(Kind.REPEATABLE, Kind.SEED)
                        .filter(kind -> units.getOrDefault(kind, List.of()).stream()
                                .anyMatch(row -> row.id().equals(name)))
                        .map(kind -> PastRefusal.onlyInLedger(kind, name))
                        .findFirst());
    }

    /** How each stands, by name. */
    List<Tag> states() {
        Set<RevisionId> here = Set.copyOf(tips());
        return tags.values().stream()
                .map(row -> new Tag(
                        row.id(),
                        heads(row.id()),
                        present(row).<Boolean>fold(heads -> here.equals(Set.copyOf(heads)), refusals -> false),
                        code.holder(row.id()),
                        row.appliedAt(),
                        row.appliedBy()))
                .toList();
    }

    /** What it marks as the code names it; what lies within something that another stands for cannot be named. */
    private Checked<List<RevisionId>, Refusal> present(AppliedRevision row) {
        List<RevisionId> heads = heads(row.id());
        if (heads.stream().allMatch(id -> graph.replacements().successor(id).isEmpty())) {
            return Checked.sound(heads);
        }
        return then(row.id())
                .map(all -> sorted(new HashSet<>(
                        heads.stream().map(graph.replacements()::last).toList())));
    }

    /** Gives the tag that a target names, and nothing else than that. */
    Optional<RevisionId> named(Target target) {
        return name(target).filter(name -> ((Target.From) target).steps() == 0);
    }

    private Optional<RevisionId> name(Target target) {
        return target instanceof Target.From from
                        && from.symbol() == Target.Symbol.NAME
                        && from.line().isEmpty()
                ? Optional.of(new RevisionId(from.name())).filter(tags::containsKey)
                : Optional.empty();
    }

    /** Why a target that names a tag, or begins with one, means nothing. */
    Optional<Refusal> obstacle(Target target) {
        return clash(target)
                .or(() -> name(target)
                        .flatMap(name -> present(row(name))
                                .fold(
                                        heads -> absent(name, heads),
                                        refusals -> refusals.stream().findFirst())));
    }

    private Optional<Refusal> absent(RevisionId name, List<RevisionId> heads) {
        List<RevisionId> absent =
                heads.stream().filter(id -> graph.find(id).isEmpty()).toList();
        return absent.isEmpty() ? Optional.empty() : Optional.of(PastRefusal.unknownHeads(name, absent));
    }

    /** The names that the code has taken since tags had them. */
    List<Refusal> clashes() {
        return tags.keySet().stream()
                .sorted()
                .flatMap(name ->
                        code.holder(name).map(where -> PastRefusal.ambiguous(name, heads(name), where)).stream())
                .toList();
    }

    /** Why a target that names a tag may mean something else. */
    Optional<Refusal> clash(Target target) {
        return name(target)
                .flatMap(name -> code.holder(name).map(where -> PastRefusal.ambiguous(name, heads(name), where)));
    }

    private AppliedRevision row(RevisionId name) {
        return Objects.requireNonNull(tags.get(name));
    }

    Past past() {
        return past;
    }

    /** The names of all. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        tags.keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    /** What each marks, as far as the code has it. */
    Map<String, RevisionSet> heads() {
        Map<String, RevisionSet> heads = new TreeMap<>();
        tags.forEach((name, row) -> heads.put(
                name.value(), graph.select(present(row).<List<RevisionId>>fold(ids -> ids, refusals -> List.of()))));
        return heads;
    }
}
