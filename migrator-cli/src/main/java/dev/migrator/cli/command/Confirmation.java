// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.PlanView;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks before what cannot be taken back, where the setting confirm says so.
 *
 * @param session whom to ask
 */
record Confirmation(Session session) {

    private record Unconfirmed(String message, List<RevisionId> revisions) implements Problem {
        @Override
        public String kind() {
            return "unconfirmed";
        }
    }

    /** Whether there is a plan to be looked at first. */
    boolean isWanted() {
        return session.settings().isOn(Setting.CONFIRM);
    }

    /**
     * Shows a plan and asks, where it needs that.
     *
     * @return whether it does
     * @throws CommandRefusedException where nobody is there, or says no
     */
    boolean confirms(Plan plan) {
        List<RevisionId> back = ids(plan, step -> !step.isUp());
        List<RevisionId> oneWay = ids(
                plan, step -> step instanceof Step.Upgrade up && !up.revision().reversible());
        if (back.isEmpty() && oneWay.isEmpty()) {
            return false;
        }
        List<String> losses = new ArrayList<>();
        if (!back.isEmpty()) {
            losses.add(
                    plan.operation() == Operation.UNTAG
                            ? "takes tag " + back.get(0) + " away"
                            : (plan.steps().stream().anyMatch(Step.Unmark.class::isInstance) ? "forgets " : "undoes ")
                                    + words(back));
        }
        if (!oneWay.isEmpty()) {
            losses.add("applies what has no way back, " + words(oneWay));
        }
        String what = "this " + String.join(", and ", losses);
        ask(plan, what, back.isEmpty() ? oneWay : back);
        return true;
    }

    private void ask(Plan plan, String what, List<RevisionId> ids) {
        new PlanView(plan).print(session.err());
        String why = "; " + session.settings().origin(Setting.CONFIRM).orElse("confirm") + " asks before that";
        String typed = session.ask(what + ". Type yes to go on: ")
                .orElseThrow(() ->
                        refused(what + why + ", and nobody is there to be asked; pass --yes if you mean it", ids));
        if (!typed.strip().equals("yes")) {
            throw refused(what + why + ", and '" + typed.strip() + "' is not yes", ids);
        }
    }

    private static CommandRefusedException refused(String message, List<RevisionId> ids) {
        return new CommandRefusedException(List.of(new Unconfirmed(message, ids)));
    }

    private static List<RevisionId> ids(Plan plan, Predicate<Step> which) {
        return plan.steps().stream().filter(which).map(Step::id).toList();
    }

    private static String words(List<RevisionId> ids) {
        return (ids.size() == 1 ? "revision " : ids.size() + " revisions, ")
                + ids.stream().map(RevisionId::value).collect(Collectors.joining(", "));
    }
}
