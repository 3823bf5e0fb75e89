// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and counts what the first client sends: each piece that it sends before it waits
 * for an answer. At one of them something happens.
 */
public final class LoopbackProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI server;
    private final int fatal;
    private final boolean forwarded;
    private final Runnable happens;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * Opens a door.
     *
     * @param jdbcUrl where the server is
     * @param fatal at which piece something happens, from 1; 0 for never
     * @param forwarded whether the server still gets that piece
     * @param happens what happens
     */
    public LoopbackProxy(String jdbcUrl, int fatal, boolean forwarded, Runnable happens) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.fatal = fatal;
        this.forwarded = forwarded;
        this.happens = happens;
        start(this::serve);
    }

    /** The address for JDBC that leads through here. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath();
    }

    /** How many pieces the first client has sent. */
    public int sent() {
        return sent.get();
    }

    /** Cuts all connections, as a network does. */
    public void cut() {
        sockets.forEach(LoopbackProxy::close);
    }

    private void serve() throws IOException {
        boolean first = true;
        while (true) {
            Socket client = door.accept();
            Socket behind = new Socket(server.getHost(), server.getPort());
            sockets.add(client);
            sockets.add(behind);
            boolean counts = first;
            first = false;
            start(() -> pump(client, behind, counts));
            start(() -> pump(behind, client, false));
        }
    }

    /** However one side ends, by a reset too, the other is ended with it: nobody waits for who is gone. */
    private void pump(Socket from, Socket to, boolean counts) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (to) {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                boolean now = counts && sent.incrementAndGet() == fatal;
                if (!now || forwarded) {
                    to.getOutputStream().write(buffer, 0, length);
                }
                if (now) {
                    happens.run();
                }
            }
        }
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The other side is closed by then.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // That is what was wanted.
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
