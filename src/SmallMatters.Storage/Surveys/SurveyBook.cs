using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Surveys;

/// <summary>A letter as it is printed, once: the code is kept nowhere else.</summary>
/// <param name="Number">Its number in the wave.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Code">What opens the questionnaire.</param>
public sealed record PrintedLetter(int Number, string Address, string Code);

/// <summary>The one way in which waves are drawn, letters printed and ended, answers taken, and waves closed.</summary>
public sealed class SurveyBook(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    SurveyRules rules,
    TimeProvider time
)
{
    // Twelve of thirty-one signs that are not mistaken for one another: 59 bits, against limits on guessing.
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int CodeLength = 12;

    /// <summary>Homes of the register of premises as lines of a list: rented ones, without the withdrawn.</summary>
    public async Task<string> RegisterAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var homes = await db.Set<PremisesEntryRow>()
            .Where(p => p.Kind == PremisesKind.RentedHome && !p.Withdrawn)
            .OrderBy(p => p.Area)
            .ThenBy(p => p.Address)
            .Select(p => new { p.Area, p.Address })
            .Take(rules.MostInWave)
            .ToListAsync(cancel);
        return string.Join('\n', homes.Select(h => $"{h.Area},{h.Address}"));
    }

    /// <summary>All waves, the latest first.</summary>
    public async Task<IReadOnlyList<SurveyWave>> WavesAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await WavesAsync(db, cancel);
    }

    /// <summary>Draws a wave from a list and writes its letters.</summary>
    public async Task<Acted> DrawAsync(string? list, Actor.Staff by, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waves = await db.Set<SurveyWaveRow>().AsNoTracking().ToListAsync(cancel);
        var number = waves.Select(w => w.Number).DefaultIfEmpty().Max() + 1;
        var decision = SurveyWaveRule.Draw(
            list,
            number,
            waves.Exists(w => w.IsOpen),
            by,
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            rules,
            jurisdiction,
            jurisdiction.Calendar.DayOf(now)
        );
        if (decision.Fact is not SurveyOpened opened)
        {
            return new Acted.Refused(decision.Why!);
        }
        var row = new SurveyWaveRow
        {
            Number = number,
            Unit = opened.File.Unit,
            IsOpen = true,
            HeadSeq = 1,
        };
        db.Add(row);
        db.Add(ToRow(row, opened, by, now));
        db.AddRange(
            decision.Drawn.Select(
                (a, i) =>
                    new SurveyLetterRow
                    {
                        Wave = number,
                        Number = i + 1,
                        Area = a.Area,
                        Address = a.Text,
                    }
            )
        );
        return await SaveAsync(db, cancel);
    }

    /// <summary>
    /// Makes codes for the letters without a reply, or for one of them. Earlier codes of these are void; the new ones are told once.
    /// </summary>
    public async Task<IReadOnlyList<PrintedLetter>> PrintAsync(int? letter, Actor.Staff by, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await OpenAsync(db, cancel) is not (_, var wave) || SurveyWaveRule.MayRun(wave, by) is not null)
        {
            return [];
        }
        var rows = await db.Set<SurveyLetterRow>()
            .Where(l =>
                l.Wave == wave.File.Number && l.Outcome == SurveyOutcome.Waiting && (letter == null || l.Number == letter)
            )
            .OrderBy(l => l.Number)
            .ToListAsync(cancel);
        var printed = new List<PrintedLetter>();
        foreach (var row in rows)
        {
            var code = RandomNumberGenerator.GetString(Signs, CodeLength);
            row.Code = Hash(code);
            printed.Add(new PrintedLetter(row.Number, row.Address, code));
        }
        await db.SaveChangesAsync(cancel);
        return printed;
    }

    /// <summary>Writes down why no answer came of a letter.</summary>
    public async Task<Acted> WriteDownAsync(
        int number,
        SurveyOutcome? outcome,
        Actor.Staff by,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await OpenAsync(db, cancel) is not (_, var wave)
            || await db.Set<SurveyLetterRow>()
                .AsNoTracking()
                .FirstOrDefaultAsync(l => l.Wave == wave.File.Number && l.Number == number, cancel)
                is not { } row
        )
        {
            return new Acted.NotFound();
        }
        var (ended, why) = SurveyLetterRule.WriteDown(wave, row.Outcome, outcome, by);
        if (ended is not { } end)
        {
            return new Acted.Refused(why!);
        }
        var there = row.Outcome;
        var code = end == SurveyOutcome.Refused ? null : row.Code;
        // An answer that came meanwhile stands.
        return
            await db.Set<SurveyLetterRow>()
                .Where(l => l.Wave == wave.File.Number && l.Number == number && l.Outcome == there)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.Outcome, end).SetProperty(l => l.Code, code), cancel) == 1
            ? new Acted.Written()
            : new Acted.ChangedMeanwhile();
    }

    /// <summary>The questionnaire that a code opens; null when it was used, is void or never was.</summary>
    public async Task<SurveyWording?> FindAsync(string? code, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await LetterAsync(db, code, today, cancel) is (_, var wave) ? rules.Wording(wave.File.Wording) : null;
    }

    /// <summary>Takes the one answer of a code, and burns the code in the same transaction.</summary>
    /// <returns>Whether it was taken; not, when the code was used meanwhile or the wave is over.</returns>
    public async Task<bool> AnswerAsync(string code, SurveyAnswer answer, SurveyMode mode, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LetterAsync(db, code, today, cancel) is not ({ } letter, var wave))
        {
            return false;
        }
        var hash = letter.Code;
        if (
            await db.Set<SurveyLetterRow>()
                .Where(l => l.Code == hash)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(l => l.Outcome, SurveyOutcome.Answered).SetProperty(l => l.Code, (byte[]?)null),
                    cancel
                ) != 1
        )
        {
            return false;
        }
        db.Add(
            new SurveyAnswerRow
            {
                Id = RandomNumberGenerator.GetBytes(16),
                Wave = wave.File.Number,
                Area = letter.Area,
                Mode = mode,
                Week = WeekOf(today),
                Choices = string.Join(',', answer.Choices),
            }
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What became of the letters of the open wave, by area; empty when none is open.</summary>
    public async Task<IReadOnlyList<SurveyAreaClosed>> StandingAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await OpenAsync(db, cancel) is (_, var wave) ? await SurveyCounts.LettersAsync(db, wave.File.Number, cancel) : [];
    }

    /// <summary>Closes the open wave: counts are kept, letters and addresses go.</summary>
    public async Task<Acted> CloseAsync(Actor.Staff by, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await OpenAsync(db, cancel) is not ({ } row, var wave))
        {
            return new Acted.NotFound();
        }
        // Holds the letters: an answer under way is counted, and a later one finds no code.
        await db.Set<SurveyLetterRow>()
            .Where(l => l.Wave == row.Number)
            .ExecuteUpdateAsync(l => l.SetProperty(r => r.Code, (byte[]?)null), cancel);
        var decision = SurveyWaveRule.Close(
            wave,
            [.. await SurveyCounts.LettersAsync(db, row.Number, cancel)],
            await SurveyCounts.AnswersAsync(db, row.Number, cancel),
            by,
            today
        );
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        await db.Set<SurveyLetterRow>().Where(l => l.Wave == row.Number).ExecuteDeleteAsync(cancel);
        row.IsOpen = false;
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
        var saved = await SaveAsync(db, cancel);
        if (saved is Acted.Written)
        {
            await transaction.CommitAsync(cancel);
        }
        return saved;
    }

    /// <summary>How often each answer was given in an area, by wave. For the pages that tell of waves that are closed.</summary>
    public async Task<IReadOnlyList<SurveyCounted>> CountedAsync(int wave, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await SurveyCounts.AnswersAsync(db, wave, cancel);
    }

    /// <summary>Draws again from a list.</summary>
    /// <returns>
    /// Whether it is the list that was drawn from, and whether the same addresses were drawn; while a wave is open they are compared with its letters.
    /// </returns>
    public async Task<(bool Frame, bool Letters)> AgainAsync(int number, string? list, CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            (await WavesAsync(db, cancel)).FirstOrDefault(w => w.File.Number == number) is not { } wave
            || SurveyWaveRule.Again(wave.File.Draw, list, jurisdiction) is not { } drawn
        )
        {
            return (false, false);
        }
        var letters = await db.Set<SurveyLetterRow>()
            .Where(l => l.Wave == number)
            .OrderBy(l => l.Number)
            .Select(l => l.Address)
            .ToListAsync(cancel);
        return (true, wave is SurveyWave.Closed || letters.SequenceEqual(drawn.Select(d => d.Text)));
    }

    /// <summary>The Monday of a day's week.</summary>
    internal static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    internal static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    // As somebody types it from paper: small letters, blanks and dashes do not matter.
    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static async Task<(SurveyLetterRow? Letter, SurveyWave Wave)?> LetterAsync(
        Db db,
        string? code,
        DateOnly today,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(code) || await OpenAsync(db, cancel) is not (_, var wave))
        {
            return null;
        }
        var hash = Hash(Plain(code));
        var letter = await db.Set<SurveyLetterRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(l => l.Code == hash && l.Wave == wave.File.Number, cancel);
        return letter is not null && SurveyLetterRule.TakesAnswer(wave, letter.Outcome, today) ? (letter, wave) : null;
    }

    private static async Task<(SurveyWaveRow Row, SurveyWave Wave)?> OpenAsync(Db db, CancellationToken cancel) =>
        await db.Set<SurveyWaveRow>().FirstOrDefaultAsync(w => w.IsOpen, cancel) is { } row
            ? (row, (await WavesAsync(db, cancel)).First(w => w.File.Number == row.Number))
            : null;

    private static async Task<IReadOnlyList<SurveyWave>> WavesAsync(Db db, CancellationToken cancel)
    {
        var facts = await db.Set<SurveyFactRow>().AsNoTracking().OrderBy(f => f.Wave).ThenBy(f => f.Seq).ToListAsync(cancel);
        return
        [
            .. facts
                .GroupBy(f => f.Wave)
                .Select(g => g.Aggregate((SurveyWave?)null, (wave, f) => f.ToKept().Fact.Apply(wave))!)
                .Reverse(),
        ];
    }

    private static async Task<Acted> SaveAsync(Db db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    internal static SurveyFactRow ToRow(SurveyWaveRow row, SurveyFact fact, Actor.Staff by, DateTimeOffset now) =>
        new()
        {
            Wave = row.Number,
            Seq = row.HeadSeq,
            At = now,
            Staff = by.Id.Value,
            ByUnit = by.Unit,
            Type = PlainFacts<SurveyFact>.NameOf(fact),
            Body = PlainFacts<SurveyFact>.Write(fact),
        };
}
