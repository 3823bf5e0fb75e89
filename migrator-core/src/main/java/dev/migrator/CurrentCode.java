// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.CodeFingerprints;
import dev.migrator.execute.Cancellation;
import dev.migrator.execute.MigrationLoader;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the code is during one command, each thing looked at once. Not thread-safe. */
final class CurrentCode implements PresentCode {

    private final CodeFingerprints code;
    private final MigrationLoader loader;
    private final Cancellation cancellation;
    private final Map<RevisionId, Optional<Fingerprint>> fingerprints = new HashMap<>();
    private final Map<RevisionId, Optional<String>> sqlFingerprints = new HashMap<>();

    CurrentCode(CodeFingerprints code, MigrationLoader loader, Cancellation cancellation) {
        this.code = code;
        this.loader = loader;
        this.cancellation = cancellation;
    }

    @Override
    public Optional<Fingerprint> fingerprint(RevisionDescriptor revision) {
        return revision.fingerprint().isPresent()
                ? revision.fingerprint()
                : fingerprints.computeIfAbsent(revision.id(), id -> code.of(revision));
    }

    @Override
    public Optional<String> sqlFingerprint(RevisionDescriptor revision) {
        return sqlFingerprints.computeIfAbsent(
                revision.id(),
                id -> code.isOfTheMoment(revision) ? Optional.empty() : loader.sqlFingerprint(revision, cancellation));
    }

    @Override
    public Optional<StoredDowngrade> downgrade(RevisionDescriptor revision) {
        return loader.downgrade(revision, cancellation);
    }
}
