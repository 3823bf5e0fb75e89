// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.listen.MigrationListener;
import dev.migrator.plan.Plan;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that are services of a class loader. */
@ExtendWith(FreshDatabase.class)
class ListenerServicesIT {

    private static final String SERVICES = "META-INF/services/" + MigrationListener.class.getName();

    @TempDir
    private Path root;

    private HookFolders files;

    @BeforeEach
    void folders() throws Exception {
        files = HookFolders.in(root);
    }

    @Test
    void one_may_be_a_source_in_the_folder_of_the_migrations_and_come_before_the_hooks_of_a_step(TestDatabase database)
            throws Exception {
        files.hooks("before-each-upgrade", "after-each-upgrade");
        Files.writeString(files.migrations().resolve("Announcer.java"), """
                import dev.migrator.listen.MigrationListener;
                import dev.migrator.listen.StepContext;
                import dev.migrator.outcome.RunReport;

                public final class Announcer implements MigrationListener {
                    @Override
                    public void beforeStep(StepContext step) throws Exception {
                        step.db().execute("insert into trace (what) values (?)", "before " + step.step().id());
                    }

                    @Override
                    public void afterStep(StepContext step) throws Exception {
                        step.db().execute("insert into trace (what) values (?)", "after " + step.step().message());
                    }

                    @Override
                    public void afterRun(RunReport report) {
                        if (report.plan().steps().size() != report.done().size()) {
                            throw new IllegalStateException(report.toString());
                        }
                    }
                }
                """);
        Files.createDirectories(files.migrations().resolve("META-INF/services"));
        Files.writeString(files.migrations().resolve(SERVICES), "Announcer\n");

        files.builder(database).compileInto(root.resolve("classes")).build().upgrade("aa11");

        assertThat(database.query(HookFolders.TRACE))
                .containsExactly("before aa11", "before-each-upgrade", "aa11", "after-each-upgrade", "after ");
    }

    /** Found as a service. */
    public static final class Found implements MigrationListener {
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public void beforeRun(Plan plan) {
            CALLS.add("found");
        }
    }

    @Test
    void services_come_before_those_of_the_builder_and_one_that_cannot_be_had_stops_the_run(TestDatabase database)
            throws Exception {
        ClassLoader services = services(Found.class.getName());
        Found.CALLS.clear();
        MigrationListener told = new MigrationListener() {
            @Override
            public void beforeRun(Plan plan) {
                Found.CALLS.add("told");
            }
        };
        Migrator migrator =
                files.builder(database).classLoader(services).listener(told).build();

        migrator.upgrade("aa11");
        migrator.upgrade("head");

        assertThat(Found.CALLS).containsExactly("found", "told", "found", "told");
        files.builder(database).classLoader(services).withoutHooks().build().downgrade("aa11");
        assertThat(Found.CALLS).hasSize(4);
        Migrator broken = files.builder(database)
                .classLoader(services("com.example.Missing"))
                .build();
        assertThat(broken.current()).as("who runs nothing looks for none").hasSize(1);
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> broken.upgrade("head"));
        assertThat(refused).hasMessageContaining("com.example.Missing").hasMessageContaining("cannot be loaded");
    }

    private ClassLoader services(String provider) throws Exception {
        Path folder = Files.createTempDirectory(root, "services");
        Files.writeString(
                Files.createDirectories(folder.resolve("META-INF/services")).resolve(MigrationListener.class.getName()),
                provider + "\n");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ListenerServicesIT.class.getClassLoader());
    }
}
