// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.List;
import java.util.Optional;

/** One revision, repeatable, seed or tag up or down, or a hook. */
public sealed interface Step {

    /** A step of which the whole revision is known. */
    sealed interface OfCode extends Step {

        /** The revision as the code has it. */
        RevisionDescriptor revision();

        @Override
        default RevisionId id() {
            return revision().id();
        }

        @Override
        default String message() {
            return revision().message();
        }

        @Override
        default Kind kind() {
            return revision().kind();
        }
    }

    /**
     * Runs a revision's way forward.
     *
     * @param revision the revision
     * @param dependencies the ids that it depends on, labels resolved
     */
    record Upgrade(RevisionDescriptor revision, List<RevisionId> dependencies) implements OfCode {

        /** Copies the list. */
        public Upgrade {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public boolean isTransactional() {
            return revision.transactional();
        }
    }

    /**
     * Runs a revision's way back.
     *
     * @param revision the revision
     */
    record Downgrade(RevisionDescriptor revision) implements OfCode {

        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public boolean isTransactional() {
            return revision.transactional();
        }
    }

    /**
     * Runs the way back that the ledger keeps of a revision, which the code does not know.
     *
     * @param revision the revision as the ledger has it
     * @param stored the way back
     */
    record Undo(RevisionDescriptor revision, StoredDowngrade stored) implements OfCode {

        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public boolean isTransactional() {
            return stored.transactional();
        }
    }

    /**
     * Records a revision as applied and runs nothing.
     *
     * @param revision the revision
     * @param dependencies the ids that it depends on, labels resolved
     */
    record Mark(RevisionDescriptor revision, List<RevisionId> dependencies) implements OfCode {

        /** Copies the list. */
        public Mark {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public boolean isUp() {
            return true;
        }
    }

    /**
     * Records a revision in place of those that it stands for, and runs nothing.
     *
     * @param revision the revision
     * @param dependencies the ids that it depends on, labels resolved
     * @param replaced what the ledger has of those that it stands for
     * @param relinked the rows of others that name these
     */
    record Replace(
            RevisionDescriptor revision,
            List<RevisionId> dependencies,
            List<RevisionId> replaced,
            List<Relinked> relinked)
            implements OfCode {

        /** Copies the lists. */
        public Replace {
            dependencies = List.copyOf(dependencies);
            replaced = List.copyOf(replaced);
            relinked = List.copyOf(relinked);
        }

        @Override
        public boolean isUp() {
            return true;
        }

        /**
         * A row whose lineage gets other names.
         *
         * @param id its revision
         * @param downRevisions its parents
         * @param dependsOn what else it depends on
         */
        public record Relinked(RevisionId id, List<RevisionId> downRevisions, List<RevisionId> dependsOn) {}
    }

    /**
     * Records the code of an applied revision as it is now, and runs nothing.
     *
     * @param revision the revision
     * @param dependencies the ids that it depends on, labels resolved
     */
    record Accept(RevisionDescriptor revision, List<RevisionId> dependencies) implements OfCode {

        /** Copies the list. */
        public Accept {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public boolean isUp() {
            return true;
        }
    }

    /**
     * Records something, known to the code or not, as not applied and runs nothing.
     *
     * @param kind what it is
     * @param id its id or name
     * @param message its message
     */
    record Unmark(Kind kind, RevisionId id, String message) implements Step {

        /** The same of a revision. */
        public Unmark(RevisionId id, String message) {
            this(Kind.REVISION, id, message);
        }

        @Override
        public boolean isUp() {
            return false;
        }
    }

    /**
     * Marks what the database has by a name, and runs nothing.
     *
     * @param id the name
     * @param heads the tips of what it has
     * @param applied all that it has
     */
    record Tag(RevisionId id, List<RevisionId> heads, List<RevisionId> applied) implements Step {

        /** Copies the lists. */
        public Tag {
            heads = List.copyOf(heads);
            applied = List.copyOf(applied);
        }

        @Override
        public Kind kind() {
            return Kind.TAG;
        }

        @Override
        public String message() {
            return "at " + RevisionId.list(heads);
        }

        @Override
        public boolean isUp() {
            return true;
        }
    }

    /**
     * Runs a hook. A plan has it apart from its steps.
     *
     * @param revision the hook: its name in place of an id; of a listener, the class
     * @param when when it runs
     * @param operation of which runs
     * @param around what it runs before or after, where it runs for each step; nothing in a plan
     */
    record Hook(RevisionDescriptor revision, HookTime when, Operation operation, Optional<RevisionId> around)
            implements OfCode {

        /** A hook of a plan. */
        static Hook of(RevisionDescriptor hook, HookName name) {
            return new Hook(hook, name.when(), name.operation(), Optional.empty());
        }

        /** The same for one step. */
        public Hook around(RevisionId step) {
            return new Hook(revision, when, operation, Optional.of(step));
        }

        /** Whether it is a listener's class, and no file. */
        public boolean isListener() {
            return !revision.className().isEmpty();
        }

        /** What it is and its name: {@code hook after-upgrade}. */
        public String called() {
            return (isListener() ? "listener " : kind().label() + " ") + id();
        }

        /** Whether the ledger remembers that it is to run until it has. */
        public boolean isOwed() {
            return when == HookTime.AFTER;
        }

        /** Whether an earlier run may have left it in the ledger: owed, or begun outside a transaction. */
        public boolean mayBeRemembered() {
            return when == HookTime.BEFORE || when == HookTime.AFTER;
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public boolean isTransactional() {
            return revision.transactional();
        }
    }

    /** Whether it can be part of a transaction. */
    default boolean isTransactional() {
        return true;
    }

    /** Whether it runs something, and does not only record. */
    default boolean runs() {
        return this instanceof Upgrade || this instanceof Downgrade || this instanceof Undo || this instanceof Hook;
    }

    /** Whether hooks run around it: it runs something, or undoes a revision whose body was left out. */
    default boolean hasHooks() {
        return this instanceof Unmark ? kind() == Kind.REVISION : runs() && !(this instanceof Hook);
    }

    /** What it is about. */
    Kind kind();

    /** The revision, or the name of what is none. */
    RevisionId id();

    /** The revision's line for people. */
    String message();

    /** Whether the revision is applied afterwards; it is not, otherwise. */
    boolean isUp();
}
