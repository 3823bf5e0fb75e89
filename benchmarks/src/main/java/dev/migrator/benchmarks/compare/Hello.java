// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

/** The least that a Java program can do. */
public final class Hello {

    private Hello() {}

    /** Says hello. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
