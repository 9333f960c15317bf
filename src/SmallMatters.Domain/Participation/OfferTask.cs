using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Offer a task to residents.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Title">In one line.</param>
/// <param name="What">What is done.</param>
/// <param name="NotPart">What is no part of it.</param>
/// <param name="Where">Where one meets.</param>
/// <param name="From">Begin, UTC; null when it could not be read.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Needed">How many are needed, as typed.</param>
public sealed record OfferTask(
    string? Area,
    string? Title,
    string? What,
    string? NotPart,
    string? Where,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Needed
)
{
    /// <summary>The adopted priority of residents that it is part of, with its key; null when it is of none.</summary>
    public (Guid Id, Priority State)? Of { get; init; }

    /// <inheritdoc cref="CallMeeting.TimesUnread"/>
    public Refusal? TimesUnread { get; init; }
}

/// <summary>It was written; a second person reads it.</summary>
public sealed record TaskWritten(TaskPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new VolunteerTask(Paper, TaskStage.Written, null, ImmutableDictionary<Guid, bool>.Empty, null)
            {
                Duties = [Release],
            }
            : throw DoesNotFit(before);
}

/// <summary>It was written again after it was sent back.</summary>
public sealed record TaskRewritten(TaskPaper Paper, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.SentBack } it
            ? it with
            {
                Paper = Paper,
                Stage = TaskStage.Written,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was sent back with what has to be mended.</summary>
public sealed record TaskSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Written } it
            ? it with
            {
                Stage = TaskStage.SentBack,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Residents can take it, and the unit owes them a word of what came of it.</summary>
public sealed record TaskOpened(Duty Close, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Written } it
            ? it with
            {
                Stage = TaskStage.Open,
                Duties = it.Duties.Met(DutyFor.ReleaseForResidents, At).Add(Close),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was called off with the reason; whoever took a place is told.</summary>
public sealed record TaskCalledOff(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { IsOver: false } it
            ? it with
            {
                Stage = TaskStage.CalledOff,
                Reason = Words,
                Duties = it.Duties.Stopped(At, "called-off"),
            }
            : throw DoesNotFit(before);
}

/// <summary>The unit said what came of it.</summary>
public sealed record TaskEnded(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Open } it
            ? it with
            {
                Stage = TaskStage.Ended,
                Result = Words,
                Duties = it.Duties.Met(DutyFor.CloseTask, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on tasks that a unit offers.</summary>
public static partial class OfferTaskRule
{
    /// <summary>Most who are needed.</summary>
    public const int MostNeeded = 50;

    /// <summary>A task is offered so many days ahead at most.</summary>
    public const int Furthest = 120;

    /// <summary>The unit says what came of it within so many days.</summary>
    public const int DaysToClose = 7;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Somebody of a unit writes it.</summary>
    public static JointDecision Write(OfferTask command, Guid id, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (paper, why) = Read(command, id, by.Unit, by, jurisdiction, now);
        return paper is null ? why! : new TaskWritten(paper, TwoPeople.Duty(jurisdiction, by.Unit, now));
    }

    /// <summary>Somebody of the unit writes it again.</summary>
    public static JointDecision Rewrite(
        VolunteerTask it,
        OfferTask command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != TaskStage.SentBack)
        {
            return TwoPeople.NotNow;
        }
        var (paper, why) = Read(command with { Area = it.At }, it.Key, it.Lead, by, jurisdiction, now);
        return paper is null
            ? why!
            : new TaskRewritten(paper with { WrittenAt = it.Paper.WrittenAt }, TwoPeople.Duty(jurisdiction, it.Lead, now));
    }

    /// <summary>A leader of the unit who did not write it offers it or sends it back.</summary>
    public static JointDecision Release(
        VolunteerTask it,
        ReleaseForResidents command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != TaskStage.Written)
        {
            return TwoPeople.NotNow;
        }
        var (back, why) = TwoPeople.Read(it.Lead, it.Paper.Writer, command, by);
        return why is not null ? why
            : back is not null ? new TaskSentBack(back, now)
            : it.Paper.From <= now
                ? Refusal.Of(
                    "task-too-late",
                    "已经到了开始的时间，请退回改期。",
                    "Its time has come already; send it back for another day.",
                    nameof(command.Released)
                )
            : new TaskOpened(
                Duty.Until(
                    jurisdiction,
                    "task-close",
                    DutyFor.CloseTask,
                    it.Lead,
                    jurisdiction.Calendar.DayOf(it.Paper.Until).AddDays(DaysToClose),
                    now
                ),
                now
            );
    }

    /// <summary>Somebody of the unit calls it off with the reason, which residents read.</summary>
    public static JointDecision CallOff(VolunteerTask it, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (it.IsOver)
        {
            return TwoPeople.NotNow;
        }
        if (!TwoPeople.Works(by, it.Lead))
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
        return why is not null ? why : new TaskCalledOff(words!, now);
    }

    /// <summary>Somebody of the unit says what came of it once it is over. Of the thing, not of who came.</summary>
    public static JointDecision End(VolunteerTask it, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage != TaskStage.Open || now < it.Paper.Until)
        {
            return TwoPeople.NotNow;
        }
        if (!TwoPeople.Works(by, it.Lead))
        {
            return TwoPeople.NotYours;
        }
        var (words, why) = OfThings(typed, "Words", "请写明事情办得怎样。", "Say what came of it.");
        return why is not null ? why : new TaskEnded(words!, now);
    }

    private static (TaskPaper? Paper, Refusal? Why) Read(
        OfferTask command,
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
            "请用一句话写出做什么。",
            "Say in one line what is done."
        );
        var (what, noWhat) = OfThings(command.What, nameof(command.What), "请写清楚怎么做。", "Say how it is done.");
        // What is no part of it may well name what is forbidden.
        var (notPart, noNotPart) = TwoPeople.ForResidents(
            command.NotPart,
            nameof(command.NotPart),
            TwoPeople.Longest,
            "请写明哪些不用做、不要做。",
            "Say what is no part of it."
        );
        var (where, noWhere) = TwoPeople.ForResidents(
            command.Where,
            nameof(command.Where),
            TwoPeople.LongestLine * 2,
            "请写在哪里碰头：一个地方，不是谁的家。",
            "Say where one meets: a place, not somebody's home."
        );
        var needed = int.TryParse(Refusals.Clean(command.Needed), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : 0;
        var wrong = Refusal.All(
            TwoPeople.AreaMissing(command.Area, jurisdiction),
            noTitle ?? AboutPeople(title!, nameof(command.Title)),
            noWhat,
            noNotPart,
            noWhere,
            WhenWrong(command.From, command.Until, command.TimesUnread, now),
            command.Of is { State: var of } && (of.Stage != PriorityStage.Adopted || of.Unit != unit || of.Area != command.Area)
                ? Refusal.Of(
                    "task-of-an-adopted-priority",
                    "只能选本单位在这个片区已经采纳、还没有办完的议题。",
                    "Choose a priority of that area which your unit has adopted and not finished.",
                    nameof(command.Of)
                )
                : null,
            needed is < 1 or > MostNeeded
                ? Refusal.Of(
                    "task-needed",
                    $"请写要几个人，1 到 {MostNeeded}。",
                    $"Say how many are needed, 1 to {MostNeeded}.",
                    nameof(command.Needed)
                )
                : null
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new TaskPaper(
                    id,
                    title!,
                    command.Area!,
                    unit,
                    what!,
                    notPart!,
                    where!,
                    command.From!.Value,
                    command.Until!.Value,
                    needed,
                    by.Id,
                    now
                )
                {
                    Priority = command.Of?.Id,
                },
                null
            );
    }

    private static (string? Text, Refusal? Why) OfThings(string? typed, string field, string zh, string en)
    {
        var (text, why) = TwoPeople.ForResidents(typed, field, TwoPeople.Longest, zh, en);
        return text is not null && AboutPeople(text, field) is { } people ? (null, people) : (text, why);
    }

    private static Refusal? AboutPeople(string text, string field) =>
        Watching().Match(text) is { Success: true } found
            ? Refusal.Of(
                "task-about-people",
                $"“{found.Value}”是对人的：志愿任务只照看东西和地方，不查人、不盯人、不报人。",
                $"“{found.Value}” is about people: a task looks after things and places and never checks, watches or reports anybody.",
                field
            )
            : null;

    private static Refusal? WhenWrong(DateTimeOffset? from, DateTimeOffset? until, Refusal? unread, DateTimeOffset now) =>
        from is not { } begin || until is not { } end
            ? unread ?? Refusals.Missing("Day", "请写哪一天、从几点到几点。", "Say on which day, from when until when.")
        : begin >= end || end - begin > Longest
            ? Refusal.Of(
                "task-times",
                "结束要在开始以后，最长 4 个小时。",
                "It ends after it begins, and within 4 hours.",
                "Until"
            )
        : begin <= now || begin > now.AddDays(Furthest)
            ? Refusal.Of(
                "task-day",
                $"请选今后 {Furthest} 天以内的时间。",
                $"Choose a time within {Furthest} days from now.",
                "Day"
            )
        : null;

    // SPEC §16 refuses tracking and profiling of people; a help against slips, no proof.
    [GeneratedRegex(
        "盘查|盘问|查身份证|查证件|登记人员|登记住户|人员登记|入户核查|排查人员|摸排人员|可疑人|重点人|外来人|盯防|盯住|跟踪|蹲守|监视|监控住户|举报邻居|举报住户|"
            + @"\b(?:check(?:ing)? (?:identity|papers|people)|suspicious (?:people|persons?)|watch(?:ing)? (?:people|neighbou?rs|residents)|report(?:ing)? (?:on )?neighbou?rs|register(?:ing)? (?:people|residents)|follow(?:ing)? people)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Watching();
}
