// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class LoopbackProxyTest {

    @Test
    void a_server_that_resets_the_connection_leaves_no_client_waiting() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LoopbackProxy proxy = new LoopbackProxy(
                        "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/any", 0, true, () -> {})) {
            int port = URI.create(proxy.jdbcUrl().substring("jdbc:".length())).getPort();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.setSoTimeout(5000);
                Socket accepted = server.accept();
                accepted.setSoLinger(true, 0);
                accepted.close();

                assertThat(client.getInputStream().read()).isNegative();
            }
        }
    }
}
