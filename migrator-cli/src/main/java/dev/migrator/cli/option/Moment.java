// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as people write it: a date, a date with a time, or how long ago it was. */
public final class Moment {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})\\s*([smhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private Moment() {}

    /**
     * Reads one; nothing where it is none. Without a zone it is in UTC.
     *
     * @param text what was typed
     * @param clock tells what time it is
     */
    public static Optional<Instant> parse(String text, Clock clock) {
        Matcher ago = AGO.matcher(text.strip());
        if (ago.matches()) {
            Duration one = Objects.requireNonNull(UNITS.get(ago.group(2)));
            return Optional.of(clock.instant().minus(one.multipliedBy(Long.parseLong(ago.group(1)))));
        }
        return FORMS.stream()
                .flatMap(form -> attempt(form, text.strip().replace(' ', 'T')).stream())
                .findFirst();
    }

    private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
