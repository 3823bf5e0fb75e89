// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;
import java.util.function.Function;

/**
 * Either a value, or the problems that stand in its way. Nothing below the front door throws for a problem; it answers
 * with one of these.
 *
 * @param <T> the value
 * @param <P> the problems
 */
public sealed interface Checked<T, P extends Problem> {

    /**
     * The value, with nothing in its way.
     *
     * @param value the value
     */
    record Sound<T, P extends Problem>(T value) implements Checked<T, P> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> sound, Function<? super List<P>, ? extends R> unsound) {
            return sound.apply(value);
        }
    }

    /**
     * The problems, at least one.
     *
     * @param problems what stands in the way
     */
    record Unsound<T, P extends Problem>(List<P> problems) implements Checked<T, P> {

        /** Copies the list and insists on a first problem. */
        public Unsound {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("unsound for no reason");
            }
        }

        @Override
        public <R> R fold(Function<? super T, ? extends R> sound, Function<? super List<P>, ? extends R> unsound) {
            return unsound.apply(problems);
        }
    }

    /** Wraps a value. */
    static <T, P extends Problem> Checked<T, P> sound(T value) {
        return new Sound<>(value);
    }

    /** Wraps one problem. */
    static <T, P extends Problem> Checked<T, P> unsound(P problem) {
        return new Unsound<>(List.of(problem));
    }

    /** Answers with one of two functions. */
    <R> R fold(Function<? super T, ? extends R> sound, Function<? super List<P>, ? extends R> unsound);

    /** Goes on with the value, if there is one. */
    default <R> Checked<R, P> map(Function<? super T, ? extends R> next) {
        return fold(value -> new Sound<>(next.apply(value)), Unsound::new);
    }

    /** Goes on with the value, if there is one, to an answer that may have problems of its own. */
    default <R> Checked<R, P> flatMap(Function<? super T, ? extends Checked<R, P>> next) {
        return fold(next, Unsound::new);
    }
}
