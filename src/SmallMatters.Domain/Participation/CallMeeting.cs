using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Call a meeting.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Title">In one line.</param>
/// <param name="From">Begin, UTC; null when it could not be read.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Where">Where.</param>
/// <param name="Agenda">One item a line.</param>
/// <param name="Places">How many can come, as typed; empty for no limit.</param>
public sealed record CallMeeting(
    string? Area,
    string? Title,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Where,
    string? Agenda,
    string? Places
)
{
    /// <summary>What is missing or cannot be read of the day and the times, where begin or end is null; null when all was given.</summary>
    public Refusal? TimesUnread { get; init; }
}

/// <summary>Move a meeting.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Where">Where.</param>
/// <param name="Words">Why.</param>
public sealed record RescheduleMeeting(DateTimeOffset? From, DateTimeOffset? Until, string? Where, string? Words)
{
    /// <inheritdoc cref="CallMeeting.TimesUnread"/>
    public Refusal? TimesUnread { get; init; }
}

/// <summary>It was written; a second person reads it.</summary>
public sealed record MeetingWritten(MeetingPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new Meeting(Paper, MeetingStage.Written, null, null, ImmutableDictionary<Guid, SignUp>.Empty, null, null)
            {
                Duties = [Release],
            }
            : throw DoesNotFit(before);
}

