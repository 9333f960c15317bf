using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Burden;

/// <summary>What filling in one form took in one month, all members of staff together.</summary>
/// <param name="Taken">How often it was sent and taken.</param>
/// <param name="SentBack">How often it came back with a mistake.</param>
/// <param name="Fields">Fields filled in, over all that were taken.</param>
/// <param name="TypedAgain">Fields with words that had been typed into another form of the same matter within the day.</param>
/// <param name="Timed">How often the time from opening to sending is known.</param>
/// <param name="Seconds">That time together, in seconds; of one form at most <see cref="LongestSeconds"/>.</param>
public readonly record struct FormBurden(int Taken, int SentBack, int Fields, int TypedAgain, int Timed, long Seconds)
{
    /// <summary>A longer time is somebody who went away, and is not counted.</summary>
    public const int LongestSeconds = 3600;

    /// <summary>Both together.</summary>
    public static FormBurden operator +(FormBurden a, FormBurden b) =>
        new(
            a.Taken + b.Taken,
            a.SentBack + b.SentBack,
            a.Fields + b.Fields,
            a.TypedAgain + b.TypedAgain,
            a.Timed + b.Timed,
            a.Seconds + b.Seconds
        );
}

/// <summary>
/// What staff's forms take, counted by the product itself: by form and month, and by nothing else. There is no column for a person, a
/// unit, a matter or an hour, so that nobody can be followed by it (SPEC §11, §16).
/// </summary>
public sealed class FormBurdenBook(IDbContextFactory<Db> databases)
{
    /// <summary>Months that are kept.</summary>
    public const int MonthsKept = 36;

    /// <summary>Adds what was counted.</summary>
    /// <param name="month">Twelve times the year and the month less one.</param>
    /// <param name="counted">By address template of the form.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task AddAsync(int month, IReadOnlyDictionary<string, FormBurden> counted, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        foreach (var (form, n) in counted.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO form_burden (month, form, taken, sent_back, fields, typed_again, timed, seconds)
                VALUES ({month}, {form}, {n.Taken}, {n.SentBack}, {n.Fields}, {n.TypedAgain}, {n.Timed}, {n.Seconds})
                ON CONFLICT (month, form) DO UPDATE SET
                    taken = form_burden.taken + excluded.taken,
                    sent_back = form_burden.sent_back + excluded.sent_back,
                    fields = form_burden.fields + excluded.fields,
                    typed_again = form_burden.typed_again + excluded.typed_again,
                    timed = form_burden.timed + excluded.timed,
                    seconds = form_burden.seconds + excluded.seconds
                """,
                cancel
            );
        }
        await db.Set<FormBurdenRow>().Where(r => r.Month < month - MonthsKept).ExecuteDeleteAsync(cancel);
        await all.CommitAsync(cancel);
    }

    /// <summary>The months of which something is kept, the earliest first.</summary>
    public static async Task<IReadOnlyList<int>> MonthsAsync(Db db, CancellationToken cancel = default) =>
        await db.Set<FormBurdenRow>().Select(r => r.Month).Distinct().OrderBy(m => m).ToListAsync(cancel);

    /// <summary>What a month's forms took, by address template.</summary>
    public static async Task<IReadOnlyDictionary<string, FormBurden>> OfMonthAsync(
        Db db,
        int month,
        CancellationToken cancel = default
    ) =>
        await db.Set<FormBurdenRow>()
            .AsNoTracking()
            .Where(r => r.Month == month)
            .ToDictionaryAsync(
                r => r.Form,
                r => new FormBurden(r.Taken, r.SentBack, r.Fields, r.TypedAgain, r.Timed, r.Seconds),
                cancel
            );
}

/// <summary>One form in one month.</summary>
[NotPersonal("the address template of a form", nameof(FormBurdenRow.Form))]
internal sealed class FormBurdenRow
{
    /// <summary>Twelve times the year and the month less one.</summary>
    public int Month { get; init; }
    public required string Form { get; init; }
    public int Taken { get; init; }
    public int SentBack { get; init; }
    public int Fields { get; init; }
    public int TypedAgain { get; init; }
    public int Timed { get; init; }
    public long Seconds { get; init; }
}

internal sealed class FormBurdenMap : IEntityTypeConfiguration<FormBurdenRow>
{
    public void Configure(EntityTypeBuilder<FormBurdenRow> builder)
    {
        builder.ToTable("FormBurden");
        builder.HasKey(r => new { r.Month, r.Form });
        builder.Property(r => r.Month).ValueGeneratedNever();
    }
}
