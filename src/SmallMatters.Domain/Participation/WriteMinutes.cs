using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>A line of the minutes as it is typed.</summary>
/// <param name="Kind">What follows.</param>
/// <param name="Words">What was said.</param>
/// <param name="Answer">What was answered or promised.</param>
/// <param name="DueOn">For a promise: its local day.</param>
public sealed record TypedLine(MinuteKind? Kind, string? Words, string? Answer, DateOnly? DueOn)
{
    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty =>
        Refusals.Clean(Words).Length == 0 && Refusals.Clean(Answer).Length == 0 && DueOn is null && Kind is null;
}

/// <summary>Write the minutes.</summary>
/// <param name="Attended">How many residents came, as typed.</param>
/// <param name="Lines">The lines; empty ones are left out.</param>
public sealed record WriteMinutes(string? Attended, ImmutableArray<TypedLine> Lines);

/// <summary>The minutes wait for a second person.</summary>
public sealed record MinutesWritten(Minutes Minutes, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Called, Prepared: null } it
            ? it with
            {
                Prepared = Minutes,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>The second person sent them back with what has to be mended.</summary>
public sealed record MinutesSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Called, Prepared: not null } it
            ? it with
            {
                Prepared = null,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The minutes are public; every promise in them runs on its own clock.</summary>
public sealed record MinutesPublished(ImmutableArray<Duty> Promises, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Called, Prepared: { } minutes } it
            ? it with
            {
                Stage = MeetingStage.Held,
                Prepared = null,
                Minutes = minutes with { PublishedAt = At },
                SignUps = ImmutableDictionary<Guid, SignUp>.Empty,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At).Met(DutyFor.PublishMinutes, At).AddRange(Promises),
            }
            : throw DoesNotFit(before);
}

/// <summary>A line became a matter.</summary>
/// <param name="Line">Key of the line.</param>
/// <param name="Matter">Its reference as a number.</param>
public sealed record LineRaised(Guid Line, long Matter) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Minutes: { } minutes } it
        && minutes.Lines.Any(l => l.Id == Line && l is { Kind: MinuteKind.Matter, Matter: null })
            ? it with
            {
                Minutes = minutes with { Lines = [.. minutes.Lines.Select(l => l.Id == Line ? l with { Matter = Matter } : l)] },
            }
            : throw DoesNotFit(before);
}

