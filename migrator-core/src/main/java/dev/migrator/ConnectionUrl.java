// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.catalog.ClientEnvironment;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * A database's address as people write it, {@code jdbc:postgresql://…} or {@code postgresql://user:password@…}, taken
 * apart so that a password is never part of what is shown.
 *
 * @param jdbc the address as the driver wants it, without user information
 * @param shown the address without anything that may be secret
 * @param user the user in it
 * @param password the password in it
 */
record ConnectionUrl(String jdbc, String shown, Optional<String> user, Optional<String> password) {

    /** What the driver calls the parameters that libpq knows too. */
    private static final Map<String, String> VARIABLES = Map.of(
            "PGHOST", "PGHOST",
            "PGPORT", "PGPORT",
            "user", "PGUSER",
            "password", "PGPASSWORD",
            "service", "PGSERVICE",
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "connectTimeout", "PGCONNECT_TIMEOUT");

    private static final String LOCAL = "localhost";
    private static final Set<String> LOOPBACK = Set.of(LOCAL, "127.0.0.1", "::1", "[::1]");

    private static final String MASK = "****";

    /**
     * Strict, since of what is no address nobody knows which part is the password. In front of the last {@code @} a password
     * may hold what has no meaning in an address.
     */
    private static final Pattern SHAPE = Pattern.compile("(?<scheme>(?:jdbc:)?(?:postgresql|postgres):)"
            + "(?://(?:(?<info>[^/?#]*)@)?(?<place>HOST(?::[0-9]+)?(?:,HOST(?::[0-9]+)?)*(?:/DATABASE)?)|(?<local>/?DATABASE))"
                    .replace("HOST", "(?:[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.%]+\\])")
                    .replace("DATABASE", "[^/?#@:;&=]*")
            + "(?<query>\\?(?:PARAM(?:&PARAM)*)?)?".replace("PARAM", "[A-Za-z][A-Za-z0-9_.]*(?:=[^&?#]*)?"));

