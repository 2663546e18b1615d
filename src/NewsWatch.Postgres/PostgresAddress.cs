using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Where the database is: <c>postgres://user:password@host:port/database?option=value</c>.</summary>
public sealed class PostgresAddress
{
    /// <summary>Seven processes of a cluster stay below the hundred connections that a server allows by default.</summary>
    private const int MostConnections = 12;

    private const int DefaultPort = 5432;

    private readonly NpgsqlConnectionStringBuilder _builder;

    private PostgresAddress(NpgsqlConnectionStringBuilder builder) => _builder = builder;

    /// <summary>For the driver alone; it holds the password.</summary>
    internal string ConnectionString => _builder.ConnectionString;

    /// <summary>The same for a connection of its own, which ends when it is closed.</summary>
    internal string Unpooled => new NpgsqlConnectionStringBuilder(_builder.ConnectionString) { Pooling = false }.ConnectionString;

    /// <summary>The same for work that may take long, such as a backup.</summary>
    internal string Patient => new NpgsqlConnectionStringBuilder(Unpooled) { CommandTimeout = 0, MaxAutoPrepare = 0 }.ConnectionString;

    /// <summary>Whether configuration means a PostgreSQL database with these words.</summary>
    public static bool IsMeant(string words) =>
        words.StartsWith("postgres://", StringComparison.Ordinal) || words.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <exception cref="FormatException">It is no such address. The message never repeats it, since it may hold a password.</exception>
    public static PostgresAddress Parse(string words)
    {
        if (!IsMeant(words) || !Uri.TryCreate(words, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new FormatException("is no address of the form postgres://user:password@host:port/database");

        if (uri.AbsolutePath.Length < 2 || uri.AbsolutePath.IndexOf('/', 1) >= 0)
            throw new FormatException("names no database; write postgres://user:password@host:port/database");

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = user[0].Length == 0 ? null : Uri.UnescapeDataString(user[0]),
            Password = user.Length == 1 ? null : Uri.UnescapeDataString(user[1]),
            ApplicationName = "newswatch",
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = 200,
            NoResetOnClose = true,
            KeepAlive = 30,
            Timeout = 5,
            CommandTimeout = 120,

            // The driver would try Kerberos at each new connection: an exception every time where there are no tickets, and a library
            // that has crashed processes when several threads begin with it. Who has Kerberos asks for it in the address.
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(builder, option.Split('=', 2));

        return new PostgresAddress(builder);
    }

    /// <summary>Without user and password: fit for messages and logs.</summary>
    public override string ToString() => $"postgres://{_builder.Host}:{_builder.Port}/{_builder.Database}";

    private static void Set(NpgsqlConnectionStringBuilder builder, string[] option)
    {
        try
        {
            builder[Uri.UnescapeDataString(option[0])] = option.Length == 2 ? Uri.UnescapeDataString(option[1]) : "";
        }
        catch (Exception error) when (error is ArgumentException or KeyNotFoundException or FormatException)
        {
            throw new FormatException($"has an option '{option[0]}' that is not known or has no such value; remove it, or see Npgsql's connection string parameters", error);
        }
    }
}
