// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was applied at a moment. A history is a word a minute, {@code a+} for an upgrade, {@code a-} for a downgrade,
 * {@code a?} for one that began, {@code a!} for one that failed, {@code a:stamp} for anything else; with a digit for its run; a moment is half a minute
 * after the entry with its number.
 */
class RewindingTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration HALF = Duration.ofSeconds(30);

    private static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }

    private static HistoryEntry entry(int number, String word, Instant at) {
        String id = word.split("[-+?!:]")[0];
        String rest = word.substring(id.length()).replaceAll("[0-9]", "");
        String operation = switch (rest.charAt(0)) {
            case '+', '?', '!' -> "upgrade";
            case '-' -> "downgrade";
            default -> rest.substring(1);
        };
        String outcome = rest.equals("?") || rest.equals("-?") ? "started" : rest.equals("!") ? "failed" : "done";
        return new HistoryEntry(
                number,
                new UUID(0, Character.getNumericValue(word.charAt(word.length() - 1))),
                operation.equals("single-transaction") ? "run" : "revision",
                id,
                operation,
                outcome,
                at,
                Duration.ZERO,
                0,
                "",
                "",
                "",
                "",
                "",
                "",
                "");
    }

    private static List<HistoryEntry> history(String words) {
        List<HistoryEntry> entries = new ArrayList<>();
        int number = 0;
        for (String word : words.split(" ")) {
            number++;
            entries.add(0, entry(number, word, minute(number)));
        }
        return entries;
    }

    private static Checked<Plan, Refusal> back(String code, String rows, List<HistoryEntry> history, Instant moment) {
        RevisionGraph graph = Graphs.graph(code);
        List<AppliedRevision> ledger = Graphs.revisions(rows).stream()
                .map(revision -> new AppliedRevision(
                        revision.id(),
                        AppliedRevision.State.APPLIED,
                        revision.downRevisions(),
                        List.of(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        START,
                        ""))
                .toList();
        return new Planner(graph, ledger)
                .remembering(new Past(Map.of(), Optional.of(new Past.Recorded(history, minute(60))), true))
                .downgrade(moment);
    }

    private static String told(Checked<Plan, Refusal> plan) {
        return plan.fold(
                sound -> sound.steps().stream()
                        .map(step -> (step.isUp() ? "+" : "-") + step.id())
                        .collect(Collectors.joining(" ")),
                refusals -> refusals.stream()
                        .map(refusal -> (refusal.kind() + " " + RevisionId.list(refusal.revisions())).strip())
                        .collect(Collectors.joining("; ")));
    }

    private static String back(String code, String rows, String history, int after) {
        return told(back(code, rows, history(history), minute(after).plus(HALF)));
    }

    @ParameterizedTest
    @CsvSource({
        "a+ b+ c+, 3, ''",
        "a+ b+ c+, 2, -c",
        "a+ b+ c+, 1, -c -b",
        "a+ b! b+ c+, 1, -c -b",
        "a+ b! b+ c+, 2, -c -b",
        "a+ b+ b- b+ c+, 2, -c",
        "a+ b+ b- b+ c+, 3, -c -b",
        "a+ b? b! b+ c+, 1, -c -b",
        "a+ b? b+ c+, 3, -c",
        "a+ b+ b:repair c+, 2, -c",
        "a:baseline b+ c+, 1, -c -b",
        "a:stamp b:stamp c+, 2, -c",
    })
    void what_came_after_the_moment_is_undone(String history, int after, String expected) {
        assertThat(back("a b(a) c(b)", "a b(a) c(b)", history, after)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a+ b? b! b+ c+, 2, history_untold b",
        "a+ b? b! b+ c+, 3, history_untold b",
        "a+ b+ c:stamp, 2, history_untold c",
        "x+ x- a+ b:baseline c+, 3, history_untold b",
        "a+ b+ b- c:stamp, 1, history_untold c",
        "a+ b+ c+ c+, 3, history_untold c",
        "a+ b+ b- c+, 3, history_untold b",
        "a+ b+, 2, history_untold c",
    })
    void what_the_history_does_not_tell_is_refused_by_id(String history, int after, String expected) {
        assertThat(back("a b(a) c(b)", "a b(a) c(b)", history, after)).contains(expected);
    }

    @Test
    void the_steps_of_one_transaction_are_done_with_the_last_of_them() {
        String history = "a+1 b+2 c+2 head:single-transaction2 d+3";
        String code = "a b(a) c(b) d(c)";

        assertThat(back(code, code, history, 1)).isEqualTo("-d -c -b");
        assertThat(back(code, code, history, 2)).isEqualTo("-d -c -b");
        assertThat(back(code, code, history, 3)).isEqualTo("-d -c -b");
        assertThat(back(code, code, history, 4)).isEqualTo("-d");
        assertThat(back("a b(a)", "a b(a)", "a+1 b+1 head:single-transaction1", 2))
                .isEqualTo("before_history");
    }

    @Test
    void what_was_there_then_and_is_not_now_is_named() {
        assertThat(back("a b(a) c(b)", "a", "a+ b+ b-", 2)).isEqualTo("not_applied b");
        assertThat(back("a", "a", "a+ b+ b-", 2)).isEqualTo("not_applied b");
        assertThat(back("a", "a", "a+ b+ b-", 1)).isEmpty();
    }

    @Test
    void what_was_replaced_since_is_what_stands_for_it() {
        String code = "a s(a)=b,c d(s)";
        String rows = "a s(a) d(s)";
        String history = "a+ b+ c+ s:replace d+";

        assertThat(back(code, rows, history, 5)).isEmpty();
        assertThat(back(code, rows, history, 4)).isEqualTo("-d");
        assertThat(back(code, rows, history, 3)).isEqualTo("-d");
        assertThat(back(code, rows, history, 2)).isEqualTo("replaced s, b, c");
        assertThat(back(code, rows, history, 1)).isEqualTo("-d -s");
        assertThat(back(code, "a b(a) c(b)", "a+ b+ c+", 3))
                .as("nobody recorded it yet")
                .isEmpty();
        assertThat(back(code, "a s(a)", "a+ b+ c+ c- b- s+", 3)).isEmpty();
        assertThat(back(code, "a s(a)", "a+ b+ c+ c- b- s+", 5)).isEqualTo("-s");
    }

    @Test
    void what_is_replaced_in_turn_is_followed() {
        String code = "a t(a)=s d(t) s(a)=b,c";

        assertThat(back(code, "a t(a) d(t)", "a+ b+ c+ s:replace t:replace d+", 3))
                .isEqualTo("-d");
        assertThat(back(code, "a t(a) d(t)", "a+ b+ c+ s:replace t:replace d+", 4))
                .isEqualTo("-d");
        assertThat(back(code, "a t(a) d(t)", "a+ b+ c+ s:replace t:replace d+", 1))
                .isEqualTo("-d -t");
    }

    @Test
    void a_moment_must_lie_within_the_history() {
        List<HistoryEntry> history = history("a+ b+");

        assertThat(told(back("a b(a)", "a b(a)", history, START))).isEqualTo("before_history");
        assertThat(told(back("a b(a)", "a b(a)", history, minute(61)))).isEqualTo("in_the_future");
        assertThat(told(back("a b(a)", "a b(a)", List.of(), minute(1)))).isEqualTo("no_history");
        assertThat(told(back("a b(a)", "a b(a)", history, minute(1))))
                .as("the moment of an entry is after it")
                .isEqualTo("-b");
    }

    @Test
    void a_clock_that_was_set_back_over_the_moment_makes_it_unknown() {
        List<HistoryEntry> history = Stream.of(
                        entry(3, "c+", minute(2)), entry(2, "b+", minute(5)), entry(1, "a+", minute(1)))
                .toList();

        assertThat(told(back("a b(a) c(b)", "a b(a) c(b)", history, minute(3)))).isEqualTo("history_untold");
        assertThat(told(back("a b(a) c(b)", "a b(a) c(b)", history, minute(6)))).isEmpty();
    }
}
