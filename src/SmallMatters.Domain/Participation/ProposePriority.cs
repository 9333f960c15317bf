using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Propose a priority.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Title">In one line.</param>
/// <param name="Words">What should be taken up, and why.</param>
public sealed record ProposePriority(string? Area, string? Title, string? Words);

/// <summary>The words of a proposal as they were found fit to be asked to confirm.</summary>
/// <param name="Title">In one line.</param>
/// <param name="Words">The words.</param>
/// <param name="Held">Whether they seem to name somebody, so that a unit looks first.</param>
public sealed record ProposedWords(string Title, string Words, bool Held);

/// <summary>Decides on proposals and on who may still support one.</summary>
public static class ProposePriorityRule
{
    /// <summary>Longest title.</summary>
    public const int LongestTitle = 40;

    /// <summary>Longest words.</summary>
    public const int LongestWords = 600;

    /// <summary>Fewer supports than this are not told in numbers.</summary>
    public const int Floor = 5;

    /// <summary>A contact was sent as many links today as it may be.</summary>
    public static Refusal TooManyAsks { get; } =
        Refusal.Of(
            "too-many-asks",
            "今天发到这个手机号或者邮箱的确认链接太多了，请明天再试。",
            "Too many links were sent to this number or mailbox today; try again tomorrow."
        );

    /// <summary>
    /// Looks at what was typed. The number of a person, a vehicle or an account is refused; what seems to name somebody is held back until
    /// a unit has looked. A help against slips, no proof.
    /// </summary>
    public static (ProposedWords? Words, Refusal? Why) Read(ProposePriority command, Jurisdiction jurisdiction)
    {
        var (title, noTitle) = Typed(command.Title, "Title", LongestTitle, "请用一句话写出议题。", "Say it in one line.");
        var (words, noWords) = Typed(
            command.Words,
            "Words",
            LongestWords,
            "请写希望办什么、为什么。",
            "Say what should be taken up, and why."
        );
        var wrong = Refusal.All(
            command.Area is { } area && jurisdiction.Areas.ContainsKey(area)
                ? null
                : Refusals.Missing("Area", "请选择片区。", "Choose the area."),
            noTitle,
            noWords
        );
        return wrong is not null ? (null, wrong) : (new ProposedWords(title!, words!, Hinted(title!) || Hinted(words!)), null);
    }

    /// <summary>A resident's proposal, once its contact is verified.</summary>
    /// <param name="area">Area code.</param>
    /// <param name="held">Whether somebody looks first.</param>
    /// <param name="thisMonth">How many proposals the contact has made this month.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="today">Local day.</param>
    public static PriorityDecision Decide(string area, bool held, int thisMonth, Jurisdiction jurisdiction, DateOnly today) =>
        thisMonth >= VerifiedContact.ProposalsInAMonth
            ? Refusal.Of(
                "too-many-proposals",
                $"同一个手机号或者邮箱一个月最多提 {VerifiedContact.ProposalsInAMonth} 个议题，请下个月再提。",
                $"One number or mailbox proposes {VerifiedContact.ProposalsInAMonth} a month at most; propose this one next month."
            )
        : jurisdiction.Areas.TryGetValue(area, out var known) ? new PriorityProposed(area, known.IntakeUnit, today, held, null)
        : Refusals.Missing("Area", "请选择片区。", "Choose the area.");

    /// <summary>A proposal of a unit, which a second person looks at before it is public.</summary>
    public static PriorityDecision OfUnit(string area, Actor.Staff by, DateOnly today) =>
        by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor)
            ? new PriorityProposed(area, by.Unit, today, true, by.Id.Value)
            : ModeratePriorityRule.NotYours;

    /// <summary>Whether a verified contact may support it now; null when it may.</summary>
    /// <param name="priority">The priority.</param>
    /// <param name="thisWeek">How many supports the contact has given this week.</param>
    public static Refusal? Support(Priority priority, int thisWeek) =>
        priority.Stage != PriorityStage.Open
            ? Refusal.Of("priority-not-open", "这个议题现在不征集支持。", "This priority cannot be supported now.")
        : thisWeek >= VerifiedContact.SupportsInAWeek
            ? Refusal.Of(
                "too-many-supports",
                $"同一个手机号或者邮箱一周最多支持 {VerifiedContact.SupportsInAWeek} 个议题，请下周再来。",
                $"One number or mailbox supports {VerifiedContact.SupportsInAWeek} a week at most; come back next week."
            )
        : null;

    private static (string? Text, Refusal? Why) Typed(string? typed, string field, int limit, string zh, string en)
    {
        var (text, why) = Refusals.Words(typed, field, limit, zh, en);
        return text is not null && TwoPeople.HasNumber(text)
            ? (
                null,
                Refusal.Of(
                    "priority-has-a-number",
                    "请删去电话、身份证号、车牌、账号和邮箱。这里写的话会公开。",
                    "Take out telephone, identity and vehicle numbers, accounts and mail addresses. What is written here is for everybody.",
                    field
                )
            )
            : (text, why);
    }

    private static bool Hinted(string text) => !Hints.In(text, ManuscriptPart.Words, []).IsEmpty;
}