/// <summary>It was written again after it was sent back.</summary>
public sealed record MeetingRewritten(MeetingPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.SentBack } it
            ? it with
            {
                Paper = Paper,
                Stage = MeetingStage.Written,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was sent back with what has to be mended.</summary>
public sealed record MeetingSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Written } it
            ? it with
            {
                Stage = MeetingStage.SentBack,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Residents are invited, and the unit owes them the minutes.</summary>
public sealed record MeetingCalled(Duty Minutes, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Written } it
            ? it with
            {
                Stage = MeetingStage.Called,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At).Add(Minutes),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was moved with the reason; whoever signed up is told.</summary>
public sealed record MeetingRescheduled(
    DateTimeOffset From,
    DateTimeOffset Until,
    string Where,
    string Words,
    Duty Minutes,
    DateTimeOffset At
) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Called } it
            ? it with
            {
                Paper = it.Paper with { From = From, Until = Until, Where = Where },
                Told = Words,
                Duties = it.Duties.Stopped(At, "moved").Add(Minutes),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was called off with the reason; whoever signed up is told.</summary>
public sealed record MeetingCalledOff(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: not (MeetingStage.Held or MeetingStage.CalledOff) } it
            ? it with
            {
                Stage = MeetingStage.CalledOff,
                Told = Words,
                Prepared = null,
                SignUps = ImmutableDictionary<Guid, SignUp>.Empty,
                Duties = it.Duties.Stopped(At, "called-off"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on meetings until they are held.</summary>
public static class CallMeetingRule
{
    /// <summary>Residents know of a meeting so many days before.</summary>
    public const int Notice = 3;

    /// <summary>And it is called so many days ahead at most.</summary>
    public const int Furthest = 120;

    /// <summary>The minutes are public within so many days after it.</summary>
    public const int DaysForMinutes = 14;

    /// <summary>Most items of an agenda.</summary>
    public const int MostItems = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>Somebody of a unit writes the invitation.</summary>
    public static JointDecision Write(CallMeeting command, Guid id, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (paper, why) = Read(command, id, by.Unit, by, jurisdiction, now);
        return paper is null ? why! : new MeetingWritten(paper, TwoPeople.Duty(jurisdiction, by.Unit, now));
    }

    /// <summary>Somebody of the unit writes it again.</summary>
    public static JointDecision Rewrite(
        Meeting it,
        CallMeeting command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != MeetingStage.SentBack)
        {
            return TwoPeople.NotNow;
        }
        var (paper, why) = Read(command with { Area = it.At }, it.Key, it.Lead, by, jurisdiction, now);
        return paper is null
            ? why!
            : new MeetingRewritten(paper with { WrittenAt = it.Paper.WrittenAt }, TwoPeople.Duty(jurisdiction, it.Lead, now));
    }

    /// <summary>A leader of the unit who did not write it invites the residents or sends it back.</summary>
    public static JointDecision Release(
        Meeting it,
        ReleaseForResidents command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != MeetingStage.Written)
        {
            return TwoPeople.NotNow;
        }
        var (back, why) = TwoPeople.Read(it.Lead, it.Paper.Writer, command, by);
        return why is not null ? why
            : back is not null ? new MeetingSentBack(back, now)
            : TooSoon(it.Paper.From, jurisdiction, now)
                ? Refusal.Of(
                    "meeting-too-soon",
                    $"离开会不到 {Notice} 天，居民来不及安排，请退回改期。",
                    $"It is fewer than {Notice} days away, too soon for residents; send it back for another day.",
                    nameof(command.Released)
                )
            : new MeetingCalled(MinutesDuty(it.Lead, it.Paper.Until, jurisdiction, now), now);
    }

    /// <summary>Somebody of the unit moves it before it begins, with the reason.</summary>
    public static JointDecision Move(
        Meeting it,
        RescheduleMeeting command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!TwoPeople.Works(by, it.Lead))
        {
            return TwoPeople.NotYours;
        }
        if (it.Stage != MeetingStage.Called || now >= it.Paper.From)
        {
            return TwoPeople.NotNow;
        }
        var (where, noWhere) = WhereOf(command.Where);
        var (words, noWords) = TwoPeople.ForResidents(
            command.Words,
            nameof(command.Words),
            TwoPeople.Longest,
            "请写明为什么改期，居民会看到。",
            "Say why it is moved; residents read it."
        );
        var same = (command.From, command.Until, where) == (it.Paper.From, it.Paper.Until, it.Paper.Where);
        var wrong = Refusal.All(
            WhenWrong(command.From, command.Until, command.TimesUnread, jurisdiction, now),
            noWhere,
            noWords,
            same
                ? Refusal.Of(
                    "meeting-not-moved",
                    "时间和地点都跟原来一样，没有可改的。",
                    "Day, time and place are as they were: nothing is moved.",
                    "Day"
                )
                : null
        );
        return wrong is not null
            ? wrong
            : new MeetingRescheduled(
                command.From!.Value,
                command.Until!.Value,
                where!,
                words!,
                MinutesDuty(it.Lead, command.Until.Value, jurisdiction, now),
                now
            );
    }

    /// <summary>A leader of the unit calls it off with the reason, which residents read.</summary>
    public static JointDecision CallOff(Meeting it, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage is MeetingStage.Held or MeetingStage.CalledOff)
        {
            return TwoPeople.NotNow;
        }
        if (by.Unit != it.Lead || !by.Is(StaffRole.Supervisor))
        {
            return TwoPeople.NotYours;
        }
        var (words, why) = TwoPeople.ForResidents(
            typed,
            "Words",
            TwoPeople.Longest,
            "请写明为什么取消，居民会看到。",
            "Say why it is called off; residents read it."
        );
        return why is not null ? why : new MeetingCalledOff(words!, now);
    }

    private static (MeetingPaper? Paper, Refusal? Why) Read(
        CallMeeting command,
        Guid id,
        string unit,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!TwoPeople.Works(by, unit))
        {
            return (null, TwoPeople.NotYours);
        }
        var (title, noTitle) = TwoPeople.ForResidents(
            command.Title,
            nameof(command.Title),
            TwoPeople.LongestLine,
            "请用一句话写出谈什么。",
            "Say in one line what it is about."
        );
        var (where, noWhere) = WhereOf(command.Where);
        var items = Lines.Of(command.Agenda);
        var named = items.Select(i => TwoPeople.ForResidents(i, nameof(command.Agenda), TwoPeople.LongestLine * 2, "", "").Why);
        var places = Refusals.Clean(command.Places);
        var (limited, most) = (
            places.Length > 0,
            int.TryParse(places, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 2 and <= 2000 ? n : 0
        );
        var wrong = Refusal.All(
            TwoPeople.AreaMissing(command.Area, jurisdiction),
            noTitle,
            WhenWrong(command.From, command.Until, command.TimesUnread, jurisdiction, now),
            noWhere,
            items.Length is 0 or > MostItems
                ? Refusal.Of(
                    "meeting-agenda",
                    $"请写 1 到 {MostItems} 项议程，一行一项。",
                    $"Write 1 to {MostItems} items, one a line.",
                    nameof(command.Agenda)
                )
                : named.OfType<Refusal>().FirstOrDefault(),
            limited && most == 0
                ? Refusal.Of(
                    "meeting-places",
                    "请写 2 到 2000 之间的人数；没有限制的留空。",
                    "Write a number from 2 to 2,000; leave it empty where there is no limit.",
                    nameof(command.Places)
                )
                : null
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new MeetingPaper(
                    id,
                    title!,
                    command.Area!,
                    unit,
                    command.From!.Value,
                    command.Until!.Value,
                    where!,
                    items,
                    limited ? most : null,
                    by.Id,
                    now
                ),
                null
            );
    }

    private static (string? Text, Refusal? Why) WhereOf(string? typed) =>
        TwoPeople.ForResidents(
            typed,
            "Where",
            TwoPeople.LongestLine * 2,
            "请写在哪里，老人能找到的样子。",
            "Say where, so that an old person finds it."
        );

    private static Refusal? WhenWrong(
        DateTimeOffset? from,
        DateTimeOffset? until,
        Refusal? unread,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        from is not { } begin || until is not { } end
            ? unread ?? Refusals.Missing("Day", "请写哪一天、从几点到几点。", "Say on which day, from when until when.")
        : begin >= end || end - begin > Longest
            ? Refusal.Of(
                "meeting-times",
                "结束要在开始以后，最长 6 个小时。",
                "It ends after it begins, and within 6 hours.",
                "Until"
            )
        : TooSoon(begin, jurisdiction, now) || begin > now.AddDays(Furthest)
            ? Refusal.Of(
                "meeting-day",
                $"请选 {Notice} 天以后、{Furthest} 天以内的一天。",
                $"Choose a day at least {Notice} and at most {Furthest} days from now.",
                "Day"
            )
        : null;

    private static bool TooSoon(DateTimeOffset from, Jurisdiction jurisdiction, DateTimeOffset now) =>
        jurisdiction.Calendar.DayOf(from) < jurisdiction.Calendar.DayOf(now).AddDays(Notice);

    private static Duty MinutesDuty(string unit, DateTimeOffset until, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Until(
            jurisdiction,
            "meeting-minutes",
            DutyFor.PublishMinutes,
            unit,
            jurisdiction.Calendar.DayOf(until).AddDays(DaysForMinutes),
            now
        );
}
