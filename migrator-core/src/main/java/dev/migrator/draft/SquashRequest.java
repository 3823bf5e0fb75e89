// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.util.Optional;

/**
 * What somebody wants of a revision that stands for a run of older ones, as typed.
 *
 * @param range the run, as {@code first:last}; from base where the first is left out
 * @param message one line for people
 * @param id the id; a random one where it is not said
 */
public record SquashRequest(String range, String message, Optional<String> id) {}
