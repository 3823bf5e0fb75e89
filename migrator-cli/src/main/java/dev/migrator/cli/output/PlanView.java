// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.util.Map;

/**
 * What a command would do.
 *
 * @param plan the plan
 */
public record PlanView(Plan plan) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        plan.notices().forEach(out::line);
        if (plan.isEmpty()) {
            out.line("nothing to do: at " + Steps.place(style, plan.tips()));
            return;
        }
        Table table = new Table("  ");
        int number = 0;
        for (Step step : plan.steps()) {
            number++;
            table.row(
                    " ".repeat(digits(plan.steps().size()) - digits(number)) + number,
                    Steps.does(step),
                    style.id(step.id()),
                    Steps.message(step));
        }
        if (plan.steps().isEmpty()) {
            out.line(
                    "nothing to do at " + Steps.place(style, plan.tips()) + " but what an earlier run did not get to:");
            printHooks(out);
            return;
        }
        out.line((plan.operation().label() + " " + plan.target()).strip()
                + (plan.steps().stream().allMatch(Steps::isRecordOnly) ? " would record " : " would run ")
                + Steps.count(plan.steps().size(), "step") + ":");
        table.print(out);
        plan.steps().forEach(step -> printPreconditions(out, step));
        plan.steps().forEach(step -> printStored(out, step));
        printHooks(out);
        out.line("from " + Steps.place(style, plan.tips()) + " to " + Steps.place(style, plan.tipsAfter()));
    }

    private static void printPreconditions(Printer out, Step step) {
        if (!Steps.preconditions(step).isEmpty()) {
            out.line("before " + out.style().id(step.id()) + ":");
            Steps.preconditions(step).forEach(each -> out.line("    " + Steps.precondition(each)));
        }
    }

    private void printHooks(Printer out) {
        Table table = new Table("  ");
        plan.hooks()
                .forEach(hook -> table.row(
                        "hook",
                        out.style().id(hook.id()),
                        Style.oneLine(hook.revision().origin()),
                        Style.oneLine(hook.message())));
        table.print(out);
    }

    /** Nobody has seen this SQL in the code. */
    private static void printStored(Printer out, Step step) {
        if (step instanceof Step.Undo undo) {
            out.line("what the ledger keeps for " + out.style().id(step.id())
                    + (undo.stored().statements().isEmpty()
                            ? ": nothing to run"
                            : step.isTransactional() ? ":" : ", outside a transaction:"));
            undo.stored()
                    .statements()
                    .forEach(sql -> sql.lines().forEach(line -> out.line("    " + Style.oneLine(line))));
        }
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("plan", Shapes.plan(plan));
    }
}
