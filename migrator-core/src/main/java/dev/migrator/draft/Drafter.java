// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides what a new revision would be, and tells all that stands in its way. Writes nothing. */
public final class Drafter {

    private final Definitions code;
    private final RevisionGraph graph;
    private final Supplier<String> ids;

    /**
     * Takes what the code has, and draws ids at random.
     *
     * @param code that
     */
    public Drafter(Definitions code) {
        this(code, new RandomIds());
    }

    Drafter(Definitions code, Supplier<String> ids) {
        this.code = code;
        this.graph = code.graph();
        this.ids = ids;
    }

    /**
     * Drafts a revision on one parent or none, or on all heads.
     *
     * @param request what is wanted
     */
    public Checked<Draft, Problem> revision(RevisionRequest request) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> message = message(request.message(), Kind.REVISION, problems);
        Optional<RevisionId> id = id(request.id(), problems);
        labels(request.branchLabels(), id, problems);
        List<RevisionId> parents = parents(request, problems);
        contained(parents, problems);
        List<String> dependencies = dependencies(request.dependsOn(), problems);
        return answer(problems, id, message, parents, dependencies, request.branchLabels())
                .map(draft -> draft.of(request.phase()));
    }

    /**
     * Drafts a revision that joins several.
     *
     * @param request what is wanted
     */
    public Checked<Draft, Problem> merge(MergeRequest request) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> message = message(request.message(), Kind.REVISION, problems);
        Optional<RevisionId> id = id(request.id(), problems);
        labels(request.branchLabels(), id, problems);
        List<RevisionId> parents =
                request.revisions().isEmpty() ? allHeads(problems) : named(request.revisions(), problems);
        if (problems.isEmpty() && parents.size() < 2) {
            problems.add(DraftIssue.nothingToMerge(parents));
        }
        contained(parents, problems);
        return answer(problems, id, message, parents, List.of(), request.branchLabels());
    }

    /**
     * Drafts a revision that stands for a run of older ones.
     *
     * @param request what is wanted
     */
    public Checked<Squash, Problem> squash(SquashRequest request) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> message = message(request.message(), Kind.REVISION, problems);
        Optional<RevisionId> id = id(request.id(), problems);
        RevisionSet run = new Run(graph, problems).of(request.range());
        if (!problems.isEmpty() || id.isEmpty() || message.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        RevisionSet parents = graph.tips(Run.below(run, graph::parents, graph).minus(run));
        RevisionSet dependencies =
                Run.below(run, graph::dependencies, graph).minus(run).minus(graph.ancestors(parents));
        Draft draft = new Draft(
                id.get(),
                List.copyOf(parents),
                dependencies.stream().map(RevisionId::value).toList(),
                run.descriptors()
                        .flatMap(revision -> revision.branchLabels().stream())
                        .toList(),
                message.get());
        return Checked.sound(new Squash(
                draft.of(Squash.phase(draft, run)),
                List.copyOf(run),
                graph.tips(run).iterator().next()));
    }

    private Checked<Draft, Problem> answer(
            List<Problem> problems,
            Optional<RevisionId> id,
            Optional<String> message,
            List<RevisionId> parents,
            List<String> dependencies,
            List<String> labels) {
        if (!problems.isEmpty() || id.isEmpty() || message.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        return Checked.sound(new Draft(id.get(), parents, dependencies, labels, message.get()));
    }

    /** A message is one line: whatever breaks it is a space. */
    static Optional<String> message(String typed, Kind kind, List<Problem> problems) {
        String line = typed.replaceAll("[\\s\\p{Cc}\\u2028\\u2029]+", " ").strip();
        if (line.isEmpty()) {
            problems.add(DraftIssue.noMessage(kind));
        } else if (line.indexOf('\uFFFD') >= 0) {
            problems.add(DraftIssue.unreadableMessage());
        } else {
            return Optional.of(line);
        }
        return Optional.empty();
    }

    private Optional<RevisionId> id(Optional<String> typed, List<Problem> problems) {
        if (typed.isEmpty()) {
            String drawn = ids.get();
            while (code.holder(new RevisionId(drawn)).isPresent()) {
                drawn = ids.get();
            }
            return Optional.of(new RevisionId(drawn));
        }
        return isNew("revision id", typed.get(), problems)
                ? Optional.of(new RevisionId(typed.get()))
                : Optional.empty();
    }

    private void labels(List<String> labels, Optional<RevisionId> id, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (isNew("branch label", label, problems)
                    && (!seen.add(label)
                            || id.map(RevisionId::value).filter(label::equals).isPresent())) {
                problems.add(DraftIssue.repeated("branch label", label));
            }
        }
    }

    private boolean isNew(String what, String name, List<Problem> problems) {
        if (!RevisionId.isLegalName(name)) {
            problems.add(DraftIssue.illegalName(what, name));
            return false;
        }
        Optional<String> holder = code.holder(new RevisionId(name));
        holder.ifPresent(by -> problems.add(DraftIssue.taken(what, name, by)));
        return holder.isEmpty();
    }

    private List<RevisionId> parents(RevisionRequest request, List<Problem> problems) {
        if (request.head().isEmpty()) {
            List<RevisionId> heads = graph.realHeads().byId();
            if (heads.size() > 1) {
                problems.add(DraftIssue.severalHeads(heads));
            }
            return heads;
        }
        String typed = request.head().get();
        if (typed.equals("base")) {
            return List.of();
        }
        if (typed.equals("heads") || typed.endsWith("@heads")) {
            return new Mentions(graph, problems).any(typed);
        }
        Optional<RevisionId> parent = new Mentions(graph, problems).one(typed);
        parent.filter(id -> !request.splice() && !graph.heads().contains(id))
                .ifPresent(id ->
                        problems.add(DraftIssue.notAHead(id, graph.children(id).byId())));
        return parent.map(List::of).orElse(List.of());
    }

    /** A label that is named whole stays a label; anything else becomes a full id. */
    private List<String> dependencies(List<String> typed, List<Problem> problems) {
        Mentions mentions = new Mentions(graph, problems);
        Set<String> names = new LinkedHashSet<>();
        for (String each : typed) {
            Optional<String> name = graph.labelled(each).isPresent()
                    ? Optional.of(each)
                    : mentions.one(each).map(RevisionId::value);
            name.filter(known -> !names.add(known))
                    .ifPresent(twice -> problems.add(DraftIssue.repeated("dependency", twice)));
        }
        return List.copyOf(names);
    }

    private List<RevisionId> allHeads(List<Problem> problems) {
        List<RevisionId> heads = graph.realHeads().byId();
        Set<Set<String>> lines = new HashSet<>();
        List<String> texts = new ArrayList<>();
        for (RevisionId head : heads) {
            Set<String> labels = new LinkedHashSet<>();
            graph.line(head)
                    .and(graph.bases())
                    .forEach(base -> labels.addAll(graph.get(base).branchLabels()));
            lines.add(labels);
            texts.add(head + (labels.isEmpty() ? " (no label)" : " (" + String.join(", ", labels) + ")"));
        }
        if (lines.size() > 1) {
            problems.add(DraftIssue.separateBases(texts, heads));
        }
        return heads;
    }

    private List<RevisionId> named(List<String> typed, List<Problem> problems) {
        Mentions mentions = new Mentions(graph, problems);
        Set<RevisionId> parents = new LinkedHashSet<>();
        for (String each : typed) {
            for (RevisionId id : mentions.any(each)) {
                if (!parents.add(id)) {
                    problems.add(DraftIssue.repeated("revision", id.value()));
                }
            }
        }
        return List.copyOf(parents);
    }

    private void contained(List<RevisionId> parents, List<Problem> problems) {
        RevisionSet all = graph.select(parents);
        if (all.and(graph.ancestors(graph.below(all))).isEmpty()) {
            return;
        }
        for (RevisionId upper : parents) {
            RevisionSet below = graph.ancestors(graph.below(graph.select(List.of(upper))));
            parents.stream().filter(below::contains).forEach(lower -> problems.add(DraftIssue.contains(upper, lower)));
        }
    }
}
