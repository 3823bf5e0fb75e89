// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.Check;
import dev.migrator.cli.output.ConfigView;
import dev.migrator.cli.output.ScriptView;
import dev.migrator.cli.output.View;
import java.util.concurrent.Callable;

/** One verb: finds an answer; how it is told is the same for all. */
abstract class Verb implements Callable<Integer> {

    private final Session session;

    Verb(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    /** Does what is asked and gives the answer. */
    abstract View view();

    /** Whether it makes no sense for several databases at once, as it writes files or answers a program. */
    boolean isForOne() {
        return false;
    }

    @Override
    public final Integer call() {
        session.begin(this);
        int exit = 0;
        View view;
        do {
            session.announce(this);
            view = view();
            session.answer(view);
            if (view instanceof ScriptView script && !session.options().json()) {
                script.tell(session.err());
            }
            exit = Math.max(exit, exit(view).code());
        } while (session.goesOn(view));
        return exit;
    }

    private static ExitCode exit(View view) {
        if (view instanceof ConfigView config && !config.problems().isEmpty()) {
            return ExitCode.USAGE;
        }
        if (view instanceof ScriptView script && script.refused()) {
            return ExitCode.REFUSED;
        }
        return view instanceof Check check && !check.passed() ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }
}
