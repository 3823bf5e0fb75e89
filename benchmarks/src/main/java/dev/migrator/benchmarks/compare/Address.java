// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

/**
 * A database of the benchmark's own server, whose password is good for nothing else.
 *
 * @param port where the server listens, on this machine
 * @param user who connects
 * @param password the password
 * @param database the database
 */
record Address(int port, String user, String password, String database) {

    Address database(String name) {
        return new Address(port, user, password, name);
    }

    String jdbc() {
        return "jdbc:" + withoutUser();
    }

    /** For what takes all in one: Python, Node, psql. */
    String uri() {
        return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database;
    }

    private String withoutUser() {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }
}
