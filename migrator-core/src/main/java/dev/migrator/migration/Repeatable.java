// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the {@link Migration#upgrade} of a class something that is run again whenever its code changes: a view, a function, a
 * trigger, grants. It is run at the end of an upgrade, and must come to the same however often that is.
 *
 * <p>Where the class declares {@link Migration#downgrade}, a downgrade of revisions that it may build on runs that first, to
 * take away what would be in their way. It runs again with the next upgrade, in any case.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Repeatable {

    /** The name, which shares the namespace and the alphabet of ids and labels. */
    String name();

    /**
     * Names of repeatables that are run before this one, and after whose every run this one is run again; ids or labels of
     * revisions. One that names no revision is run only where the database has all revisions of the code.
     */
    String[] dependsOn() default {};

    /** One line for people: what this makes. */
    String message() default "";

    /** Who wrote it; empty where nobody cares. */
    String author() default "";

    /** Whether it is run in one transaction with its record. */
    boolean transactional() default true;
}
