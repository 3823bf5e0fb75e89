// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Shops in processes of their own, as a deployment starts them. */
@ExtendWith(FreshDatabase.class)
class ManyInstancesIT {

    private static final Pattern OPEN = Pattern.compile("the shop is open on (http://localhost:[0-9]+)\\R");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final List<Process> instances = new ArrayList<>();

    @AfterEach
    void none_is_left() throws InterruptedException {
        for (Process instance : instances) {
            instance.destroy();
            if (!instance.waitFor(30, TimeUnit.SECONDS)) {
                instance.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void eight_that_start_at_once_on_an_empty_database_all_open(TestDatabase database) throws Exception {
        for (int i = 0; i < 8; i++) {
            start(Map.of(
                    "SHOP_URL", database.url(), "SHOP_USER", database.user(), "SHOP_PASSWORD", database.password()));
        }

        for (int i = 0; i < 8; i++) {
            HttpResponse<String> health = health(i);
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"pending\":[]");
        }
        assertThat(database.query("select count(*) from migrator_history where outcome = 'done'"))
                .as("19 steps and a hook")
                .containsExactly("20");
        assertThat(database.query("select count(distinct run_id) from migrator_history"))
                .containsExactly("1");
    }

    @Test
    void those_without_a_database_share_an_embedded_one() throws Exception {
        Map<String, String> home = Map.of("SHOP_HOME", folder.toString());
        start(home);
        start(home);

        assertThat(health(0).statusCode()).isEqualTo(200);
        assertThat(health(1).statusCode()).isEqualTo(200);
        none_is_left();
        assertThat(folder.resolve(".migrator/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void one_whose_database_cannot_be_reached_does_not_open(TestDatabase database) throws Exception {
        Process closed =
                start(Map.of("SHOP_URL", database.url(), "SHOP_USER", database.user(), "SHOP_PASSWORD", "wrong"));

        assertThat(closed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(closed.exitValue()).isNotZero();
        assertThat(Files.readString(log(0)))
                .contains("password authentication failed")
                .doesNotContain("the shop is open");
    }

    private Process start(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log(instances.size()).toFile());
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SHOP_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.start();
        instances.add(process);
        return process;
    }

    private HttpResponse<String> health(int instance) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address(instance) + "/health"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private String address(int instance) throws Exception {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher open = OPEN.matcher(Files.readString(log(instance)));
            if (open.find()) {
                return open.group(1);
            }
            assertThat(instances.get(instance).isAlive())
                    .as("instance %d: %s", instance, Files.readString(log(instance)))
                    .isTrue();
            Thread.sleep(100);
        }
        throw new AssertionError("instance " + instance + " does not open: " + Files.readString(log(instance)));
    }

    private Path log(int instance) {
        return folder.resolve("instance-" + instance + ".log");
    }
}
