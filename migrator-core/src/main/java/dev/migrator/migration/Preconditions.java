// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several of {@link Precondition}; the compiler writes it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Preconditions {

    /** They, in the order in which they stand. */
    Precondition[] value();
}
