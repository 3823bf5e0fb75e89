// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link Migration} one node of the revision graph.
 *
 * <p>Ids and labels share one namespace and one alphabet: 1 to 64 of {@code A-Z a-z 0-9 _ .}, and never
 * {@code head}, {@code heads}, {@code base} or {@code current} in any case. The annotation is read from the class
 * file; the class itself is loaded only to run it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Revision {

    /** The id of this revision, unique in the graph. */
    String id();

    /** The full ids of the parents: none for a base, one as a rule, several for a merge. */
    String[] downRevision() default {};

    /** Ids or labels of revisions that must be applied before this one without being its parents. */
    String[] dependsOn() default {};

    /** Names for the line of revisions that runs through this one, as in {@code billing@head}. */
    String[] branchLabels() default {};

    /**
     * The ids of older revisions that this one stands for: a run of them that nothing else builds on but at its end. A
     * database that has all of them has this one; one that has none runs it; one that has some is refused. Their classes may
     * be deleted.
     */
    String[] replaces() default {};

    /**
     * When it may run. A contract takes away what the release before still needs; {@code upgrade --phase expand} leaves it,
     * and what is above it, for the release after.
     */
    Phase phase() default Phase.EXPAND;

    /** One line for people: what this revision does. */
    String message() default "";

    /** Who wrote it; empty where nobody cares. */
    String author() default "";

    /**
     * Whether each run of this revision is one transaction together with its record. Set to {@code false} for what
     * PostgreSQL refuses in a transaction, such as {@code create index concurrently}; its statements then commit one by
     * one, and a crash in between leaves the revision <em>interrupted</em>.
     */
    boolean transactional() default true;

    /** Whether a revision that was interrupted may simply run again; has a meaning only where not transactional. */
    boolean rerunnable() default false;
}
