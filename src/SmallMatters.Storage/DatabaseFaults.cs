using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace SmallMatters.Storage;

/// <summary>What an exception says about the database as a whole, rather than about the one thing that was asked of it.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteInput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>Nothing more can be written where the database lies.</summary>
    public static bool DiskIsFull(Exception exception) =>
        Causes(exception)
            .Any(cause =>
                cause switch
                {
                    SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
                    DbException { SqlState: "53100" } => true,
                    _ => false,
                }
            );

    /// <summary>The database cannot be reached or takes no more work just now; the same request may succeed later.</summary>
    public static bool IsAway(Exception exception) =>
        Causes(exception)
            .Any(cause =>
                cause switch
                {
                    SqliteException sqlite => sqlite.SqliteErrorCode
                        is SqliteBusy
                            or SqliteLocked
                            or SqliteReadOnly
                            or SqliteInput
                            or SqliteCannotOpen,
                    // Connection lost (08), too many connections or out of memory (53), shutting down (57P), closed for
                    // maintenance (55000).
                    DbException { SqlState: { } state } => state.StartsWith("08", StringComparison.Ordinal)
                        || state.StartsWith("53", StringComparison.Ordinal)
                        || state.StartsWith("57P", StringComparison.Ordinal)
                        || state == "55000",
                    DbException { InnerException: SocketException or IOException or TimeoutException } => true,
                    DbException away => away.IsTransient,
                    _ => false,
                }
            );

    /// <summary>A serializable transaction met another one, and may be begun anew (PostgreSQL 40001 and 40P01).</summary>
    public static bool WasOvertaken(Exception exception) =>
        Causes(exception).Any(cause => cause is DbException { SqlState: "40001" or "40P01" });

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
