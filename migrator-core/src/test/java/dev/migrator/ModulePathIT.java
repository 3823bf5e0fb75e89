// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.JarWriter;
import dev.migrator.testing.LibraryJars;
import dev.migrator.testing.SmallApplication;
import dev.migrator.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The library, an application and a library of the application, each a module. */
@ExtendWith(FreshDatabase.class)
class ModulePathIT {

    private static final String AUDIT = """
            module audit {
                requires dev.migrator.core;
                requires org.jooq;
                opens audit.migrations;
            }
            """;

    private static final String CLOSED_AUDIT = AUDIT.replace("opens", "exports");

    private static final String SHOP = """
            module shop {
                requires dev.migrator.core;
                requires org.jooq;
                requires io.github.classgraph;
                requires org.objectweb.asm;
                requires audit;
                exports shop.migrations to dev.migrator.core;
                exports shop.migrations.pay to dev.migrator.core;
            }
            """;

    @TempDir
    private static Path folder;

    private static List<Path> modules;

    @BeforeAll
    static void pack() throws IOException {
        modules = modules("all", SHOP, AUDIT);
    }

    /** The application stays a folder, its library is a jar: a module may be either. */
    private static List<Path> modules(String name, String shop, String audit) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        List<Path> jars = new ArrayList<>(LibraryJars.in(own));
        SmallApplication classes = SmallApplication.asModules(own, jars, shop, audit);
        Path library = own.resolve("audit.jar");
        try (JarWriter writer = new JarWriter(library, Map.of())) {
            writer.folder(classes.library(), "");
        }
        jars.add(library);
        jars.add(classes.application());
        return jars;
    }

    private static ChildProcess.Result run(
            List<Path> modules, List<String> options, TestDatabase database, String... packages) throws Exception {
        List<String> command = new ArrayList<>(options);
        command.add("-p");
        command.add(modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of("-m", "shop/" + SmallApplication.MAIN));
        command.addAll(List.of(database.url(), database.user(), database.password()));
        command.addAll(List.of(packages));
        return ChildProcess.java(command).await();
    }

    @Test
    void migrations_in_the_module_of_the_application_and_in_another_module_are_found_and_run(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(modules, List.of(), database, "shop.migrations", "audit.migrations");

        assertThat(result.output()).contains("4 done", "heads [bb02]");
        assertThat(result.exitCode()).isZero();
        assertThat(database.objects()).contains("table users", "table bills", "table log", "index log_idx");
    }

    @Test
    void a_context_class_loader_below_that_of_the_modules_sees_them_too(TestDatabase database) throws Exception {
        ChildProcess.Result result =
                run(modules, List.of(SmallApplication.CHILD_LOADER), database, "shop.migrations", "audit.migrations");

        assertThat(result.output()).contains("4 done", "heads [bb02]");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_package_that_holds_no_revision_ends_the_process_with_an_error_that_names_it(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(modules, List.of(), database, "shop.migration");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("no class with @Revision and no SQL revision in the package(s) shop.migration;");
    }

    @Test
    void one_of_two_packages_that_holds_no_revision_ends_the_process_before_anything_is_run(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(modules, List.of(), database, "shop.migrations", "audit.migration");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("no class with @Revision and no SQL revision in the package(s) audit.migration;");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_package_that_its_module_keeps_to_itself_is_refused_with_what_to_export(TestDatabase database)
            throws Exception {
        List<Path> closed =
                modules("closed", SHOP.replace("exports shop.migrations.pay to dev.migrator.core;", ""), AUDIT);

        ChildProcess.Result result = run(closed, List.of(), database, "shop.migrations");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("shop.migrations.pay.CreateBills of revision aa02 (shop/migrations/pay/CreateBills.java:3)"
                        + " cannot be loaded")
                .contains("does not export shop.migrations.pay to module dev.migrator.core");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_script_in_a_package_that_is_not_open_is_refused_with_what_to_do(TestDatabase database) throws Exception {
        List<Path> closed = modules("unopened", SHOP, CLOSED_AUDIT);

        ChildProcess.Result result = run(closed, List.of(), database, "shop.migrations", "audit.migrations");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("classpath:audit/migrations/index_log.sql", "its package must be open");
        assertThat(database.objects()).isEmpty();
    }
}
