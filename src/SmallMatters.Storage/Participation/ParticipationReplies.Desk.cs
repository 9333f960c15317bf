using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Participation;

/// <summary>An answer as the unit that asked sorts it: with nothing of who gave it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Body">What was written and chosen.</param>
/// <param name="OnPaper">Whether it came on paper.</param>
/// <param name="Themes">Numbers of its themes; empty when it is beside the question; null while it is not sorted.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(ReplyLine.Themes))]
public sealed record ReplyLine(
    Guid Id,
    [property: Shows(PersonalItem.ReplyWords)] ReplyBody Body,
    bool OnPaper,
    IReadOnlyList<int>? Themes
);

// The unit's side: what was answered, sorted; what a meeting should talk about; messages to who comes; and what goes when it is over.
public sealed partial class ParticipationReplies
{
    /// <summary>So long after its end the sorted answers to a consultation go.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromDays(30);

    /// <summary>So long after its end the contacts of who came to a meeting or took a task go.</summary>
    public static readonly TimeSpan ContactsKept = TimeSpan.FromDays(3);

    /// <summary>And so long after its day, should the unit never say what came of it.</summary>
    public static readonly TimeSpan ContactsKeptAtMost = TimeSpan.FromDays(30);

    /// <summary>How many answers there are, as they are sorted.</summary>
    public static async Task<ConsultationCounts> CountAsync(Db db, Consultation it, CancellationToken cancel = default)
    {
        var rows = await db.Set<ReplyRow>()
            .AsNoTracking()
            .Where(r => r.About == it.Key && r.ConfirmedAt != null)
            .Select(r => new
            {
                r.OnPaper,
                r.Themes,
                r.Choice,
            })
            .ToListAsync(cancel);
        return new ConsultationCounts(
            rows.Count(r => !r.OnPaper),
            rows.Count(r => r.OnPaper),
            rows.Count(r => r.Themes?.Length == 0),
            rows.SelectMany(r => Numbers(r.Themes) ?? []).GroupBy(n => n).ToImmutableDictionary(g => g.Key, g => g.Count()),
            [.. it.Paper.Choices.Select((_, i) => rows.Count(r => r.Choice == i))],
            rows.Count(r => r.Themes is null)
        );
    }