/// <summary>What came of a promise.</summary>
public sealed record MeetingPromiseEnded(Guid Line, PromiseEnd End, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Minutes: { } minutes } it
        && minutes.Lines.Any(l => l.Id == Line && l is { Kind: MinuteKind.Promise, End: null })
            ? it with
            {
                Minutes = minutes with { Lines = [.. minutes.Lines.Select(l => l.Id == Line ? l with { End = End } : l)] },
                Duties = it.Duties.Met(DutyFor.KeepMeetingPromise, At, Line),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on minutes and on what follows from their lines.</summary>
public static class WriteMinutesRule
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 30;

    /// <summary>A promise is for no later than so many days from now.</summary>
    public const int Furthest = 730;

    /// <summary>Somebody of the unit writes the minutes once the meeting is over.</summary>
    public static JointDecision Write(
        Meeting it,
        WriteMinutes command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!TwoPeople.Works(by, it.Lead))
        {
            return TwoPeople.NotYours;
        }
        if (it.Stage != MeetingStage.Called || it.Prepared is not null)
        {
            return TwoPeople.NotNow;
        }
        if (now < it.Paper.Until)
        {
            return Refusal.Of("meeting-not-over", "恳谈会还没有开完。", "The meeting is not over yet.");
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var wrong = new List<Refusal?>
        {
            int.TryParse(Refusals.Clean(command.Attended), NumberStyles.None, CultureInfo.InvariantCulture, out var attended)
            && attended <= 5000
                ? null
                : Refusals.Missing(
                    nameof(command.Attended),
                    "请写来了多少居民，没有人来写 0。",
                    "Say how many residents came, 0 for nobody."
                ),
        };
        var lines = ImmutableArray.CreateBuilder<MinuteLine>();
        for (var i = 0; i < command.Lines.Length; i++)
        {
            if (command.Lines[i] is { IsEmpty: false } typed)
            {
                var (line, why) = Line(typed, i, lines.Count + 1, today, now);
                wrong.Add(why);
                if (line is not null)
                {
                    lines.Add(line);
                }
            }
        }
        if (command.Lines.All(l => l.IsEmpty) || command.Lines.Count(l => !l.IsEmpty) > MostLines)
        {
            wrong.Add(
                Refusal.Of(
                    "minutes-lines",
                    $"请写 1 到 {MostLines} 条。",
                    $"Write 1 to {MostLines} lines.",
                    $"{nameof(command.Lines)}[0].Words"
                )
            );
        }
        return Refusal.All([.. wrong]) is { } refused
            ? refused
            : new MinutesWritten(new Minutes(attended, lines.ToImmutable(), by.Id), TwoPeople.Duty(jurisdiction, it.Lead, now));
    }

    /// <summary>A leader of the unit who did not write them publishes the minutes or sends them back.</summary>
    public static JointDecision Release(
        Meeting it,
        ReleaseForResidents command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it is not { Stage: MeetingStage.Called, Prepared: { } minutes })
        {
            return TwoPeople.NotNow;
        }
        var (back, why) = TwoPeople.Read(it.Lead, minutes.By, command, by);
        return why is not null ? why
            : back is not null ? new MinutesSentBack(back, now)
            : new MinutesPublished(
                [
                    .. minutes
                        .Lines.Where(l => l.Kind == MinuteKind.Promise)
                        .Select(l =>
                            Duty.Until(
                                jurisdiction,
                                "meeting-promise",
                                DutyFor.KeepMeetingPromise,
                                it.Lead,
                                l.DueOn!.Value,
                                now,
                                l.Id
                            )
                        ),
                ],
                now
            );
    }

    /// <summary>Whether somebody may make a matter of a line now.</summary>
    public static Refusal? MayRaise(Meeting it, Guid line, Actor.Staff by) =>
        !TwoPeople.Works(by, it.Lead) ? TwoPeople.NotYours
        : it.Minutes?.Lines.Any(l => l.Id == line && l is { Kind: MinuteKind.Matter, Matter: null }) == true ? null
        : TwoPeople.NotNow;

    /// <summary>A line became a matter; said twice of the same matter, it stands once.</summary>
    public static JointDecision Raised(Meeting it, Guid line, Reference matter, Actor.Staff by) =>
        it.Minutes?.Lines.Any(l => l.Id == line && l.Matter == matter.Value) == true ? JointDecision.That()
        : MayRaise(it, line, by) is { } why ? why
        : new LineRaised(line, matter.Value);

    /// <summary>Somebody of the unit says what came of a promise, which residents read.</summary>
    public static JointDecision EndPromise(
        Meeting it,
        Guid line,
        bool? kept,
        string? typed,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!TwoPeople.Works(by, it.Lead))
        {
            return TwoPeople.NotYours;
        }
        if (it.Minutes?.Lines.Any(l => l.Id == line && l is { Kind: MinuteKind.Promise, End: null }) != true)
        {
            return TwoPeople.NotNow;
        }
        var (words, noWords) = TwoPeople.ForResidents(
            typed,
            "Words",
            TwoPeople.Longest,
            "请写明做了什么；没有做到的写明为什么。",
            "Say what was done, or why it was not."
        );
        var wrong = Refusal.All(
            kept is null ? Refusals.Missing("Kept", "请选择做到没有。", "Say whether it was kept.") : null,
            noWords
        );
        return wrong is not null
            ? wrong
            : new MeetingPromiseEnded(line, new PromiseEnd(kept!.Value, words!, jurisdiction.Calendar.DayOf(now)), now);
    }

    private static (MinuteLine? Line, Refusal? Why) Line(
        TypedLine typed,
        int index,
        int number,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var field = $"Lines[{index}]";
        var (words, noWords) = TwoPeople.ForResidents(
            typed.Words,
            $"{field}.Words",
            TwoPeople.Longest,
            "请写谈到了什么。",
            "Write what was said."
        );
        var answers = typed.Kind is MinuteKind.Answered or MinuteKind.Promise;
        var (answer, noAnswer) =
            answers || Refusals.Clean(typed.Answer).Length > 0
                ? TwoPeople.ForResidents(
                    typed.Answer,
                    $"{field}.Answer",
                    TwoPeople.Longest,
                    "请写答复了什么、承诺了什么。",
                    "Write what was answered or promised."
                )
                : (null, null);
        var wrong = Refusal.All(
            typed.Kind is null
                ? Refusals.Missing($"{field}.Kind", "请选择这一条怎么办。", "Choose what follows from this line.")
                : null,
            noWords,
            noAnswer,
            typed.Kind == MinuteKind.Promise
                ? TwoPeople.Within(typed.DueOn, today, today.AddDays(Furthest), $"{field}.DueOn")
                : null
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new MinuteLine(
                    Guid.CreateVersion7(now),
                    number,
                    typed.Kind!.Value,
                    words!,
                    answer,
                    typed.Kind == MinuteKind.Promise ? typed.DueOn : null
                ),
                null
            );
    }
}
