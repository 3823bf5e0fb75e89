// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.CallSite;
import dev.migrator.revision.CallSite.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.sql.BatchUpdateException;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What class files say of calls, asked from within each of them. */
class CallSitesTest {

    private static final CallSites SITES = new CallSites();
    private static CallSite seen = CallSite.UNKNOWN;

    /** Looks at the frame that calls it. */
    private static int call() {
        seen = SITES.at(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.skip(1).findFirst().orElseThrow()));
        return 1;
    }

    private static void callForNothing() {
        seen = SITES.at(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.skip(1).findFirst().orElseThrow()));
    }

    private record Case(String name, Runnable code, Answer answer, boolean caught) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("dropped", () -> call(), Answer.DROPPED, false),
                new Case("nothing", CallSitesTest::nothing, Answer.DROPPED, false),
                new Case("returned", CallSitesTest::returned, Answer.RETURNED, false),
                new Case("returned as an object", () -> drop(() -> call()), Answer.RETURNED, false),
                new Case("compared", CallSitesTest::compared, Answer.USED, false),
                new Case("assigned", CallSitesTest::assigned, Answer.USED, false),
                new Case("loop", CallSitesTest::loop, Answer.USED, false),
                new Case("caught", CallSitesTest::caught, Answer.DROPPED, true),
                new Case("caught in a loop", CallSitesTest::caughtInLoop, Answer.DROPPED, true),
                new Case("caught and thrown again", CallSitesTest::thrownAgain, Answer.DROPPED, false),
                new Case("caught and thrown at times", CallSitesTest::thrownAtTimes, Answer.DROPPED, true),
                new Case("something else caught", CallSitesTest::somethingElse, Answer.DROPPED, false),
                new Case("cleaned up", CallSitesTest::cleanedUp, Answer.DROPPED, false),
                new Case("closed", CallSitesTest::closed, Answer.DROPPED, false),
                new Case("behind what is caught", CallSitesTest::behind, Answer.DROPPED, false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_call_is_known_by_what_follows_it(Case each) {
        seen = CallSite.UNKNOWN;

        each.code().run();

        assertThat(seen).isEqualTo(new CallSite(each.answer(), each.caught()));
    }

    @Test
    void of_a_class_that_has_no_file_everything_is_to_be_expected() throws Exception {
        Class<?> unknown = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                try (InputStream in = CallSitesTest.class.getResourceAsStream("CallSitesTest$Calls.class")) {
                    byte[] code = in.readAllBytes();
                    return name.endsWith("Calls")
                            ? defineClass(name, code, 0, code.length)
                            : CallSitesTest.class.getClassLoader().loadClass(name);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }.loadClass(Calls.class.getName());

        Object answer = ((Supplier<?>) unknown.getDeclaredConstructor().newInstance()).get();

        assertThat(answer).isEqualTo(CallSite.UNKNOWN);
        assertThat(new Calls().get()).isEqualTo(new CallSite(Answer.RETURNED, false));
    }

    /** Looks at its own call. */
    public static final class Calls implements Supplier<CallSite> {
        @Override
        public CallSite get() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> new CallSites().at(frames.findFirst().orElseThrow()));
        }
    }

    private static void nothing() {
        callForNothing();
    }

    private static int returned() {
        return call();
    }

    private static void drop(Supplier<Integer> supplier) {
        supplier.get();
    }

    private static void compared() {
        if (call() == 1000) {
            nothing();
        }
    }

    private static void assigned() {
        int n = call();
        IntSupplier supplier = () -> n;
        supplier.getAsInt();
    }

    private static void loop() {
        int n;
        do {
            n = call();
        } while (n == 1000);
    }

    private static void caught() {
        try {
            call();
        } catch (IllegalStateException ignored) {
            // Not what a database throws.
        } catch (RuntimeException e) {
            Thread.onSpinWait();
        }
    }

    private static void caughtInLoop() {
        for (int i = 0; i < 1; i++) {
            try {
                call();
            } catch (Exception e) {
                continue;
            }
        }
    }

    private static void thrownAgain() {
        try {
            call();
        } catch (RuntimeException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void thrownAtTimes() {
        try {
            call();
        } catch (RuntimeException e) {
            if (e.getMessage() != null) {
                throw e;
            }
        }
    }

    private static void somethingElse() {
        try {
            call();
        } catch (NumberFormatException e) {
            Thread.onSpinWait();
        }
    }

    private static void cleanedUp() {
        synchronized (SITES) {
            try {
                call();
            } finally {
                Thread.onSpinWait();
            }
        }
    }

    private static void closed() {
        try (Closes closes = new Closes()) {
            closes.use();
            call();
        }
    }

    private record Closes() implements AutoCloseable {
        void use() {}

        @Override
        public void close() {}
    }

    private static void behind() {
        try {
            throw new BatchUpdateException();
        } catch (BatchUpdateException e) {
            call();
        }
    }
}
