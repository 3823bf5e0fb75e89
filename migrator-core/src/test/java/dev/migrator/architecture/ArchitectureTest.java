// SPDX-License-Identifier: Apache-2.0
package dev.migrator.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The package table of the design, as rules. */
@AnalyzeClasses(packages = "dev.migrator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Who may use whom; the root may use all, and the leaf packages none but what is said here. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("revision", List.of()),
            Map.entry("migration", List.of()),
            Map.entry("graph", List.of("revision")),
            Map.entry("plan", List.of("graph", "revision")),
            Map.entry("outcome", List.of("plan", "revision")),
            Map.entry("listen", List.of("outcome", "plan", "revision")),
            Map.entry("sql", List.of("revision")),
            Map.entry("discover", List.of("migration", "revision", "sql")),
            Map.entry("ledger", List.of("revision", "plan")),
            Map.entry("execute", List.of("outcome", "listen", "plan", "ledger", "migration", "revision", "sql")),
            Map.entry("draft", List.of("graph", "revision")),
            Map.entry("catalog", List.of("plan", "revision", "sql")),
            Map.entry("embedded", List.of()));

    private static final String[] PURE = {"java.lang..", "java.util..", "java.time..", "org.jspecify.."};

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.migrator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule class_files_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage("dev.migrator.discover..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.classgraph..", "org.objectweb.asm.."));

    @ArchTest
    static final ArchRule jooq_is_for_authors_and_for_running_their_bodies = noClasses()
            .that()
            .resideOutsideOfPackages("dev.migrator.migration..", "dev.migrator.listen..", "dev.migrator.execute..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.jooq.."));

    @ArchTest
    static final ArchRule nobody_prints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobody_throws_a_bare_exception = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static void arrows_point_one_way(JavaClasses all) {
        Stream.of(
                        "revision",
                        "migration",
                        "graph",
                        "plan",
                        "outcome",
                        "listen",
                        "sql",
                        "discover",
                        "ledger",
                        "execute",
                        "draft",
                        "catalog",
                        "embedded")
                .forEach(name -> assertThat(all.containPackage("dev.migrator." + name))
                        .as(name)
                        .isTrue());
        MAY_USE.forEach((name, allowed) -> {
            String[] forbidden = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> "dev.migrator." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.migrator." + name + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(forbidden).or(resideInAPackage("dev.migrator")))
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    static void the_deciding_packages_are_pure(JavaClasses all) {
        for (String name : List.of("revision", "graph", "plan", "outcome")) {
            String[] allowed = Stream.of(
                            Stream.of(PURE),
                            Stream.of("revision", "graph", "plan", "outcome")
                                    .map(other -> "dev.migrator." + other + ".."))
                    .flatMap(packages -> packages)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage("dev.migrator." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                    .check(all);
        }
    }

    @ArchTest
    static void every_package_is_null_marked(JavaClasses all) {
        List<JavaPackage> packages = all.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(found -> !found.getClasses().isEmpty())
                .toList();
        assertThat(packages).hasSizeGreaterThan(8);
        assertThat(packages)
                .allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                        .as(found.getName())
                        .isTrue());
    }
}
