// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Alembic from the system's packages, with psycopg2.
 *
 * @param transactionEach whether each revision has a transaction of its own
 */
record AlembicTool(boolean transactionEach) implements Tool {

    private static final Path PROGRAM = Path.of("/usr/bin/alembic");

    @Override
    public String title() {
        return transactionEach ? "Alembic, a transaction each" : "Alembic, one transaction";
    }

    @Override
    public Optional<String> missing() {
        return Tool.insistOn(PROGRAM);
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.size() <= 1_000;
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        Tool.file(
                folder.resolve("alembic.ini"),
                "[alembic]\nscript_location = scripts\nsqlalchemy.url = " + database.uri() + "\n");
        Tool.file(folder.resolve("scripts/env.py"), """
                from alembic import context
                from sqlalchemy import create_engine, pool

                engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
                with engine.connect() as connection:
                    context.configure(connection=connection, transaction_per_migration=%s)
                    with context.begin_transaction():
                        context.run_migrations()
                """.formatted(transactionEach ? "True" : "False"));
        for (int number = 1; number <= size; number++) {
            Tool.file(folder.resolve("scripts/versions/r" + Tool.numbered(number) + ".py"), revision(body, number));
        }
    }

    private static String revision(Body body, int number) {
        return """
                from alembic import op

                revision = "%s"
                down_revision = %s


                def upgrade():
                    op.execute("%s")
                """.formatted(
                        MigratorTool.id(number),
                        number == 1 ? "None" : '"' + MigratorTool.id(number - 1) + '"',
                        body.sql(number));
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        Invocation start = Invocation.of(PROGRAM.toString());
        return switch (verb) {
            case CURRENT, HISTORY, HEADS -> start.and(verb.name().toLowerCase(Locale.ROOT));
            case UPGRADE, APPLY -> start.and("upgrade", "head");
        };
    }
}
