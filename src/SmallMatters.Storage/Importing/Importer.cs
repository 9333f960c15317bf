using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Importing;

/// <summary>
/// Brings matters from another system, group by group, each group in one transaction with how far the import has come. The
/// same row comes in once for ever, whatever file it stands in.
/// </summary>
public sealed class Importer : IAsyncDisposable
{
    private const int MostTries = 5;
    private readonly IDbContextFactory<Db> _databases;
    private readonly MatterChanges _changes;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdiction;
    private readonly TimeProvider _time;
    private readonly IRowStore _store;
    private ImportRunRow? _run;

    internal Importer(
        IDbContextFactory<Db> databases,
        MatterChanges changes,
        KeyRing ring,
        JurisdictionSource jurisdiction,
        BulkStores stores,
        TimeProvider time
    ) =>
        (_databases, _changes, _ring, _jurisdiction, _store, _time) = (
            databases,
            changes,
            ring,
            jurisdiction,
            stores.Open(),
            time
        );

    /// <summary>Begins an import, or goes on with one that was broken off.</summary>
    /// <param name="id">SHA-256 over the file and the mapping, hexadecimal.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="rejectsBytes">Length of the file of refused rows as it is now.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>
    /// Where to go on. An import that was finished begins anew (and finds everything already there), and so does one whose
    /// file of refused rows has gone.
    /// </returns>
    public async Task<ImportStand> BeginAsync(string id, string source, long rejectsBytes, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = _time.GetUtcNow();
        var row = await db.Set<ImportRunRow>().FirstOrDefaultAsync(r => r.Id == id, cancel);
        if (row is null)
        {
            row = new ImportRunRow
            {
                Id = id,
                Source = source,
                Notes = "{}",
                StartedAt = now,
            };
            db.Add(row);
        }
        var stand =
            row.State == ImportRunState.Running && row.RejectsBytes <= rejectsBytes
                ? new ImportStand(row.RowsDone, row.Imported, row.AlreadyThere, row.Refused, NotesOf(row.Notes), row.RejectsBytes)
                : ImportStand.None;
        Put(row, stand, ImportRunState.Running);
        await db.SaveChangesAsync(cancel);
        _run = row;
        return stand;
    }

    /// <summary>Adds what the file needs to the jurisdiction: nothing that is there already changes.</summary>
    public async Task SettleAsync(ImportedSettings settings, CancellationToken cancel = default)
    {
        var now = await _jurisdiction.CurrentAsync(cancel);
        var areas = settings.Areas.Where(a => !now.Areas.ContainsKey(a.Code)).ToList();
        var units = settings.Units.Where(u => !now.Units.ContainsKey(u.Code)).ToList();
        var categories = settings.Categories.Where(c => !now.Categories.ContainsKey(c.Code)).ToList();
        if (areas.Count + units.Count + categories.Count == 0)
        {
            return;
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var routes = await db.Set<RoutingRuleRow>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel);
        var named = now.Units.Count > 0;
        await _jurisdiction.ReplaceAsync(
            named ? now.Code : settings.Code,
            named ? now.Name : settings.Name,
            [.. now.Areas.Values, .. areas],
            [.. now.Units.Values, .. units],
            [.. now.Categories.Values, .. categories],
            routes.Select(r => new RoutingRule(r.Id, r.Category, r.Area, r.Unit, r.ValidFrom, r.ValidTo)),
            cancel
        );
    }

    /// <summary>
    /// Makes the rows of a group without writing them, leaving out what is there already. May run for several groups at once.
    /// </summary>
    public async Task<PreparedGroup> PrepareAsync(IReadOnlyList<ImportedMatter> matters, CancellationToken cancel = default)
    {
        var jurisdiction = await _jurisdiction.CurrentAsync(cancel);
        var life = new ImportedLife(_changes, _ring, jurisdiction, _time.GetUtcNow());
        var keys = matters.Select(m => _ring.SubmissionKey(nameof(Channel.Import), $"{m.Source}\n{m.Key}")).ToList();
        var there = await ThereAsync(keys, cancel);
        var changes = new List<WriteSet>(matters.Count);
        for (var i = 0; i < matters.Count; i++)
        {
            if (!there.Contains(Convert.ToHexString(keys[i])))
            {
                changes.Add(life.Record(matters[i], keys[i]));
            }
        }
        return new PreparedGroup(matters, changes);
    }

