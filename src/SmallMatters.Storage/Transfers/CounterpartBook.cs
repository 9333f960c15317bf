using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Transfers;

/// <summary>A system that matters are passed on from by file.</summary>
/// <param name="Code">Its code, which stands on every cover sheet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Code of the unit whose supervisors carry its files in and out.</param>
/// <param name="KeySince">Since when the present key holds (UTC).</param>
/// <param name="EndedAt">When it ended (UTC), or null.</param>
public sealed record Counterpart(string Code, string Name, string Unit, DateTimeOffset KeySince, DateTimeOffset? EndedAt);

/// <summary>
/// The systems that matters are passed on from, such as 12345 and 110, each with a key of 32 bytes that both sides sign with. A
/// key is shown once, when it is made.
/// </summary>
public sealed partial class CounterpartBook
{
    private const int KeyBytes = 32;
    private const int LongestName = 60;
    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal CounterpartBook(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        TimeProvider time
    ) => (_databases, _ring, _jurisdictions, _time) = (databases, ring, jurisdictions, time);

    /// <summary>All of them, ended ones too, or those of one unit.</summary>
    public async Task<IReadOnlyList<Counterpart>> ListAsync(string? unit = null, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<CounterpartRow>()
            .Where(c => unit == null || c.Unit == unit)
            .OrderBy(c => c.Code)
            .Select(c => new Counterpart(c.Code, c.Name, c.Unit, c.KeySince, c.EndedAt))
            .ToListAsync(cancel);
    }

    /// <summary>One that has not ended, with its key; null when there is none.</summary>
    public async Task<(Counterpart Counterpart, byte[] Key)?> FindAsync(string code, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<CounterpartRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Code == code && c.EndedAt == null, cancel);
        return row is null
            ? null
            : (
                new Counterpart(row.Code, row.Name, row.Unit, row.KeySince, null),
                Convert.FromBase64String(_ring.UnsealForAccount(row.KeyId, row.SealedKey))
            );
    }

    /// <summary>Adds one.</summary>
    /// <returns>Its key in base64, shown this once, or why not.</returns>
    public async Task<(string? Key, Refusal? Why)> AddAsync(
        string? code,
        string? name,
        string? unit,
        Doer by,
        CancellationToken cancel = default
    )
    {
        code = code?.Trim() ?? "";
        name = name?.Trim() ?? "";
        var here = await _jurisdictions.CurrentAsync(cancel);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var badCode =
            code.Equals(here.Code, StringComparison.OrdinalIgnoreCase)
                ? Refusal.Of(
                    "counterpart-own-code",
                    "这是本辖区自己的代码，请用对方的代码。",
                    "This is the jurisdiction's own code; use that of the other side.",
                    "Code"
                )
            : !Codes().IsMatch(code)
                ? Refusal.Of(
                    "counterpart-code",
                    "代码用 2 到 40 位小写字母、数字和横线。",
                    "A code has 2 to 40 lower-case letters, digits and dashes.",
                    "Code"
                )
            : await db.Set<CounterpartRow>().AnyAsync(c => c.Code == code, cancel)
                ? Refusal.Of("counterpart-there", "这个代码已经有了。", "There is one with this code already.", "Code")
            : null;
        var wrong = Refusal.All(
            name.Length is 0 or > LongestName
                ? Refusal.Of(
                    "counterpart-name",
                    $"请填写名称，最多 {LongestName} 个字。",
                    $"Enter a name of at most {LongestName} characters.",
                    "Name"
                )
                : null,
            badCode,
            unit is null || !here.Units.ContainsKey(unit)
                ? Refusal.Of("counterpart-unit", "请选择负责的单位。", "Choose the unit in charge.", "Unit")
                : null
        );
        if (wrong is not null)
        {
            return (null, wrong);
        }
        var now = _time.GetUtcNow();
        var row = new CounterpartRow
        {
            Code = code,
            Name = name,
            Unit = unit!,
            SealedKey = "",
        };
        var key = PutKey(row, now);
        db.Add(row);
        db.Add(by.Did(now, Audited.CounterpartAdded, null, code, null, unit));
        await db.SaveChangesAsync(cancel);
        return (key, null);
    }

    /// <summary>A new key in base64, shown this once; the one before holds no longer. Null when there is no such counterpart.</summary>
    public async Task<string?> RotateAsync(string code, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await db.Set<CounterpartRow>().FirstOrDefaultAsync(c => c.Code == code && c.EndedAt == null, cancel) is not { } row)
        {
            return null;
        }
        var now = _time.GetUtcNow();
        var key = PutKey(row, now);
        db.Add(by.Did(now, Audited.CounterpartKeyMade, null, code));
        await db.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Takes one that has ended in use again, with a new key in base64, shown this once. Null when none has.</summary>
    public async Task<string?> ReopenAsync(string code, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await db.Set<CounterpartRow>().FirstOrDefaultAsync(c => c.Code == code && c.EndedAt != null, cancel) is not { } row)
        {
            return null;
        }
        var now = _time.GetUtcNow();
        var key = PutKey(row, now);
        row.EndedAt = null;
        db.Add(by.Did(now, Audited.CounterpartReopened, null, code));
        await db.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Takes nothing from it and sends nothing to it until it is reopened.</summary>
    public async Task EndAsync(string code, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await db.Set<CounterpartRow>().FirstOrDefaultAsync(c => c.Code == code && c.EndedAt == null, cancel) is { } row)
        {
            row.EndedAt = _time.GetUtcNow();
            db.Add(by.Did(row.EndedAt.Value, Audited.CounterpartEnded, null, code));
            await db.SaveChangesAsync(cancel);
        }
    }

    private string PutKey(CounterpartRow row, DateTimeOffset now)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        row.KeyId = Guid.CreateVersion7(now);
        (row.SealedKey, row.KeySince) = (_ring.SealForAccount(row.KeyId, key), now);
        return key;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9\-]{1,39}\z")]
    private static partial Regex Codes();
}
