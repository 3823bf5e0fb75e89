// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.Migrator;
import dev.migrator.RefusedException;
import dev.migrator.RunFailedException;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.SeedRequest;
import dev.migrator.plan.Step;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shop's migrations on a real PostgreSQL: how to use the library, and what a team should test of its own. */
@ExtendWith(FreshDatabase.class)
class MigrationsIT {

    private static final String NAME_COLUMN =
            "select 1 from information_schema.columns where table_name = 'customers' and column_name = 'name'";

    private static Migrator shop(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .packages("com.example.shop.migrations")
                .build();
    }

    @Test
    void upgrade_head_brings_an_empty_database_to_the_one_head(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);

        RunReport report = migrator.upgrade("head");

        assertThat(report.done()).hasSize(19);
        assertThat(migrator.current()).isEqualTo(migrator.heads()).hasSize(1);
        assertThat(database.query(
                        "select indisvalid from pg_index" + " where indexrelid = 'products_category_idx'::regclass"))
                .containsExactly("t");
        migrator.requireUpToDate();
    }

    @Test
    void one_script_for_the_whole_graph_does_what_the_runs_do(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        Migrator nowhere = Migrator.configure()
                .assuming(List.of())
                .packages("com.example.shop.migrations")
                .build();
        Script script = nowhere.script(nowhere.plan("head"), true);
        assertThat(script.gaps())
                .singleElement()
                .extracting(Script.Gap::place)
                .asString()
                .startsWith("SplitCustomerNames.java:");
        // What a DBA writes there for a shop that has no customers yet.
        String filled = script.text().replaceFirst("-- INCOMPLETE: 73e1c8f0a25d .*", """
                alter table customers alter given_name set not null, alter family_name set not null, drop name;""");

        Ended ended = programs.psql(scripted, filled);
        assertThat(ended.exit()).as(ended.output()).isZero();
        shop(run).upgrade("head");

        assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        String rows = "select (to_jsonb(a) - 'run_id' - 'applied_at' - 'applied_by')::text from migrator_applied a"
                + " order by revision";
        assertThat(scripted.query(rows)).isEqualTo(run.query(rows)).hasSize(19);
        shop(scripted).requireUpToDate();

        Migrator head = Migrator.configure()
                .assuming(List.of("head"))
                .packages("com.example.shop.migrations")
                .build();
        Script back = head.script(head.planDowngrade("base"), false);
        assertThat(programs.psql(scripted, back.text())).extracting(Ended::exit).isEqualTo(0);
        assertThat(Schema.of(scripted)).isEmpty();
    }

    @Test
    void downgrade_base_leaves_nothing_of_the_shop(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("head");

        migrator.downgrade("base");

        assertThat(Schema.of(database)).isEmpty();
        migrator.upgrade("head");
    }

    @Test
    void every_revision_restores_what_it_found(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        for (Step step : revisions(migrator.plan("head"))) {
            List<String> before = Schema.of(database);
            String id = step.id().value();
            migrator.upgrade(id);
            List<String> after = Schema.of(database);
            Plan back = migrator.planDowngrade(id + "@-1");
            assertThat(revisions(back)).extracting(Step::id).containsExactly(step.id());
            migrator.run(back);
            assertThat(Schema.of(database))
                    .as("the schema after undoing %s", id)
                    .isEqualTo(before);
            migrator.upgrade(id);
            assertThat(Schema.of(database))
                    .as("the schema after %s ran again", id)
                    .isEqualTo(after);
        }
    }

    private static List<Step> revisions(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.kind() == Kind.REVISION)
                .toList();
    }

    @Test
    void the_view_runs_again_when_it_is_forgotten_and_the_demo_catalogue_comes_and_goes(TestDatabase database)
            throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("head");
        SeedRequest dev = new SeedRequest(List.of(), List.of("dev"), false);

        assertThat(migrator.seeds().apply(dev).done()).hasSize(1);
        assertThat(migrator.seeds().apply(dev).done()).isEmpty();
        assertThat(database.query("select count(*) from products")).containsExactly("3");
        assertThat(database.query("select count(*) from order_overview")).containsExactly("0");
        assertThat(migrator.seeds().remove(dev).done()).hasSize(1);
        assertThat(database.query("select count(*) from products")).containsExactly("0");
    }

    @Test
    void a_release_is_marked_and_gone_back_to_with_the_schema_that_it_had(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("47ae");
        migrator.tags().set("release_1");
        List<String> then = Schema.of(database);
        migrator.upgrade("head");

        migrator.downgrade("release_1");

        assertThat(Schema.of(database)).isEqualTo(then);
        assertThat(migrator.current()).containsExactly(new RevisionId("47ae1d8059c3"));
    }

    @Test
    void what_the_release_before_reads_goes_in_the_release_after(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        UpgradeOptions expand = UpgradeOptions.STRICT.through(Phase.EXPAND);

        migrator.upgrade("head", expand);
        assertThat(database.query(NAME_COLUMN)).hasSize(1);
        migrator.requireUpToDate(Phase.EXPAND);
        database.execute("insert into customers (name, email) values (' ', 'nobody@example.com')");
        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("a customer has no name to split; give each one");
        database.execute("update customers set name = 'Nemo'");
        migrator.upgrade("head");

        assertThat(database.query(NAME_COLUMN)).isEmpty();
    }

    @Test
    void a_team_can_stay_on_its_own_branch(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("47ae");
        assertThat(migrator.plan("catalogue@+2").steps()).hasSize(2);
        migrator.upgrade("payments");
        assertThat(migrator.current()).containsExactly(new RevisionId("47ae1d8059c3"), new RevisionId("95d03be7a248"));
        assertThatThrownBy(() -> migrator.downgrade("-1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("LABEL@-1");
        migrator.downgrade("payments@-1");
        assertThat(migrator.current()).containsExactly(new RevisionId("47ae1d8059c3"));
    }

    @Test
    void rows_survive_the_way_up_and_the_way_back(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("d90b");
        database.execute("""
                insert into customers (name, email, street, postcode, city) values
                    ('Ada King Lovelace', 'ada@example.com', '12 St James Square', 'SW1', 'London'),
                    ('Plato', 'plato@example.com', null, null, null);
                insert into products (sku, name, price) values ('ENG-1', 'Engine', 100);
                insert into orders (customer_id) select id from customers where email like 'ada%';
                insert into order_lines select o.id, 1, p.id, 3, p.price from orders o, products p""");

        migrator.upgrade("head");

        assertThat(database.query("select given_name || '|' || family_name from customers order by id"))
                .containsExactly("Ada King|Lovelace", "|Plato");
        assertThat(database.query("select city from addresses")).containsExactly("London");
        assertThat(database.query("select total from orders")).containsExactly("300.00");
        assertThat(database.query("select name from categories order by id"))
                .containsExactly("Uncategorised", "Gift cards");
        database.execute("update order_lines set quantity = 2");
        assertThat(database.query("select total from orders")).containsExactly("200.00");
        assertThat(database.query("select ordered - paid from order_balances")).containsExactly("200.00");
        assertThat(database.query("select table_name || ' ' || operation from audit_log order by id"))
                .as("the update of the order, its total, and the total that the migration filled in")
                .containsExactlyInAnyOrder("orders update", "order_lines update", "orders update");

        migrator.downgrade("d90b");

        assertThat(database.query("select name || '|' || coalesce(city, '-') from customers order by id"))
                .containsExactly("Ada King Lovelace|London", "Plato|-");
    }
}
