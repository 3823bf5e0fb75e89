// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A revision as the code has it, described without loading its class; a repeatable or a seed is described likewise, by its
 * name in place of an id.
 *
 * @param kind what it is
 * @param id its id
 * @param downRevisions the ids of its parents, in the order written
 * @param dependsOn what it depends on, in the order written: ids or labels; of what is no revision, also names of its kind
 * @param branchLabels its labels
 * @param replaces the ids of the older revisions that it stands for
 * @param profiles where a seed is wanted; everywhere, if empty
 * @param phase when it may run
 * @param preconditions what must hold right before it runs, in the order written
 * @param message one line for people, or empty
 * @param author who wrote it, or empty
 * @param transactional whether a run of it is one transaction
 * @param rerunnable whether it may run again after it was interrupted
 * @param reversible whether it declares a way back
 * @param className the class that carries it, or empty where none does
 * @param location the file or archive that it was found in, the resource that it is, or empty
 * @param place where it is written, as far as that is known
 * @param fingerprint of its code, where whoever found it knows that
 */
public record RevisionDescriptor(
        Kind kind,
        RevisionId id,
        List<RevisionId> downRevisions,
        List<String> dependsOn,
        List<String> branchLabels,
        List<RevisionId> replaces,
        List<String> profiles,
        Phase phase,
        List<Precondition> preconditions,
        String message,
        String author,
        boolean transactional,
        boolean rerunnable,
        boolean reversible,
        String className,
        String location,
        Place place,
        Optional<Fingerprint> fingerprint) {

    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9_.-]+");

    /** Begins the location of what is a resource on the class path. */
    public static final String CLASSPATH = "classpath:";

    /** Copies the lists. */
    public RevisionDescriptor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
        replaces = List.copyOf(replaces);
        profiles = List.copyOf(profiles);
        Objects.requireNonNull(phase, "phase");
        preconditions = List.copyOf(preconditions);
        Objects.requireNonNull(place, "place");
    }

    /**
     * Starts a description with the usual answers: a base without labels, of the phase expand, transactional and reversible.
     *
     * @param id the id
     */
    public static Builder of(String id) {
        return new Builder(new RevisionId(id));
    }

    /** Whether it is wanted wherever a seed is that depends on it. */
    public boolean isWantedWith(List<String> profilesOfOther) {
        return profiles.isEmpty() || (!profilesOfOther.isEmpty() && profiles.containsAll(profilesOfOther));
    }

    /** Tells whether a text may be a profile of a seed: letters, digits, {@code _}, {@code .} and {@code -}. */
    public static boolean isLegalProfile(String text) {
        return PROFILE.matcher(text).matches();
    }

    /** The same with other names for what it builds on. */
    public RevisionDescriptor on(List<RevisionId> parents, List<String> dependencies) {
        Builder other = new Builder(this);
        other.downRevisions = parents;
        other.dependsOn = dependencies;
        return other.build();
    }

    /** The same with the fingerprint of its code. */
    public RevisionDescriptor printed(Optional<Fingerprint> code) {
        Builder other = new Builder(this);
        other.fingerprint = code;
        return other.build();
    }

    /** The same without preconditions. */
    public RevisionDescriptor unconditional() {
        Builder other = new Builder(this);
        other.preconditions = List.of();
        return other.build();
    }

    /** Whether one of its preconditions may have it left out. */
    public boolean mayBeSkipped() {
        return preconditions.stream().anyMatch(each -> each.otherwise() == Precondition.Otherwise.SKIP);
    }

    /** What it is, its id, and where it is written, for people: {@code seed words (db/words.sql:1)}. */
    public String told() {
        String where = written();
        return kind.label() + " " + id + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** Where a person finds what it says: its file and line, else its class, else where it was found, else empty. */
    public String written() {
        if (place.isKnown()) {
            return place.toString();
        }
        return className.isEmpty() ? location : className;
    }

    /** What carries it: its class, else its file, else its id. */
    public String origin() {
        if (!className.isEmpty()) {
            return className;
        }
        return location.isEmpty() ? id.value() : location;
    }

    /** Collects what differs from the usual answers. Not thread-safe. */
    public static final class Builder {

        private final RevisionId id;
        private Kind kind = Kind.REVISION;
        private List<RevisionId> downRevisions = List.of();
        private List<String> dependsOn = List.of();
        private List<String> branchLabels = List.of();
        private List<RevisionId> replaces = List.of();
        private List<String> profiles = List.of();
        private Phase phase = Phase.EXPAND;
        private List<Precondition> preconditions = List.of();
        private String message = "";
        private String author = "";
        private boolean transactional = true;
        private boolean rerunnable;
        private boolean reversible = true;
        private String className = "";
        private String location = "";
        private Place place = Place.UNKNOWN;
        private Optional<Fingerprint> fingerprint = Optional.empty();

        private Builder(RevisionId id) {
            this.id = id;
        }

        private Builder(RevisionDescriptor same) {
            this(same.id);
            kind = same.kind;
            downRevisions = same.downRevisions;
            dependsOn = same.dependsOn;
            branchLabels = same.branchLabels;
            replaces = same.replaces;
            profiles = same.profiles;
            phase = same.phase;
            preconditions = same.preconditions;
            message = same.message;
            author = same.author;
            transactional = same.transactional;
            rerunnable = same.rerunnable;
            reversible = same.reversible;
            className = same.className;
            location = same.location;
            place = same.place;
            fingerprint = same.fingerprint;
        }

        /** Sets what it is. */
        public Builder kind(Kind what) {
            this.kind = what;
            return this;
        }

        /** Sets where a seed is wanted. */
        public Builder profiles(List<String> names) {
            this.profiles = names;
            return this;
        }

        /** Sets the parents. */
        public Builder downRevisions(List<String> ids) {
            this.downRevisions = ids.stream().map(RevisionId::new).toList();
            return this;
        }

        /** Sets the parents. */
        public Builder downRevisions(String... ids) {
            return downRevisions(List.of(ids));
        }

        /** Sets the dependencies, ids or labels. */
        public Builder dependsOn(List<String> names) {
            this.dependsOn = names;
            return this;
        }

        /** Sets the dependencies, ids or labels. */
        public Builder dependsOn(String... names) {
            return dependsOn(List.of(names));
        }

        /** Sets the labels. */
        public Builder branchLabels(List<String> labels) {
            this.branchLabels = labels;
            return this;
        }

        /** Sets the labels. */
        public Builder branchLabels(String... labels) {
            return branchLabels(List.of(labels));
        }

        /** Sets the older revisions that it stands for. */
        public Builder replaces(List<String> ids) {
            this.replaces = ids.stream().map(RevisionId::new).toList();
            return this;
        }

        /** Sets the older revisions that it stands for. */
        public Builder replaces(String... ids) {
            return replaces(List.of(ids));
        }

        /** Sets when it may run. */
        public Builder phase(Phase when) {
            this.phase = when;
            return this;
        }

        /** Sets what must hold right before it runs. */
        public Builder preconditions(List<Precondition> conditions) {
            this.preconditions = conditions;
            return this;
        }

        /** Sets the line for people. */
        public Builder message(String text) {
            this.message = text;
            return this;
        }

        /** Sets who wrote it. */
        public Builder author(String name) {
            this.author = name;
            return this;
        }

        /** Sets whether a run of it is one transaction. */
        public Builder transactional(boolean yes) {
            this.transactional = yes;
            return this;
        }

        /** Sets whether it may run again after it was interrupted. */
        public Builder rerunnable(boolean yes) {
            this.rerunnable = yes;
            return this;
        }

        /** Sets whether it declares a way back. */
        public Builder reversible(boolean yes) {
            this.reversible = yes;
            return this;
        }

        /** Sets the class that carries it. */
        public Builder className(String name) {
            this.className = name;
            return this;
        }

        /** Sets the file or archive that it was found in. */
        public Builder location(String text) {
            this.location = text;
            return this;
        }

        /** Sets where it is written. */
        public Builder place(Place where) {
            this.place = where;
            return this;
        }

        /** Gives the description. */
        public RevisionDescriptor build() {
            return new RevisionDescriptor(
                    kind,
                    id,
                    downRevisions,
                    dependsOn,
                    branchLabels,
                    replaces,
                    profiles,
                    phase,
                    preconditions,
                    message,
                    author,
                    transactional,
                    rerunnable,
                    reversible,
                    className,
                    location,
                    place,
                    fingerprint);
        }
    }
}
