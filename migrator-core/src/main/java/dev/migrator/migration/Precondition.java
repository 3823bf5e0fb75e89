// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What must hold in a database right before a {@link Revision} runs there, on its way up. Exactly one of {@link #query},
 * {@link #empty}, {@link #exists} and {@link #absent} says what; several annotations are asked in the order in which they
 * stand. They are asked on the step's own connection and in its transaction, and can change nothing. Read from the class file,
 * as the revision is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@java.lang.annotation.Repeatable(Preconditions.class)
public @interface Precondition {

    /**
     * A query that gives one row with one boolean; it holds where that is true. Anything else than true or false, null
     * too, fails the step.
     */
    String query() default "";

    /** A table, as SQL names it, that must have no rows. */
    String empty() default "";

    /** A table or another relation, as SQL names it, that must be there. */
    String exists() default "";

    /** A table or another relation, as SQL names it, that must not be there. */
    String absent() default "";

    /** What to tell where it does not hold: why, and what to do. */
    String message() default "";

    /** What happens where it does not hold. */
    Otherwise otherwise() default Otherwise.HALT;
}
