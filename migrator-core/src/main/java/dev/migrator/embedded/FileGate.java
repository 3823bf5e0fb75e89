// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock on a file, which goes with the process that holds it however that ends. */
final class FileGate implements AutoCloseable {

    /**
     * File locks belong to the whole JVM, so that threads of one JVM must be kept apart besides. The one thing in the
     * tool that is shared by all.
     */
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final FileLock lock;
    private final @Nullable ReentrantLock thread;

    private FileGate(FileChannel channel, FileLock lock, @Nullable ReentrantLock thread) {
        this.channel = channel;
        this.lock = lock;
        this.thread = thread;
    }

    /** Waits until nobody else holds the lock. */
    static FileGate exclusive(Path file) throws IOException {
        ReentrantLock thread = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), key -> new ReentrantLock());
        thread.lock();
        try {
            FileChannel channel = open(file);
            return new FileGate(channel, channel.lock(), thread);
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    /** Takes the lock beside others that share it. One JVM must not hold it twice. */
    static FileGate shared(Path file) throws IOException {
        FileChannel channel = open(file);
        return new FileGate(channel, channel.lock(0, Long.MAX_VALUE, true), null);
    }

    /** Tells whether no other process holds the lock, shared or not. Not for a JVM that holds it itself. */
    static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            if (thread != null) {
                thread.unlock();
            }
        }
    }
}
