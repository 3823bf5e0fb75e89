// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a class, or a place to look for classes, cannot serve.
 *
 * @param kind the short, stable name
 * @param message what is wrong, where, and what to do
 * @param revisions the revision that the class would be, where it says so
 */
record DiscoveryIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    static DiscoveryIssue nothingFound(List<String> packages, String where) {
        return new DiscoveryIssue(
                "no_revisions",
                "no class with @Revision and no SQL revision in the package(s) " + String.join(", ", packages) + where
                        + "; compile the migrations, or correct the setting packages or classpath",
                List.of());
    }

    static DiscoveryIssue nothingIn(List<Path> folders) {
        return new DiscoveryIssue(
                "no_revisions",
                "no revision in " + folders.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + "; write the first with the command revision, or correct the setting migrations",
                List.of());
    }

    static DiscoveryIssue noFolder(Path folder, IOException why) {
        return new DiscoveryIssue(
                "no_folder",
                "the folder " + folder + " cannot be read (" + why + "); make it, or correct the setting migrations",
                List.of());
    }

    static DiscoveryIssue noHookFolder(String place, Exception why) {
        return new DiscoveryIssue(
                "no_folder",
                place + " cannot be read (" + why + "); put the hooks there, or correct the setting hooks",
                List.of());
    }

    static DiscoveryIssue noHook(String location, String file, Collection<String> names) {
        List<String> files = names.stream().map(name -> name + ".sql").toList();
        return new DiscoveryIssue(
                "unknown_hook",
                location + ": '" + file + "' is no hook"
                        + Nearest.to(file, files)
                                .map(name -> "; did you mean '" + name + "'?")
                                .orElseGet(() -> "; hooks are called " + String.join(", ", files) + ".")
                        + " Anything else belongs in another folder",
                List.of());
    }

    static DiscoveryIssue secondHook(String name, String first, String second) {
        return new DiscoveryIssue(
                "duplicate_hook",
                "the hook " + name + " is there twice, as " + first + " and " + second + "; make one of them",
                List.of());
    }

    static DiscoveryIssue unreadable(String location, IOException why) {
        return new DiscoveryIssue("unreadable", location + " cannot be read (" + why + ")", List.of());
    }

    static DiscoveryIssue noCompiler() {
        return new DiscoveryIssue(
                "no_compiler",
                "this Java runtime has no compiler, which the sources in migrations need; use a JDK, or name compiled"
                        + " classes with packages and classpath",
                List.of());
    }

    /** Javac's own words, with file, line and caret. */
    static DiscoveryIssue compilerErrors(String said) {
        return new DiscoveryIssue(
                "does_not_compile", "the migrations do not compile:\n" + said.stripTrailing(), List.of());
    }

    static DiscoveryIssue notUtf8(Source source) {
        return new DiscoveryIssue(
                "wrong_encoding",
                source.file() + ":" + source.unreadableLine() + ": this line is no UTF-8; save the file as UTF-8",
                List.of());
    }

    static DiscoveryIssue byteOrderMark(Source source) {
        return new DiscoveryIssue(
                "wrong_encoding",
                source.file()
                        + ":1: the file begins with a byte-order mark, which javac does not take; save it as UTF-8"
                        + " without one",
                List.of());
    }

    static DiscoveryIssue misplaced(Source source) {
        String expected = source.folderPackage();
        return new DiscoveryIssue(
                "wrong_package",
                source.file() + ":" + source.packageLine() + ": the package is "
                        + (source.declaredPackage().isEmpty() ? "not said" : source.declaredPackage())
                        + ", and the folder stands for "
                        + (expected.isEmpty()
                                ? "none; take the package line away"
                                : expected + "; write 'package " + expected + ";'")
                        + ", or move the file",
                List.of());
    }

    static DiscoveryIssue notCompiled(Path cache, IOException why) {
        return new DiscoveryIssue(
                "not_compiled",
                "the sources in migrations cannot be compiled into " + cache + " (" + why
                        + "); see that the folders can be read and written",
                List.of());
    }

    static DiscoveryIssue notAnnotated(String className) {
        return new DiscoveryIssue(
                "unusable_class",
                "a migration of the class " + className
                        + " was given, which has no @Revision, @Repeatable or @Seed, nor has a class above it; annotate the class",
                List.of());
    }

    static DiscoveryIssue noInstances() {
        return new DiscoveryIssue(
                "no_revisions",
                "no migration was given, where migrations were to be; see that the container knows their classes",
                List.of());
    }

    /** Why a class cannot be several things. */
    static Optional<String> whyNotOne(List<Kind> kinds) {
        return kinds.size() < 2
                ? Optional.empty()
                : Optional.of("is "
                        + kinds.stream()
                                .limit(kinds.size() - 1L)
                                .map(kind -> "a " + kind.label())
                                .collect(Collectors.joining(", "))
                        + " and a " + kinds.get(kinds.size() - 1).label()
                        + ", and would run as each; keep one of the annotations");
    }

    /** What is wrong with the profiles of a class. */
    static Stream<String> wrongProfiles(RevisionDescriptor seed) {
        return seed.profiles().stream()
                .filter(profile -> !RevisionDescriptor.isLegalProfile(profile))
                .map(profile -> "has a profile that is no word: '" + profile + "'; take letters, digits, _, . and -");
    }

    static DiscoveryIssue unusable(RevisionDescriptor revision, String why) {
        return new DiscoveryIssue("unusable_class", revision.told() + " " + why, List.of(revision.id()));
    }
}
