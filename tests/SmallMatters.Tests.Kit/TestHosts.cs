namespace SmallMatters.Tests.Kit;

/// <summary>
/// One running product per database, for all tests of an assembly, started when first asked for. A test assembly says
/// <c>[assembly: AssemblyFixture(typeof(TestHosts))]</c> and its classes take it in their constructor. Tests make their own
/// records, so that they can run side by side.
/// </summary>
public sealed class TestHosts : IAsyncDisposable
{
    private readonly Dictionary<DatabaseKind, Lazy<Task<TestHost>>> _hosts = Enum.GetValues<DatabaseKind>()
        .ToDictionary(kind => kind, kind => new Lazy<Task<TestHost>>(() => Task.Run(() => TestHost.StartAsync(kind))));

    /// <summary>The product on that database.</summary>
    public Task<TestHost> OnAsync(DatabaseKind kind) => _hosts[kind].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values.Where(h => h.IsValueCreated))
        {
            await (await host.Value).DisposeAsync();
        }
    }
}
