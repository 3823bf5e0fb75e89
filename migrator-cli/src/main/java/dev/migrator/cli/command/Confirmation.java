// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.PlanView;
import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Runs what somebody has agreed to, where that is asked, and nothing that another run made of it. */
    RunReport run(Migrator migrator, Function<Migrator, Plan> plan, Function<Migrator, RunReport> run) {
        if (!session.settings().isOn(Setting.CONFIRM)) {
            return run.apply(migrator);
        }
        Plan planned = plan.apply(migrator);
        return confirms(planned) ? migrator.run(planned) : run.apply(migrator);
    }

    /**
     * Shows a plan and asks, where it needs that.
     *
     * @return whether it does
     * @throws CommandRefusedException where nobody is there, or says no
     */
    private boolean confirms(Plan plan) {
        List<Step> forgotten =
                plan.steps().stream().filter(Step.Unmark.class::isInstance).toList();
        List<Step> undone = plan.steps().stream()
                .filter(step -> !step.isUp() && !(step instanceof Step.Unmark))
                .toList();
        List<Step> oneWay =
                plan.steps().stream().filter(Confirmation::hasNoWayBack).toList();
        List<String> losses = new ArrayList<>();
        lose(losses, "undoes ", undone);
        lose(losses, plan.operation() == Operation.UNTAG ? "takes away " : "forgets ", forgotten);
        lose(losses, "applies what has no way back, ", oneWay);
        if (losses.isEmpty()) {
            return false;
        }
        List<RevisionId> ids = Stream.of(undone, forgotten, oneWay)
                .flatMap(List::stream)
                .map(Step::id)
                .toList();
        ask(plan, "this " + String.join(", and ", losses), ids);
        return true;
    }

    private static void lose(List<String> losses, String what, List<Step> steps) {
        if (!steps.isEmpty()) {
            losses.add(what + words(steps));
        }
    }

    /** What is replaced as a whole is brought back by its former text. */
    private static boolean hasNoWayBack(Step step) {
        return step instanceof Step.Upgrade up
                && up.kind() != Kind.REPEATABLE
                && !up.revision().reversible();
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

    private static String words(List<Step> steps) {
        Map<Kind, List<String>> ids = steps.stream()
                .collect(Collectors.groupingBy(
                        Step::kind,
                        TreeMap::new,
                        Collectors.mapping(step -> step.id().value(), Collectors.toList())));
        return ids.entrySet().stream()
                .map(each -> words(each.getKey().label(), each.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String words(String what, List<String> ids) {
        return (ids.size() == 1 ? what + " " : ids.size() + " " + what + "s, ") + String.join(", ", ids);
    }
}
