// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionIndexTest {

    /** In an hour from now all files of today are old. */
    private static final InstantSource LATER = () -> Instant.now().plusSeconds(3600);

    @TempDir
    private Path home;

    private Path scripts;
    private Path indexes;

    @BeforeEach
    void folders() throws IOException {
        scripts = Files.createDirectories(home.resolve("migrations"));
        indexes = home.resolve("cache/migrator");
        write("aa11", "select 1");
        write("aa12", "select 2");
    }

    @Test
    void a_file_that_has_not_changed_is_not_opened_again() throws IOException {
        look(LATER);
        tamper("by the index");

        assertThat(look(LATER)).extracting(RevisionDescriptor::message).containsOnly("by the index");
    }

    @Test
    void what_is_remembered_is_what_was_found() throws IOException {
        Files.writeString(scripts.resolve("all.sql"), """
                -- migrator: revision cc33
                -- migrator: downRevision aa11, aa12
                -- migrator: dependsOn bb22
                -- migrator: branchLabels pay bill
                -- migrator: replaces zz11 zz12
                -- migrator: phase contract
                -- migrator: precondition exists users -- make\tthem \\t first
                -- migrator: precondition skip query select ';' is not null
                -- migrator: message a\tb \\n c ü
                -- migrator: author ann
                -- migrator: transactional false
                -- migrator: rerunnable true
                -- migrator: upgrade
                select 1;
                -- migrator: downgrade
                select 2;
                """);
        List<RevisionDescriptor> read = look(LATER);

        assertThat(index(LATER).find(scripts.resolve("all.sql").toString(), stamp("all")))
                .hasValueSatisfying(all -> assertThat(all).hasSize(1));
        assertThat(look(LATER)).containsExactlyInAnyOrderElementsOf(read);
        assertThat(read).allSatisfy(each -> assertThat(each.fingerprint()).isPresent());
    }

    @Test
    void a_change_is_seen_though_size_and_time_of_modification_are_as_before() throws IOException {
        Fingerprint before = print("aa11");
        Path file = scripts.resolve("aa11.sql");
        FileTime modified = Files.getLastModifiedTime(file);
        FileStamp stamp = FileStamp.of(file).orElseThrow();
        do {
            write("aa11", "select 7");
            Files.setLastModifiedTime(file, modified);
        } while (FileStamp.of(file).orElseThrow().equals(stamp));

        assertThat(FileStamp.of(file).orElseThrow().modified()).isEqualTo(stamp.modified());
        assertThat(FileStamp.of(file).orElseThrow().size()).isEqualTo(stamp.size());
        assertThat(print("aa11")).isNotEqualTo(before);
    }

    @Test
    void a_file_that_takes_the_place_of_another_is_seen() throws IOException {
        Fingerprint before = print("aa11");
        Path other = home.resolve("other.sql");
        Files.writeString(other, script("aa11", "select 9"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(scripts.resolve("aa11.sql")));
        Files.move(other, scripts.resolve("aa11.sql"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(print("aa11")).isNotEqualTo(before);
    }

    @Test
    void new_files_are_found_and_those_that_are_gone_are_forgotten() throws IOException {
        look(LATER);
        write("aa13", "select 3");
        Files.delete(scripts.resolve("aa12.sql"));

        assertThat(look(LATER)).extracting(found -> found.id().value()).containsExactlyInAnyOrder("aa11", "aa13");
        assertThat(file().read()).hasSize(2);
    }

    @Test
    void what_was_changed_a_moment_ago_is_not_remembered_for_it_may_change_within_the_same_tick_of_the_clock() {
        look(InstantSource.system());

        assertThat(file().read()).isEmpty();
    }

    @Test
    void folders_inside_are_gone_through_whatever_they_are_called_and_links_to_folders_are_not() throws IOException {
        Path inside = Files.createDirectories(scripts.resolve("pay.sql/bills"));
        Files.writeString(inside.resolve("bb22.SQL"), script("bb22", "select 1"));
        Files.createSymbolicLink(scripts.resolve("again"), inside);

        assertThat(look(LATER))
                .extracting(found -> found.id().value())
                .containsExactlyInAnyOrder("aa11", "aa12", "bb22");
    }

    @Test
    void what_is_wrong_is_told_each_time() throws IOException {
        Files.writeString(scripts.resolve("bad.sql"), "-- migrator: revision bb22\n");

        assertThat(find(LATER).problems()).hasSize(1);
        assertThat(find(LATER).problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "migrator index", "cut", "flipped", "other version"})
    void a_file_that_cannot_be_relied_on_is_as_if_it_were_not_there(String harm) throws IOException {
        look(LATER);
        tamper("by the index");
        Path index = only();
        byte[] bytes = Files.readAllBytes(index);
        switch (harm) {
            case "cut" -> Files.write(index, Arrays.copyOf(bytes, bytes.length - 20));
            case "flipped" -> {
                bytes[bytes.length - 90] ^= 1;
                Files.write(index, bytes);
            }
            case "other version" ->
                Files.writeString(
                        index,
                        Files.readString(index).replaceFirst("migrator index 4 \\S+ ", "migrator index 4 0.0.1 "));
            default -> Files.writeString(index, harm);
        }

        assertThat(look(LATER)).extracting(RevisionDescriptor::message).containsOnly("m");
        assertThat(file().read()).hasSize(2);
    }

    @Test
    void a_folder_that_cannot_be_written_is_in_nobodys_way() throws IOException {
        Files.createDirectories(indexes.getParent());
        Files.writeString(indexes, "a file");

        assertThat(look(LATER)).hasSize(2);
        assertThat(look(LATER)).hasSize(2);
    }

    @Test
    void processes_that_write_at_once_leave_a_whole_file() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int writer = 1; writer <= 8; writer++) {
                int size = writer * 100;
                all.add(() -> {
                    int seen = size;
                    for (int i = 0; i < 50; i++) {
                        file().write(entries(size));
                        seen = Math.min(seen, file().read().size());
                    }
                    return seen;
                });
            }
            for (Future<Integer> each : pool.invokeAll(all)) {
                assertThat(each.get()).isGreaterThanOrEqualTo(100);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(only()).exists();
    }

    @Test
    void a_bounded_number_of_files_is_kept() throws IOException {
        Files.createDirectories(indexes);
        for (int i = 0; i < 100; i++) {
            Path old = Files.writeString(indexes.resolve("index-" + i), "");
            Files.setLastModifiedTime(old, FileTime.fromMillis(i));
        }
        Files.writeString(indexes.resolve("of somebody else"), "");

        look(LATER);

        try (Stream<Path> left = Files.list(indexes)) {
            assertThat(left).hasSize(65).contains(indexes.resolve("index-99"), indexes.resolve("of somebody else"));
        }
        assertThat(look(LATER)).hasSize(2);
    }

    private List<RevisionDescriptor> look(InstantSource clock) {
        RevisionSource.Found found = find(clock);
        assertThat(found.problems()).isEmpty();
        return found.revisions();
    }

    private RevisionSource.Found find(InstantSource clock) {
        RevisionIndex index = index(clock);
        RevisionSource.Found found = new SqlFileRevisions(List.of(scripts), index).find();
        index.save();
        return found;
    }

    private RevisionIndex index(InstantSource clock) {
        return new RevisionIndex(Optional.of(file()), clock);
    }

    private IndexFile file() {
        return new IndexFile(indexes, "project");
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(indexes)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private Fingerprint print(String id) {
        return look(LATER).stream()
                .filter(revision -> revision.id().value().equals(id))
                .findFirst()
                .flatMap(RevisionDescriptor::fingerprint)
                .orElseThrow();
    }

    /** Makes the index say something that is in no file. */
    private void tamper(String message) {
        Map<String, RevisionIndex.Entry> entries = new HashMap<>(file().read());
        assertThat(entries).hasSize(2);
        entries.replaceAll((place, entry) -> new RevisionIndex.Entry(
                entry.stamp(),
                entry.revisions().stream()
                        .map(revision -> RevisionDescriptor.of(revision.id().value())
                                .message(message)
                                .build())
                        .toList()));
        file().write(entries);
    }

    private static Map<String, RevisionIndex.Entry> entries(int size) {
        Map<String, RevisionIndex.Entry> entries = new HashMap<>();
        IntStream.range(0, size)
                .forEach(i -> entries.put(
                        "place " + i,
                        new RevisionIndex.Entry(
                                "stamp", List.of(RevisionDescriptor.of("a" + i).build()))));
        return entries;
    }

    private String stamp(String name) throws IOException {
        return FileStamp.of(scripts.resolve(name + ".sql")).orElseThrow().text();
    }

    private void write(String id, String sql) throws IOException {
        Files.write(scripts.resolve(id + ".sql"), script(id, sql).getBytes(StandardCharsets.UTF_8));
    }

    private static String script(String id, String sql) {
        return "-- migrator: revision " + id + "\n-- migrator: message m\n-- migrator: upgrade\n" + sql + ";\n";
    }
}
