// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.plan.Plan;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Status;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.plan.Validation;
import dev.migrator.plan.Validation.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of revisions whose code is changed after they were applied. */
@ExtendWith(FreshDatabase.class)
class IntegrityIT {

    private static final String WRITES = "db.execute(\"create table users (id int)\");";
    private static final String READS =
            "db.execute(\"create table users (id int)\"); if (db.fetch(\"select 1\").isEmpty()) { throw new Error(); }";

    @TempDir
    private Path folder;

    @Test
    void what_was_not_changed_is_valid(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        sql("aa12", "aa11", "create table orders (id int);");
        migrator(database).upgrade("head");

        assertThat(migrator(database).validate()).isEqualTo(new Validation(List.of(), 2, List.of()));
        assertThat(database.query("select fingerprint is not null and (sql_fingerprint is not null) = "
                        + "(revision = 'aa11') from migrator_applied"))
                .containsExactly("t", "t");
    }

    @Test
    void a_class_that_sends_other_sql_is_changed_and_refused_with_nothing_pending_too(TestDatabase database)
            throws Exception {
        java("aa11", WRITES);
        migrator(database).upgrade("head");

        java("aa11", WRITES.replace("id int", "id bigint"));

        assertThat(migrator(database).validate().in(Kind.CHANGED)).containsExactly(new RevisionId("aa11"));
        assertThat(refusals(database)).containsExactly("changed");
        assertThat(database.query("select count(*) from migrator_history")).containsExactly("1");
    }

    @Test
    void a_class_that_sends_the_same_sql_is_not_changed(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        migrator(database).upgrade("head");

        java(
                "aa11",
                "// said otherwise\n String table = \"users\"; db.execute(\"create table \" + table + \" (id int)\");");

        assertThat(migrator(database).validate().findings()).isEmpty();
    }

    @Test
    void bound_values_count(TestDatabase database) throws Exception {
        String insert = WRITES + " db.query(\"insert into users values (?)\", 7).execute();";
        java("aa11", insert);
        migrator(database).upgrade("head");

        java("aa11", insert.replace("7", "8"));

        assertThat(refusals(database)).containsExactly("changed");
    }

    @Test
    void a_class_that_reads_has_no_sql_fingerprint_and_is_compared_by_its_code(TestDatabase database) throws Exception {
        java("aa11", READS);
        migrator(database).upgrade("head");
        assertThat(database.query("select sql_fingerprint from migrator_applied"))
                .containsOnlyNulls();

        java("aa11", READS.replace("select 1", "select 2"));

        assertThat(refusals(database)).containsExactly("changed");
    }

    @Test
    void another_compiler_is_no_change_where_nothing_else_can_tell(TestDatabase database) throws Exception {
        java("aa11", READS);
        migrator(database).upgrade("head");
        database.execute("update migrator_applied set fingerprint = 'c1:00;release=11;jdk=11'");

        assertThat(migrator(database).validate().in(Kind.UNDECIDED)).containsExactly(new RevisionId("aa11"));
        assertThat(migrator(database).validate().passed()).isTrue();
        assertThat(migrator(database).upgrade("head").plan().notices())
                .singleElement()
                .asString()
                .contains("aa11", "compiler");
    }

    @Test
    void what_depends_on_the_number_of_changed_rows_is_compared_by_its_code(TestDatabase database) throws Exception {
        String loops = WRITES + " while (db.execute(\"delete from users\") > 0) { }";
        java("aa11", loops);
        migrator(database).upgrade("head");

        java("aa11", "int unused = 1; " + loops);

        assertThat(refusals(database)).containsExactly("changed");
    }

    @Test
    void a_sql_file_counts_line_by_line_but_for_its_header_and_line_ends(TestDatabase database) throws Exception {
        sql("aa11", "", "create table users (id int);\n-- why");
        migrator(database).upgrade("head");

        Path file = folder.resolve("aa11.sql");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("-- migrator: upgrade", "-- migrator: message users\n-- migrator: upgrade")
                        .replace("\n", "\r\n"));
        assertThat(migrator(database).validate().findings()).isEmpty();

        Files.writeString(file, Files.readString(file) + "\n\n");
        assertThat(migrator(database).validate().findings()).isEmpty();

