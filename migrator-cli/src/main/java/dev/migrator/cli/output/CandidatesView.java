// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may stand somewhere on a command line, for the script that completes it: a line each, with what it is behind a tab.
 *
 * @param candidates all of it
 */
public record CandidatesView(List<Candidate> candidates) implements View {

    /** Copies the list. */
    public CandidatesView {
        candidates = List.copyOf(candidates);
    }

    /**
     * One word.
     *
     * @param word the word
     * @param what what it is
     */
    public record Candidate(String word, String what) {}

    @Override
    public void print(Printer out) {
        candidates.forEach(candidate -> out.line(
                candidate.word() + "\t" + Style.oneLine(candidate.what()).replace('\t', ' ')));
    }

    @Override
    public Map<String, ?> document() {
        return Map.of(
                "candidates", candidates.stream().map(CandidatesView::shape).toList());
    }

    private static Map<String, ?> shape(Candidate candidate) {
        Map<String, String> shape = new LinkedHashMap<>();
        shape.put("word", candidate.word());
        shape.put("what", candidate.what());
        return shape;
    }
}
