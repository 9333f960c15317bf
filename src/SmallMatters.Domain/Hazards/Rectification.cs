using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>
/// A notice of rectification (整改): what is to be put right, by when and on what grounds. It is an order and no penalty; there is no
/// field for one.
/// </summary>
/// <param name="Number">Number of the notice, as the unit gives it.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Article">The rule that asks for it, as the notice cites it.</param>
/// <param name="By">Whose notice it is.</param>
/// <param name="At">When it was given, UTC.</param>
public sealed record Rectification(string Number, string What, DateOnly Until, string Article, StaffId By, DateTimeOffset At);

/// <summary>A link by which the responsible party says, without an account and once, what was done.</summary>
/// <param name="Hash">SHA-256 of its secret in base64; the secret is kept nowhere.</param>
/// <param name="Until">Until when it may be used, UTC.</param>
public sealed record RectificationLink(string Hash, DateTimeOffset Until);

/// <summary>Give a notice of rectification.</summary>
/// <param name="Number">Number of the notice.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Article">The rule that asks for it.</param>
public sealed record OrderRectification(string? Number, string? What, DateOnly? Until, string? Article);

/// <summary>A notice of rectification was given.</summary>
public sealed record RectificationOrdered(Rectification Notice, Duty Rectify) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Found } finding
            ? finding.Next(FindingStage.Ordered, Notice.At, Rectify) with
            {
                Notice = Notice,
            }
            : throw DoesNotFit(before);
}

/// <summary>More time was given, by somebody else than whoever gave the notice.</summary>
/// <param name="Until">The new last local day.</param>
/// <param name="Why">Why.</param>
/// <param name="By">Who approved it.</param>
/// <param name="Rectify">The clock from now on.</param>
/// <param name="At">When, UTC.</param>
public sealed record RectificationExtended(DateOnly Until, string Why, StaffId By, Duty Rectify, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Ordered, Notice: { } notice } finding
            ? finding with
            {
                Notice = notice with { Until = Until },
                Duties = finding.Duties.Replaced(Rectify, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The responsible party was given a link; an earlier one that was not used ends with it.</summary>
public sealed record RectificationLinkGiven(RectificationLink Link) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Ordered } finding ? finding with { Link = Link } : throw DoesNotFit(before);
}

/// <summary>Decides on notices, their time and their links.</summary>
public static class RectificationRule
{
    /// <summary>Code of the clock rule whose length is the longest time that a notice may give.</summary>
    public const string Clock = "hazard-rectification";

    /// <summary>For how many days after the last day of the notice its link is good.</summary>
    public const int LinkDays = 7;

    /// <summary>Somebody of the accountable unit gives a notice.</summary>
    public static JointDecision Order(
        Finding finding,
        OrderRectification command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        if (finding.Stage != FindingStage.Found)
        {
            return FindingRules.NotNow;
        }
        if (finding.File.HandOver is not null)
        {
            return HandOverFindingRule.Must;
        }
        var (number, noNumber) = FindingRules.Line(
            command.Number,
            nameof(command.Number),
            "请写通知书编号。",
            "Give the number of the notice."
        );
        var (what, noWhat) = FindingRules.Words(
            command.What,
            nameof(command.What),
            "请写明要改什么。",
            "Say what is to be put right."
        );
        var (article, noArticle) = Refusals.WorkWords(
            command.Article,
            nameof(command.Article),
            200,
            "请写明依据。",
            "Give the rule that asks for it."
        );
        return Refusal.All(noNumber, noWhat, Term(command.Until, jurisdiction, now), noArticle) is { } wrong
            ? wrong
            : new RectificationOrdered(
                new Rectification(number!, what!, command.Until!.Value, article!, by.Id, now),
                RectifyBy(finding, command.Until.Value, jurisdiction, now)
            );
    }

    /// <summary>A supervisor of the accountable unit who did not give the notice gives more time.</summary>
    public static JointDecision Extend(
        Finding finding,
        DateOnly? until,
        string? why,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        if (finding is not { Stage: FindingStage.Ordered, Notice: { } notice })
        {
            return FindingRules.NotNow;
        }
        if (!by.Is(StaffRole.Supervisor) || by.Id == notice.By)
        {
            return Refusal.Of(
                "extension-by-another",
                "延长整改期限，由没有签发这份通知的负责人批准。",
                "More time is approved by a supervisor who did not give the notice."
            );
        }
        var (because, noWhy) = FindingRules.Words(why, "Why", "请写明为什么延长。", "Say why it is extended.");
        var term =
            Term(until, jurisdiction, now)
            ?? (
                until > notice.Until
                    ? null
                    : Refusal.Of(
                        "extension-later",
                        "新的期限要晚于原来的期限。",
                        "The new day must be later than the one that holds.",
                        "Until"
                    )
            );
        return Refusal.All(term, noWhy) is { } wrong
            ? wrong
            : new RectificationExtended(until!.Value, because!, by.Id, RectifyBy(finding, until.Value, jurisdiction, now), now);
    }

    /// <summary>Somebody of the accountable unit gives the responsible party a link, good until some days after the last day.</summary>
    public static JointDecision Give(Finding finding, string hash, Actor.Staff by, Jurisdiction jurisdiction)
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        return finding is { Stage: FindingStage.Ordered, Notice: { } notice }
            ? new RectificationLinkGiven(
                new RectificationLink(hash, jurisdiction.Calendar.EndOfDay(notice.Until.AddDays(LinkDays)))
            )
            : FindingRules.NotNow;
    }

    /// <summary>The clock of a notice: it ends with the day that the notice names.</summary>
    internal static Duty RectifyBy(Finding finding, DateOnly until, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var rule = jurisdiction.ClockRules.RuleFor(Clock, jurisdiction.Calendar.DayOf(now));
        return new Duty(
            Guid.CreateVersion7(now),
            DutyFor.Rectify,
            finding.Lead,
            null,
            Clocks.Clock.Until(rule, now, until, jurisdiction.Calendar)
        );
    }

    /// <summary>Null when a notice may end with that day.</summary>
    internal static Refusal? Term(DateOnly? until, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var today = jurisdiction.Calendar.DayOf(now);
        var most = jurisdiction.ClockRules.RuleFor(Clock, today).Length;
        return until is null ? Refusals.Missing("Until", "请写明整改到哪一天。", "Say by which day.")
            : until <= today || until > today.AddDays(most)
                ? Refusal.Of(
                    "rectification-term",
                    $"期限应在明天到 {most} 天之内。",
                    $"The last day is from tomorrow to {most} days from now.",
                    "Until"
                )
            : null;
    }

    // The old clock ends where the new one begins, and stays readable.
    internal static System.Collections.Immutable.ImmutableArray<Duty> Replaced(
        this System.Collections.Immutable.ImmutableArray<Duty> duties,
        Duty next,
        DateTimeOffset at
    ) =>
        [
            .. duties.Select(d =>
                d.IsOpen && d.For == next.For ? d with { Clock = ClockOf.Stopped(d.Clock, at, "extended"), GoneUpTo = null } : d
            ),
            next,
        ];
}
