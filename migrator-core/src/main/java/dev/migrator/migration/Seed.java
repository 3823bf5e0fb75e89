// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link Seeder} one set of data that can be applied and removed by name. No upgrade applies it: somebody asks for it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Seed {

    /** The name, which shares the namespace and the alphabet of ids and labels. */
    String name();

    /** Where it is wanted, such as {@code dev}; everywhere, if none is named. */
    String[] profiles() default {};

    /** Names of seeds that must be there before this one. */
    String[] dependsOn() default {};

    /** Ids or labels of the revisions that must be applied before this one. */
    String[] after() default {};

    /** One line for people: what data this is. */
    String message() default "";

    /** Who wrote it; empty where nobody cares. */
    String author() default "";
}
