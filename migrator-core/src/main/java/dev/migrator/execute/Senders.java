// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.CallSite;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at who sends a statement: what its code makes of the number of rows, and of a failure. Thread-safe. */
final class Senders {

    private static final String HOW_MANY =
            "it wants an answer that only the database has: how many rows a statement changed";

    private static final String CAUGHT =
            "where a statement fails, that is caught, so that what follows depends on what goes wrong";

    private static final String JOOQ = "org.jooq.";

    /** What only hands a statement on, and ends with what that ends with. */
    private static final List<String> HANDS_ON =
            List.of(JOOQ, "dev.migrator.execute.", "dev.migrator.migration.", "org.postgresql.");

    private static final List<String> JAVA = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Takes every answer as dropped. */
    static final Senders UNASKED = new Senders(frame -> new CallSite(CallSite.Answer.DROPPED, false));

    private final CallSite.Reader code;

    Senders(CallSite.Reader code) {
        this.code = code;
    }

    /** Tells why what is sent after this may depend on the database, where it may. */
    Optional<String> whyItDepends() {
        return STACK.walk(this::whyItDepends);
    }

    private Optional<String> whyItDepends(Stream<StackFrame> frames) {
        CallSite.Answer answer = CallSite.Answer.RETURNED;
        boolean toItsCaller = false;
        for (StackFrame frame : (Iterable<StackFrame>) frames.takeWhile(Senders::isOfBody)::iterator) {
            Class<?> type = frame.getDeclaringClass();
            // What Java's own methods make of an answer that is returned to them, nobody knows.
            boolean toJava = toItsCaller && isJava(type);
            toItsCaller = false;
            if (toJava) {
                return Optional.of(HOW_MANY);
            }
            if (handsOn(type) || isJava(type)) {
                continue;
            }
            CallSite site = code.at(frame);
            if (site.caught()) {
                return Optional.of(CAUGHT);
            }
            if (answer == CallSite.Answer.RETURNED) {
                answer = site.answer();
                toItsCaller = answer == CallSite.Answer.RETURNED;
            }
            if (answer == CallSite.Answer.USED) {
                return Optional.of(HOW_MANY);
            }
        }
        return Optional.empty();
    }

    /** Whether it is jOOQ itself that asks, and nobody through it. */
    static boolean isJooq() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                        .filter(type ->
                                !Proxy.isProxyClass(type) && !type.getName().startsWith("dev.migrator.execute."))
                        .filter(type -> !isJava(type))
                        .findFirst())
                .filter(type -> type.getName().startsWith(JOOQ))
                .isPresent();
    }

    private static boolean isOfBody(StackFrame frame) {
        return frame.getDeclaringClass() != Body.class;
    }

    private static boolean handsOn(Class<?> type) {
        return Proxy.isProxyClass(type) || HANDS_ON.stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean isJava(Class<?> type) {
        return JAVA.stream().anyMatch(type.getName()::startsWith);
    }
}