    /// <summary>Answers in the order in which they came, those not sorted yet or all.</summary>
    /// <param name="db">The database.</param>
    /// <param name="about">The consultation.</param>
    /// <param name="unsorted">Whether only those that nobody has sorted.</param>
    /// <param name="after">Key after which to go on; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<ReplyLine>> ListAsync(
        Db db,
        Guid about,
        bool unsorted,
        Guid? after,
        int most,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<ReplyRow>().AsNoTracking().Where(r => r.About == about && r.ConfirmedAt != null);
        rows = unsorted ? rows.Where(r => r.Themes == null) : rows;
        rows = after is { } last ? rows.Where(r => r.Id > last) : rows;
        return
        [
            .. (await rows.OrderBy(r => r.Id).Take(most).ToListAsync(cancel)).Select(r => new ReplyLine(
                r.Id,
                BodyOf(r),
                r.OnPaper,
                Numbers(r.Themes)
            )),
        ];
    }

    /// <summary>Sorts answers: numbers of themes for each, none for what is beside the question.</summary>
    public async Task<Acted> SortAsync(
        Consultation it,
        StaffScope scope,
        IReadOnlyDictionary<Guid, IReadOnlyList<int>> sorted,
        CancellationToken cancel = default
    )
    {
        if (AnswerConsultationRule.MaySort(it, scope.In(it.At).Actor) is { } why)
        {
            return new Acted.Refused(why);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var ids = sorted.Keys.ToList();
        var rows = await db.Set<ReplyRow>()
            .Where(r => r.About == it.Key && r.ConfirmedAt != null && ids.Contains(r.Id))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var known = sorted[row.Id].Where(n => it.Themes.Any(t => t.Number == n)).Distinct().Order();
            row.Themes = string.Join(',', known.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        }
        await db.SaveChangesAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>Types in an answer from paper; nothing of who wrote it is asked.</summary>
    public async Task<Acted> TypeInAsync(
        Consultation it,
        StaffScope scope,
        GiveAnswer command,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var (answer, why) = AnswerConsultationRule.FromPaper(it, command, scope.In(it.At).Actor);
        if (answer is null)
        {
            return new Acted.Refused(why!);
        }
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = _ring.NewPersonKey(id);
        using (key)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            db.Add(
                new ReplyRow
                {
                    Id = id,
                    About = it.Key,
                    Kind = ReplyKind.Answer,
                    Key = wrapped,
                    Body = key.Seal(JsonSerializer.Serialize(new ReplyBody(answer.Words, answer.Choice))),
                    Choice = answer.Choice,
                    OnPaper = true,
                    AskedAt = now,
                    ConfirmedAt = now,
                }
            );
            await db.SaveChangesAsync(cancel);
        }
        return new Acted.Written();
    }

    /// <summary>What those who come wish to talk about.</summary>
    public async Task<IReadOnlyList<ReplyLine>> WishesAsync(Db db, Guid meeting, CancellationToken cancel = default) =>
        [.. (await ListAsync(db, meeting, false, null, 500, cancel)).Where(r => r.Body.Words.Length > 0)];

    /// <summary>Tells everybody who comes or took a place; of a new day they are reminded again.</summary>
    /// <param name="about">The meeting or task.</param>
    /// <param name="template">Name of what happened.</param>
    /// <param name="words">What happened; the link to their own page is added.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task TellAsync(Guid about, string template, Bilingual words, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<ReplyRow>()
            .Where(r => r.About == about && r.ConfirmedAt != null && (r.Phone != null || r.Email != null))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            Tell(db, row, template, words);
            row.Reminded = false;
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Once the day before, everybody is reminded of the meeting or task that they come to.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> RemindAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var calendar = (await _jurisdictions.CurrentAsync(cancel)).Calendar;
        var tomorrow = calendar.DayOf(now).AddDays(1);
        var reminded = 0;
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var waiting = await db.Set<ReplyRow>()
            .Where(r => r.ConfirmedAt != null && !r.Reminded && r.Kind != ReplyKind.Answer)
            .ToListAsync(cancel);
        foreach (var rows in waiting.GroupBy(r => r.About))
        {
            var (from, words) = await JointBook.ReadAsync<JointFile>(db, rows.Key, cancel) switch
            {
                Meeting { Stage: MeetingStage.Called } it => (
                    it.Paper.From,
                    new Bilingual($"明天有恳谈会：{it.Paper.Title}", $"the meeting is tomorrow: {it.Paper.Title}")
                ),
                VolunteerTask { Stage: TaskStage.Open } it => (
                    it.Paper.From,
                    new Bilingual($"明天的志愿任务：{it.Paper.Title}", $"your task is tomorrow: {it.Paper.Title}")
                ),
                _ => ((DateTimeOffset?)null, new Bilingual("", "")),
            };
            if (from is not { } begin || begin <= now || calendar.DayOf(begin) > tomorrow)
            {
                continue;
            }
            foreach (var row in rows)
            {
                // Whoever signs up on the day before knows.
                if (calendar.DayOf(row.ConfirmedAt!.Value) < calendar.DayOf(begin).AddDays(-1))
                {
                    Tell(db, row, "ParticipationReminder", words);
                    reminded++;
                }
                row.Reminded = true;
            }
        }
        await db.SaveChangesAsync(cancel);
        return reminded;
    }

    /// <summary>
    /// What is over goes: what nobody confirmed, contacts of who came to a meeting or took a task a few days after the unit has said what came
    /// of it, and the words of sorted answers a month after they were answered.
    /// </summary>
    public async Task ForgetAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var asked = now - ParticipationAsks.ConfirmWithin;
        foreach (
            var row in await db.Set<ReplyRow>()
                .AsNoTracking()
                .Where(r => r.ConfirmedAt == null && r.AskedAt < asked)
                .ToListAsync(cancel)
        )
        {
            // One that was cut off between its place and its confirmation gives the place back; of all others nothing stands anywhere.
            if (row.Kind != ReplyKind.Answer)
            {
                await LeaveAsync(row, cancel);
            }
            await db.Set<ReplyRow>().Where(r => r.Id == row.Id && r.ConfirmedAt == null).ExecuteDeleteAsync(cancel);
        }
        var about = db.Set<ReplyRow>().Select(r => r.About).Distinct();
        var files = await db.Set<JointFileRow>()
            .Where(f => about.Contains(f.Id))
            .Select(f => new { f.Id, f.ChangedAt })
            .ToListAsync(cancel);
        foreach (var of in files)
        {
            var (file, changed) = (await JointBook.ReadAsync<JointFile>(db, of.Id, cancel), of.ChangedAt);
            var goes = file switch
            {
                Consultation { IsOver: true } => changed + AnswersKept <= now,
                Meeting { Stage: MeetingStage.CalledOff } => changed + ContactsKept <= now,
                Meeting { Minutes.PublishedAt: { } published } => published + ContactsKept <= now,
                Meeting it => it.Paper.Until + ContactsKeptAtMost <= now,
                VolunteerTask { IsOver: true } => changed + ContactsKept <= now,
                VolunteerTask it => it.Paper.Until + ContactsKeptAtMost <= now,
                _ => false,
            };
            if (goes)
            {
                await db.Set<ReplyRow>().Where(r => r.About == of.Id).ExecuteDeleteAsync(cancel);
            }
        }
    }

    private void Tell(Db db, ReplyRow row, string template, Bilingual words)
    {
        using var key = _ring.Unwrap(row.Key, row.Id);
        var said = new Bilingual($"【小事不小】{words.Zh}。{LinkOf(row.Id)}", $"[SmallMatters] {words.En}. {LinkOf(row.Id)}");
        db.Add(PriorityBook.Notice(row.Id, template, key.Seal(said.In(row.Tongue)), _time.GetUtcNow()));
    }

    private static List<int>? Numbers(string? themes) =>
        themes
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
            .ToList();
}