    /** A parameter is shown only where it cannot be a secret, nor hold one by a slip of the pen. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile("([?&])(?!(?:user|service|ssl|sslmode|sslrootcert"
            + "|ApplicationName|currentSchema|targetServerType|loadBalanceHosts|connectTimeout|socketTimeout"
            + "|loginTimeout|tcpKeepAlive|prepareThreshold)=[A-Za-z0-9_./,%+ -]*(?:&|$))([A-Za-z0-9_.]+=|)[^&]*");

    private static final Pattern ANY_DATABASE =
            Pattern.compile("((?:jdbc:)?postgresql:)(//[^/?]*)?/?[^?]*(\\?.*)?", Pattern.DOTALL);

    /**
     * Takes an address apart.
     *
     * @throws ConfigurationException where it is none of PostgreSQL's; the message does not repeat it
     */
    static ConnectionUrl parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ConfigurationException("the setting url is no address of a PostgreSQL database; write"
                    + " jdbc:postgresql://HOST:PORT/DATABASE, postgresql://USER@HOST:PORT/DATABASE, or embedded; of a"
                    + " password in it, all but letters and digits has to be percent-encoded (not so in the setting"
                    + " password)");
        }
        String place = matcher.group("place") == null
                ? Optional.ofNullable(matcher.group("local")).orElse("")
                : "//" + matcher.group("place");
        String query = Optional.ofNullable(matcher.group("query")).orElse("");
        Optional<String> info = Optional.ofNullable(matcher.group("info"));
        String jdbc = "jdbc:postgresql:" + place + query;
        if (Driver.parseURL(jdbc, new Properties()) == null) {
            throw new ConfigurationException(
                    "the driver does not understand the setting url; look at its parameters, and"
                            + " for its service, if it names one, in the service file");
        }
        return new ConnectionUrl(
                jdbc,
                "postgresql:" + place,
                info.map(pair -> decoded(pair.split(":", 2)[0])).filter(name -> !name.isEmpty()),
                info.filter(pair -> pair.contains(":")).map(pair -> decoded(pair.split(":", 2)[1])));
    }

    /** Gives an address as it may be shown to anybody; of what is none, nothing. */
    static String masked(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return MASK;
        }
        String place = matcher.group("place");
        if (place == null) {
            return matcher.group("scheme") + matcher.group("local") + maskedQuery(matcher);
        }
        String info = matcher.group("info");
        String user = info == null ? "" : info.replaceFirst("(?s):.*", ":" + MASK) + "@";
        return matcher.group("scheme") + "//" + user + place + maskedQuery(matcher);
    }

    private static String maskedQuery(Matcher matcher) {
        String query = Objects.requireNonNullElse(matcher.group("query"), "");
        return SECRET_PARAMETER.matcher(query).replaceAll("$1$2" + Matcher.quoteReplacement(MASK));
    }

    /** What the driver is told besides the address; settings go before what is in the address. */
    Properties properties(Optional<String> user, Optional<String> password, String applicationName) {
        Properties properties = new Properties();
        user.or(this::user).ifPresent(name -> properties.setProperty("user", name));
        password.or(this::password).ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** The database that the driver would connect to: the one in the address or its service, or the user's own. */
    String database(Properties properties) {
        Properties parsed = Driver.parseURL(jdbc, properties);
        return Stream.of("PGDBNAME", "user")
                .map(key -> parsed == null ? null : parsed.getProperty(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> System.getProperty("user.name"));
    }

    /** Where it leads, as far as that is known without asking: of two names of one server it is not. */
    List<String> place(Properties properties) {
        Properties parsed = Objects.requireNonNullElse(Driver.parseURL(jdbc, properties), properties);
        String hosts = parsed.getProperty("PGHOST", LOCAL).toLowerCase(Locale.ROOT);
        return List.of(
                Stream.of(hosts.split(",", -1))
                        .map(host -> LOOPBACK.contains(host) ? LOCAL : host)
                        .collect(Collectors.joining(",")),
                parsed.getProperty("PGPORT", ""),
                database(properties));
    }

    /** What it says of the schemas that a session looks into. */
    List<String> searched(Properties properties) {
        Properties parsed = Objects.requireNonNullElse(Driver.parseURL(jdbc, properties), properties);
        return List.of(parsed.getProperty("currentSchema", ""), parsed.getProperty("options", ""));
    }

    /** What leads a program of PostgreSQL's own to the same database. */
    ClientEnvironment clientEnvironment(Properties properties) {
        Properties parsed = Objects.requireNonNullElse(Driver.parseURL(jdbc, properties), properties);
        Map<String, String> variables = new HashMap<>();
        VARIABLES.forEach((key, variable) ->
                Optional.ofNullable(parsed.getProperty(key)).ifPresent(value -> variables.put(variable, value)));
        // The brackets of an address of six parts are JDBC's.
        variables.computeIfPresent("PGHOST", (name, host) -> host.replaceAll("[\\[\\]]", ""));
        if (Boolean.parseBoolean(parsed.getProperty("ssl"))) {
            variables.putIfAbsent("PGSSLMODE", "verify-full");
        }
        variables.put("PGDATABASE", database(properties));
        variables.putIfAbsent("PGUSER", System.getProperty("user.name"));
        return new ClientEnvironment(variables);
    }

    /** The same server's other database. */
    ConnectionUrl withDatabase(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return new ConnectionUrl(inDatabase(jdbc, encoded), inDatabase(shown, encoded), user, password);
    }

    private static String inDatabase(String address, String encoded) {
        return ANY_DATABASE
                .matcher(address)
                .replaceFirst(parts -> Matcher.quoteReplacement(parts.group(1)
                        + (parts.group(2) == null ? "" : parts.group(2) + "/")
                        + encoded
                        + Objects.requireNonNullElse(parts.group(3), "")));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String toString() {
        return shown;
    }
}
