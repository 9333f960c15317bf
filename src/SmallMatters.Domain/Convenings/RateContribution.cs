using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Convenings;

/// <summary>Say what another unit contributed to a convening.</summary>
/// <param name="About">Code of the unit.</param>
/// <param name="Contribution">How much; null when nothing was chosen.</param>
/// <param name="Reason">Why.</param>
public sealed record RateContribution(string About, Contribution? Contribution, string? Reason);

/// <summary>One side rated the other's contribution. The other reads it when both have spoken, or when the time is over.</summary>
public sealed record ContributionRated(Rating Rating) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Held } convening
            ? convening with
            {
                Ratings = convening.Ratings.Add(Rating),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on ratings.</summary>
public static class RateContributionRule
{
    /// <summary>Each side rates the other once, while the time for it runs.</summary>
    public static JointDecision Decide(Convening convening, RateContribution command, Actor.Staff by, DateTimeOffset now)
    {
        if (!May.DealsWithMatters(by) || !convening.StillToRate(by.Unit).Contains(command.About))
        {
            return Refusal.Of(
                "nothing-to-rate",
                "现在没有需要您的单位评价的，或者评价期已过。",
                "There is nothing for your unit to rate now, or the time for it is over.",
                nameof(command.About)
            );
        }
        if (command.Contribution is not { } contribution || !Enum.IsDefined(contribution))
        {
            return Refusals.Missing(nameof(command.Contribution), "请选择一项。", "Choose one.");
        }
        var (reason, noReason) = Between.Words(
            command.Reason,
            nameof(command.Reason),
            500,
            "请写明理由；说单位做了什么，不说个人。",
            "Say why: what the unit did, not a person."
        );
        return noReason is not null
            ? noReason
            : new ContributionRated(new Rating(by.Unit, command.About, contribution, reason!, now));
    }
}