        Files.writeString(file, Files.readString(file).replace("-- why", "-- why not"));
        assertThat(refusals(database)).containsExactly("changed");
    }

    @Test
    void everything_is_told_at_once(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        sql("aa12", "aa11", "create table orders (id int);");
        sql("aa13", "aa12", "create table gone (id int);");
        migrator(database).upgrade("head");
        java("aa11", WRITES.replace("id int", "id bigint"));
        sql("aa12", "", "create table orders (id int);");
        Files.delete(folder.resolve("aa13.sql"));
        sql("aa14", "aa12", "create table orders (id int);");
        outside("aa15", "aa11", "select 1/0;");
        UpgradeOptions lenient = new UpgradeOptions(false, true, false);
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("aa14", lenient));
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("aa15", lenient));

        Validation validation = migrator(database).validate();

        assertThat(validation.findings().stream().map(finding -> finding.kind().label() + " " + finding.id()))
                .containsExactly(
                        "changed aa11", "moved aa12", "unknown aa13", "failed aa15", "failed aa14", "interrupted aa15");
        assertThat(refusals(database)).contains("changed", "interrupted");
    }

    @Test
    void a_run_without_validation_is_in_the_history(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        migrator(database).upgrade("head");
        java("aa11", WRITES.replace("id int", "id bigint"));
        sql("aa12", "aa11", "create table orders (id int);");

        assertThat(migrator(database)
                        .upgrade("head", UpgradeOptions.STRICT.withoutValidation())
                        .plan()
                        .notices())
                .singleElement()
                .asString()
                .startsWith("passed over without validation: the code of applied revisions was changed: aa11");

        assertThat(database.query("select concat_ws(' ', kind, revision, operation, outcome, note)"
                        + " from migrator_history where operation = 'no-validate'"))
                .singleElement()
                .asString()
                .startsWith("run head no-validate done the code of applied revisions was changed: aa11");
    }

    @Test
    void a_repair_accepts_the_present_code(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        sql("aa12", "aa11", "create table orders (id int);");
        migrator(database).upgrade("head");
        java("aa11", WRITES.replace("id int", "id bigint"));
        sql("aa12", "", "create table orders (id int);");

        RepairRequest both = RepairRequest.accepting("aa11", "aa12");
        assertThat(migrator(database).planRepair(both).steps()).hasSize(2);
        assertThat(refusals(database)).containsExactly("changed");
        migrator(database).repair(both);

        assertThat(migrator(database).validate().findings()).isEmpty();
        assertThat(database.query("select revision || ' ' || operation || ' ' || note from migrator_history"
                        + " where operation = 'repair' order by id"))
                .containsExactly("aa11 repair accepted the present code", "aa12 repair accepted the present code");
        assertThat(database.query("select count(*) from migrator_history where operation = 'upgrade'"))
                .containsExactly("2");
        assertThat(migrator(database).repair(both).done()).isEmpty();
    }

    @Test
    void a_repair_records_how_an_interrupted_revision_ended(TestDatabase database) throws Exception {
        outside("aa11", "", "create table users (id int); select 1/0;");
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("head"));
        assertThat(refusals(database)).containsExactly("interrupted");

        migrator(database).repair(new RepairRequest(List.of(), List.of(), List.of("aa11")));
        assertThat(migrator(database).current()).isEmpty();

        database.execute("drop table users");
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("head"));
        migrator(database).repair(new RepairRequest(List.of(), List.of("aa11"), List.of()));
        assertThat(migrator(database).upgrade("head").done()).isEmpty();
        assertThat(migrator(database).validate().findings()).isEmpty();
        assertThat(database.query("select note from migrator_history where operation = 'repair' order by id"))
                .containsExactly("the interrupted revision is not applied", "the interrupted revision is applied");
    }

    @Test
    void an_interrupted_revision_that_the_code_no_longer_has_is_settled_as_any_other(TestDatabase database)
            throws Exception {
        java("aa11", WRITES);
        outside("aa12", "aa11", "select 1/0;");
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("head"));
        Files.delete(folder.resolve("aa12.sql"));
        sql("aa13", "aa11", "create table orders (id int);");

        assertThat(migrator(database).status().in(Status.State.INTERRUPTED)).containsExactly(new RevisionId("aa12"));
        assertThat(migrator(database).validate().in(Kind.INTERRUPTED)).containsExactly(new RevisionId("aa12"));
        assertThat(refusals(database)).contains("interrupted");
        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> migrator(database).upgrade("head", new UpgradeOptions(false, true, true)))
                        .problems())
                .extracting(Problem::kind)
                .containsExactly("interrupted");

        Plan repaired = migrator(database)
                .repair(new RepairRequest(List.of(), List.of(), List.of("aa12")))
                .plan();

        assertThat(repaired.tips()).containsExactly(new RevisionId("aa12"));
        assertThat(repaired.tipsAfter()).containsExactly(new RevisionId("aa11"));
        assertThat(migrator(database).validate().findings())
                .as("a failure of what nobody has any more")
                .isEmpty();
        assertThat(migrator(database).upgrade("head").done()).hasSize(1);
    }

    @Test
    void a_repair_that_makes_no_sense_is_refused_whole(TestDatabase database) throws Exception {
        java("aa11", WRITES);
        outside("aa12", "aa11", "select 1/0;");
        catchThrowableOfType(RunFailedException.class, () -> migrator(database).upgrade("head"));
        java("aa11", WRITES.replace("id int", "id bigint"));

        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> migrator(database)
                        .repair(new RepairRequest(List.of("aa11", "aa12", "nobody"), List.of("aa11"), List.of())));

        assertThat(refused.problems())
                .extracting(Problem::kind)
                .containsOnly("not_repairable", "unknown")
                .hasSize(4);
        assertThat(migrator(database).validate().in(Kind.CHANGED)).hasSize(1);
    }

    private List<String> refusals(TestDatabase database) {
        return catchThrowableOfType(
                        RefusedException.class, () -> migrator(database).upgrade("heads"))
                .problems()
                .stream()
                .map(Problem::kind)
                .toList();
    }

    private void java(String id, String body) throws Exception {
        Files.writeString(folder.resolve("R" + id + ".java"), """
                import dev.migrator.migration.*;
                @Revision(id = "%s")
                public class R%s implements Migration {
                    public void upgrade(org.jooq.DSLContext db) {
                        %s
                    }
                }
                """.formatted(id, id, body));
    }

    private void sql(String id, String parent, String text) throws Exception {
        script(id, parent, "", text);
    }

    private void outside(String id, String parent, String text) throws Exception {
        script(id, parent, "-- migrator: transactional false\n", text);
    }

    private void script(String id, String parent, String header, String text) throws Exception {
        String below = parent.isEmpty() ? "" : "-- migrator: downRevision " + parent + "\n";
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + below + header + "-- migrator: upgrade\n" + text + "\n");
    }

    private Migrator migrator(TestDatabase database) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .folders(List.of(folder))
                .compileInto(folder.resolve(".classes"))
                .build();
    }
}
