// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers of several projects on one machine. */
class ManyProjectsIT {

    private static final int PROJECTS = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void those_that_look_for_a_port_at_once_each_find_one() throws Exception {
        List<EmbeddedPostgres> servers = new ArrayList<>();
        for (int i = 0; i < PROJECTS; i++) {
            Path project = Files.createDirectory(folder.resolve("project" + i));
            EmbeddedPostgres server = EmbeddedPostgres.in(project, OptionalInt.empty());
            server.join().close();
            Files.delete(project.resolve("postgres/port"));
            servers.add(server);
        }
        CyclicBarrier together = new CyclicBarrier(PROJECTS);
        ExecutorService pool = Executors.newFixedThreadPool(PROJECTS);
        List<Future<String>> starting = servers.stream()
                .map(server -> pool.submit(() -> {
                    together.await();
                    try (EmbeddedPostgres.Lease lease = server.join()) {
                        together.await(60, TimeUnit.SECONDS);
                        return lease.jdbcUrl();
                    }
                }))
                .toList();
        try {
            Set<String> addresses = new HashSet<>();
            for (Future<String> each : starting) {
                addresses.add(each.get());
            }
            assertThat(addresses).hasSize(PROJECTS);
        } finally {
            pool.shutdownNow();
        }
    }
}
