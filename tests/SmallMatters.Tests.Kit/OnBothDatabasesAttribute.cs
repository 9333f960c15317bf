using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace SmallMatters.Tests.Kit;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a theory once on SQLite and once on PostgreSQL; the kind is the first argument, the given values follow. May stand
/// more than once. Without a server (SMALLMATTERS_TEST_POSTGRES) the second run is skipped and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothDatabasesAttribute(params object?[] values) : DataAttribute
{
    /// <summary>The environment variable with the connection string of a server that may make databases.</summary>
    public const string Variable = "SMALLMATTERS_TEST_POSTGRES";

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow([DatabaseKind.Sqlite, .. values]),
            new TheoryDataRow([DatabaseKind.Postgres, .. values])
            {
                Skip = Server is null ? $"{Variable} names no PostgreSQL server" : null,
            },
        ];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    internal static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;
}