    /// <summary>Writes a prepared group and where the import stands after it, in one transaction.</summary>
    /// <param name="group">The group.</param>
    /// <param name="after">Where it stands after the group, given how many of it are new.</param>
    /// <param name="cancel">Cancels before writing.</param>
    public async Task<ImportStand> WriteAsync(
        PreparedGroup group,
        Func<int, ImportStand> after,
        CancellationToken cancel = default
    )
    {
        var run = _run ?? throw new InvalidOperationException("the import has not begun");
        for (var attempt = 1; ; attempt++)
        {
            var stand = after(group.Changes.Count);
            var progress = new WriteSet();
            Put(run, stand, ImportRunState.Running);
            progress.Updates.Add((run, null));
            if (await _store.WriteAsync([.. group.Changes, progress]) == WriteResult.Written)
            {
                return stand;
            }
            if (attempt == MostTries)
            {
                throw new InvalidOperationException("a group could not be written under five different sets of keys");
            }
            // A key or a reference was taken, or somebody else imports the same rows: look again and draw anew.
            group = await PrepareAsync(group.Matters, cancel);
        }
    }

    /// <summary>Says that every row has met its fate.</summary>
    public async Task FinishAsync(ImportStand stand)
    {
        var run = _run ?? throw new InvalidOperationException("the import has not begun");
        var change = new WriteSet();
        Put(run, stand, ImportRunState.Finished);
        change.Updates.Add((run, null));
        if (await _store.WriteAsync([change]) != WriteResult.Written)
        {
            throw new InvalidOperationException("the import's own row is gone");
        }
    }

    /// <summary>The imported matters of a source, as they are stored: for comparing with the file.</summary>
    /// <returns>By the row's key: category, instants of raising and closing, and whether the clock was overdue then.</returns>
    public async Task<IReadOnlyDictionary<string, StoredImport>> StoredAsync(CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Channel == Channel.Import && m.ExternalNumber != null)
            .GroupJoin(
                db.Set<ClockRow>().Where(c => c.Purpose == ClockFor.Handle),
                m => m.Id,
                c => c.MatterId,
                (m, c) => new { m, c }
            )
            .SelectMany(
                x => x.c.DefaultIfEmpty(),
                (x, c) =>
                    new
                    {
                        x.m.ExternalNumber,
                        x.m.Category,
                        x.m.RaisedAt,
                        x.m.ClosedAt,
                        Clock = c == null ? null : c.Body,
                    }
            );
        using var none = new PersonKeys();
        var stored = new Dictionary<string, StoredImport>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var clock = row.Clock is null ? null : FactCodec.Read<MatterClock>(row.Clock, none).Clock;
            stored[row.ExternalNumber!] = new StoredImport(
                row.Category,
                row.RaisedAt,
                row.ClosedAt,
                clock?.State is Domain.Clocks.ClockState.Met met ? met.Late : null
            );
        }
        return stored;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<HashSet<string>> ThereAsync(List<byte[]> keys, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < keys.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"k{i}", keys[i]);
            command.Parameters.Add(parameter);
        }
        var there = new HashSet<string>();
        if (keys.Count == 0)
        {
            return there;
        }
        command.CommandText = $"SELECT key FROM submission WHERE key IN ({string.Join(',', keys.Select((_, i) => $"@k{i}"))})";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            there.Add(Convert.ToHexString(await reader.GetFieldValueAsync<byte[]>(0, cancel)));
        }
        return there;
    }

    private void Put(ImportRunRow row, ImportStand stand, ImportRunState state)
    {
        (row.RowsDone, row.Imported, row.AlreadyThere, row.Refused) = (
            stand.RowsDone,
            stand.Imported,
            stand.AlreadyThere,
            stand.Refused
        );
        row.Notes = JsonSerializer.Serialize(stand.Notes);
        (row.RejectsBytes, row.State, row.ChangedAt) = (stand.RejectsBytes, state, _time.GetUtcNow());
    }

    private static ImmutableSortedDictionary<string, int> NotesOf(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, int>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

/// <summary>A group that is ready to be written.</summary>
public sealed class PreparedGroup
{
    internal PreparedGroup(IReadOnlyList<ImportedMatter> matters, List<WriteSet> changes) =>
        (Matters, Changes) = (matters, changes);

    internal IReadOnlyList<ImportedMatter> Matters { get; }

    internal List<WriteSet> Changes { get; }
}

/// <summary>An imported matter as it is stored.</summary>
/// <param name="Category">Code of its category.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="ClosedAt">When it was closed, or null.</param>
/// <param name="Late">Whether the clock engine found it overdue when it was closed; null without a deadline or a closing.</param>
public sealed record StoredImport(string Category, DateTimeOffset RaisedAt, DateTimeOffset? ClosedAt, bool? Late);
