// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.util.List;

/** A verb does not do what it was asked; nothing was changed, and no file was written. */
final class CommandRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CommandRefusedException(List<? extends Problem> problems) {
        super(problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** Gives a value that nothing stands in the way of. */
    static <T> T sound(Checked<T, ? extends Problem> checked) {
        return checked.fold(value -> value, problems -> {
            throw new CommandRefusedException(problems);
        });
    }

    List<Problem> problems() {
        return problems;
    }
}
