using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Webhooks;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>
/// The present snapshot of the jurisdiction, shared by all requests. Every few seconds it looks whether the configuration's
/// version has changed in the database, so that all nodes follow an administrator's change without a restart.
/// </summary>
public sealed class JurisdictionSource(
    IDbContextFactory<Db> databases,
    ClockRuleBook rules,
    CalendarFolder calendars,
    TimeProvider time
) : IDisposable
{
    internal const string VersionSetting = "version";
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);
    private volatile Snapshot? _now;
    private int _asked;

    /// <summary>The jurisdiction as it is configured.</summary>
    public async ValueTask<Jurisdiction> CurrentAsync(CancellationToken cancel = default)
    {
        if (_now is { } snapshot && time.GetElapsedTime(snapshot.LookedAt) < LookAgain)
        {
            return snapshot.Jurisdiction;
        }
        await _one.WaitAsync(cancel);
        try
        {
            if (_now is { } other && time.GetElapsedTime(other.LookedAt) < LookAgain)
            {
                return other.Jurisdiction;
            }
            var asked = Volatile.Read(ref _asked);
            await using var db = await databases.CreateDbContextAsync(cancel);
            var version = await db.Set<SettingRow>()
                .Where(s => s.Name == VersionSetting)
                .Select(s => s.Value)
                .FirstOrDefaultAsync(cancel);
            var calendar = calendars.Current();
            var jurisdiction =
                _now is { } same && same.Version == version && ReferenceEquals(same.Jurisdiction.Calendar, calendar)
                    ? same.Jurisdiction
                    : await LoadAsync(db, calendar, cancel);
            _now = new Snapshot(jurisdiction, version, time.GetTimestamp());
            // Read before somebody's change was written, and finished after it: the next question must look again.
            if (asked != Volatile.Read(ref _asked))
            {
                _now = null;
            }
            return jurisdiction;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Why nothing can be settled here, or null: there must be no unit and no matter yet.</summary>
    public async Task<Refusal?> MaySettleAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<UnitRow>().AnyAsync(cancel) || await db.Set<MatterRow>().AnyAsync(cancel)
            ? Refusal.Of(
                "jurisdiction-not-empty",
                "数据库里已经有辖区或诉求；辖区只能放进空的数据库。",
                "The database is not empty: a jurisdiction only goes into an empty one."
            )
            : null;
    }

    /// <summary>Settles a jurisdiction that was written down in files.</summary>
    public Task SettleAsync(JurisdictionFiles files, CancellationToken cancel = default) =>
        ReplaceAsync(files.Code, files.Name, files.Areas, files.Units, files.Categories, files.Routes, cancel);

    /// <summary>Replaces the whole configuration in one transaction and makes every node load it.</summary>
    public async Task ReplaceAsync(
        string code,
        Bilingual name,
        IEnumerable<Area> areas,
        IEnumerable<Unit> units,
        IEnumerable<Category> categories,
        IEnumerable<RoutingRule> routes,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<AreaRow>().ExecuteDeleteAsync(cancel);
        await db.Set<UnitRow>().ExecuteDeleteAsync(cancel);
        await db.Set<CategoryRow>().ExecuteDeleteAsync(cancel);
        await db.Set<RoutingRuleRow>().ExecuteDeleteAsync(cancel);
        db.AddRange(areas.Select(ToRow));
        db.AddRange(units.Select(ToRow));
        db.AddRange(categories.Select(ToRow));
        db.AddRange(routes.Select(ToRow));
        await SetAsync(db, "code", code, cancel);
        await SetAsync(db, "name-zh", name.Zh, cancel);
        await SetAsync(db, "name-en", name.En, cancel);
        await SetAsync(db, VersionSetting, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        LookNow();
    }

    /// <summary>Makes the next question look at the database and the calendar's files again.</summary>
    public void LookNow()
    {
        Interlocked.Increment(ref _asked);
        _now = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<Jurisdiction> LoadAsync(Db db, WorkingCalendar calendar, CancellationToken cancel)
    {
        var settings = await db.Set<SettingRow>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Value, cancel);
        return new Jurisdiction(
            settings.GetValueOrDefault("code", "unnamed"),
            new Bilingual(
                settings.GetValueOrDefault("name-zh", "未命名辖区"),
                settings.GetValueOrDefault("name-en", "Unnamed jurisdiction")
            ),
            (await db.Set<AreaRow>().AsNoTracking().OrderBy(r => r.Code).ToListAsync(cancel)).Select(FromRow),
            (await db.Set<UnitRow>().AsNoTracking().OrderBy(r => r.Code).ToListAsync(cancel)).Select(FromRow),
            (await db.Set<CategoryRow>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(cancel)).Select(FromRow),
            (await db.Set<RoutingRuleRow>().AsNoTracking().ToListAsync(cancel)).Select(r => new RoutingRule(
                r.Id,
                r.Category,
                r.Area,
                r.Unit,
                r.ValidFrom,
                r.ValidTo
            )),
            rules,
            calendar,
            DispatchCatalogue.After(
                (await db.Set<DispatchFactRow>().AsNoTracking().OrderBy(f => f.Seq).ToListAsync(cancel)).Select(f =>
                    PlainFacts<DispatchFact>.Read(f.Type, f.Body)
                )
            )
        )
        {
            Partners = PartnerRegister.After(
                (await db.Set<PartnerFactRow>().AsNoTracking().OrderBy(f => f.Seq).ToListAsync(cancel)).Select(f =>
                    PlainFacts<PartnerFact>.Read(f.Type, f.Body)
                )
            ),
            Told =
            [
                .. await db.Set<WebhookSubscriptionRow>()
                    .Where(s => s.EndedAt == null)
                    .Select(s => s.Partner)
                    .ToListAsync(cancel),
            ],
        };
    }

    private static async Task SetAsync(Db db, string name, string value, CancellationToken cancel)
    {
        if (await db.Set<SettingRow>().FindAsync([name], cancel) is { } row)
        {
            row.Value = value;
        }
        else
        {
            db.Add(new SettingRow { Name = name, Value = value });
        }
    }

    internal static AreaRow ToRow(Area area) =>
        new()
        {
            Code = area.Code,
            NameZh = area.Name.Zh,
            NameEn = area.Name.En,
            IntakeUnit = area.IntakeUnit,
            Shape = area.Shape is null
                ? null
                : GeoJson.WriteExactly([
                    new GeoFeature(area.Code, new Geometry.OfPolygon(area.Shape), new Dictionary<string, JsonElement>()),
                ]),
        };

    private static Area FromRow(AreaRow row) =>
        new(row.Code, new Bilingual(row.NameZh, row.NameEn), row.IntakeUnit, ReadShape(row.Shape));

    private static Polygon? ReadShape(string? shape)
    {
        if (shape is null)
        {
            return null;
        }
        return GeoJson.TryRead(shape, out var features, out var why) && features is [{ Geometry: Geometry.OfPolygon shaped }]
            ? shaped.Polygon
            : throw new InvalidOperationException($"a stored area is damaged: {why}");
    }

    internal static UnitRow ToRow(Unit unit) =>
        new()
        {
            Code = unit.Code,
            NameZh = unit.Name.Zh,
            NameEn = unit.Name.En,
            Parent = unit.Parent,
            Contact = unit.Contact,
            Reviews = unit.Reviews,
            Fallback = unit.Fallback,
            Mediates = string.Join(' ', unit.Mediates),
        };

    private static Unit FromRow(UnitRow row) =>
        new(row.Code, new Bilingual(row.NameZh, row.NameEn), row.Parent, row.Reviews, row.Fallback)
        {
            Contact = row.Contact,
            Mediates = [.. row.Mediates.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };

    private static CategoryRow ToRow(Category category, int position) =>
        new()
        {
            Code = category.Code,
            Position = position,
            NameZh = category.Name.Zh,
            NameEn = category.Name.En,
            GroupZh = category.Group.Zh,
            GroupEn = category.Group.En,
            HintZh = category.Hint.Zh,
            HintEn = category.Hint.En,
            ClockRule = category.ClockRule,
            PublicSpace = category.PublicSpace,
            Kind = category.Kind,
            ThirdTimeN = category.ThirdTimeN,
            Offered = category.Offered,
            SealsIdentity = category.SealsIdentity,
            Questions = category.Questions.IsEmpty
                ? null
                : JsonSerializer.Serialize(category.Questions.Select(StoredQuestion.Of)),
        };

    private static Category FromRow(CategoryRow row) =>
        new(
            row.Code,
            new Bilingual(row.NameZh, row.NameEn),
            new Bilingual(row.GroupZh, row.GroupEn),
            new Bilingual(row.HintZh, row.HintEn),
            row.ClockRule,
            row.PublicSpace,
            row.Kind,
            row.ThirdTimeN,
            row.Offered
        )
        {
            SealsIdentity = row.SealsIdentity,
            Questions = row.Questions is null
                ? []
                : [.. JsonSerializer.Deserialize<List<StoredQuestion>>(row.Questions)!.Select(q => q.ToQuestion())],
        };

    private static RoutingRuleRow ToRow(RoutingRule rule) =>
        new()
        {
            Id = rule.Id,
            Category = rule.Category,
            Area = rule.Area,
            Unit = rule.Unit,
            ValidFrom = rule.ValidFrom,
            ValidTo = rule.ValidTo,
        };

    private sealed record Snapshot(Jurisdiction Jurisdiction, string? Version, long LookedAt);

    private sealed record StoredQuestion(
        string Code,
        string Zh,
        string En,
        string Datatype,
        bool Required,
        List<StoredValue> Values
    )
    {
        public static StoredQuestion Of(CategoryQuestion q) =>
            new(
                q.Code,
                q.Text.Zh,
                q.Text.En,
                q.Datatype,
                q.Required,
                [.. q.Values.Select(v => new StoredValue(v.Key, v.Name.Zh, v.Name.En))]
            );

        public CategoryQuestion ToQuestion() =>
            new(Code, new Bilingual(Zh, En), Datatype, Required, [.. Values.Select(v => (v.Key, new Bilingual(v.Zh, v.En)))]);
    }

    private sealed record StoredValue(string Key, string Zh, string En);
}
