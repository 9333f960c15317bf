using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Surveys;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Surveys;

namespace SmallMatters.Storage.Seeding;

/// <summary>The demonstration's surveys of the sense of safety: two that are closed, so that there is a change to see, and one open.</summary>
public sealed class DemoSurveys(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    SurveyBook book,
    SurveyRules rules
)
{
    /// <summary>The code of a letter of the open wave; of a made-up home, and as little a secret as the rest of the demonstration.</summary>
    public const string Code = "DEMA23456789";

    private const string Station = "station";

    /// <summary>Makes them, where the demonstration's units are there.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            !jurisdiction.Units.ContainsKey(Station)
            || jurisdiction.FindReviewer(Station) is not { } neutral
            || await db.Appointments.FirstOrDefaultAsync(a => a.Unit == neutral && a.Role == StaffRole.Reviewer, cancel)
                is not { } post
        )
        {
            return;
        }
        var by = new Actor.Staff(new StaffId(post.AccountId), neutral, [StaffRole.Reviewer]);
        var list = List(jurisdiction);
        foreach (var (number, days, unsafeIn) in ((int, int, int)[])[(1, 420, 6), (2, 190, 9)])
        {
            Close(db, list, number, unsafeIn, by, now.AddDays(-days), jurisdiction);
        }
        await db.SaveChangesAsync(cancel);
        await book.DrawAsync(list, by, cancel);
        var letter = await db.Set<SurveyLetterRow>().OrderBy(l => l.Number).FirstAsync(cancel);
        letter.Code = SurveyBook.Hash(Code);
        await db.SaveChangesAsync(cancel);
    }

    // Buildings of forty homes each; areas of unequal size.
    private static string List(Jurisdiction jurisdiction) =>
        string.Concat(
            jurisdiction
                .Areas.Values.OrderBy(a => a.Code, StringComparer.Ordinal)
                .SelectMany(
                    (area, i) =>
                        Enumerable
                            .Range(0, 160 + (i % 4 * 120))
                            .Select(home => $"{area.Code},{area.Name.Zh}{1 + (home / 40)}号楼{101 + (home % 40)}室\n")
                )
        );

    private void Close(Db db, string list, int number, int unsafeIn, Actor.Staff by, DateTimeOffset at, Jurisdiction jurisdiction)
    {
        var began = jurisdiction.Calendar.DayOf(at);
        var seed = $"{number}".PadLeft(32, '5');
        var opened = (SurveyOpened)SurveyWaveRule.Draw(list, number, false, by, seed, rules, jurisdiction, began).Fact!;
        var random = new Random(number);
        var areas = ImmutableArray.CreateBuilder<SurveyAreaClosed>();
        var answers = new List<SurveyAnswerRow>();
        foreach (var (area, i) in opened.File.Draw.Areas.Select((a, i) => (a, i)))
        {
            // Of every fifth area too few answer for it to be told.
            var answered = area.Drawn * (i % 5 == 3 ? 20 : 55 + (i * 7 % 20)) / 100;
            areas.Add(new SurveyAreaClosed(area.Area, new SurveyResponse(answered, 6, 4, area.Drawn - answered - 13, 3)));
            for (var n = 0; n < answered; n++)
            {
                answers.Add(Answer(number, area.Area, unsafeIn, began.AddDays(7 + random.Next(28)), random));
            }
        }
        db.AddRange(answers);
        var closed = new SurveyClosed(opened.File.OpenUntil.AddDays(1), areas.ToImmutable())
        {
            Made = SurveyTally.Of(answers.Select(a => new SurveyCounted(a.Area, a.Mode, new([.. a.Choices.Split(',')]), 1))),
        };
        var row = new SurveyWaveRow { Number = number, Unit = by.Unit };
        db.Add(row);
        foreach (var (fact, when) in ((SurveyFact, DateTimeOffset)[])[(opened, at), (closed, at.AddDays(rules.OpenDays + 1))])
        {
            row.HeadSeq++;
            db.Add(SurveyBook.ToRow(row, fact, by, when));
        }
    }

    // One in so many feels unsafe; at night twice as many do.
    private static SurveyAnswerRow Answer(int wave, string area, int unsafeIn, DateOnly day, Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        string[] choices =
        [
            random.Next(unsafeIn) == 0 ? "unsafe"
            : random.Next(3) == 0 ? "very-safe"
            : "safe",
            random.Next(unsafeIn) < 2 ? "unsafe"
            : random.Next(12) == 0 ? "does-not"
            : "safe",
            random.Next(6) == 0 ? "no" : "yes",
            random.Next(8) switch
            {
                0 => "worse",
                1 or 2 => "better",
                3 => "cannot-say",
                _ => "same",
            },
        ];
        return new SurveyAnswerRow
        {
            Id = id,
            Wave = wave,
            Area = area,
            Mode = random.Next(4) switch
            {
                0 => SurveyMode.Paper,
                1 => SurveyMode.Phone,
                _ => SurveyMode.Link,
            },
            Week = SurveyBook.WeekOf(day),
            Choices = string.Join(',', choices),
        };
    }
}
