using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Services;

/// <summary>What somebody says they need to be served well (自述需要). Nobody else writes it, and nobody has to.</summary>
/// <param name="Hearing">They hear badly: speak up, or write it down.</param>
/// <param name="Dialect">The dialect or language that they speak best; null when they said none.</param>
/// <param name="FromHour">From which local hour they want to be called, 0 to 23; null when any hour will do.</param>
/// <param name="UntilHour">Until which local hour, 1 to 24.</param>
/// <param name="SameOfficer">They wish to deal with the same officer: a wish that is shown, not a rule.</param>
/// <param name="Until">The last local day on which it is shown.</param>
public sealed record Needs(bool Hearing, string? Dialect, int? FromHour, int? UntilHour, bool SameOfficer, DateOnly Until)
{
    /// <summary>The wish for the same officer alone, for who assigns; null when there is none.</summary>
    public Needs? WishAlone() => SameOfficer ? new Needs(false, null, null, null, true, Until) : null;
}

/// <summary>Say what one needs; it takes the place of what was said before.</summary>
/// <param name="Hearing">They hear badly.</param>
/// <param name="Dialect">What they speak best.</param>
/// <param name="FromHour">From which hour to call.</param>
/// <param name="UntilHour">Until which hour.</param>
/// <param name="SameOfficer">They wish for the same officer.</param>
/// <param name="Months">For how many months; null when none was chosen.</param>
public sealed record DeclareNeeds(bool Hearing, string? Dialect, int? FromHour, int? UntilHour, bool SameOfficer, int? Months);

/// <summary>Decides on declared needs.</summary>
public static class NeedsRule
{
    /// <summary>The longest name of a dialect, in characters.</summary>
    public const int LongestDialect = 20;

    /// <summary>For so many months at most.</summary>
    public const int MostMonths = 12;

    /// <summary>What is kept, or why not.</summary>
    /// <param name="matter">The matter on whose contact they hang.</param>
    /// <param name="command">What was typed.</param>
    /// <param name="by">The raiser, or who helps them by a link.</param>
    /// <param name="today">The local day.</param>
    public static (Needs? Needs, Refusal? Why) Declare(Matter matter, DeclareNeeds command, Actor.Person by, DateOnly today)
    {
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return (null, why);
        }
        if (!matter.File.Raiser.Reachable)
        {
            return (
                null,
                Refusal.Of(
                    "needs-without-contact",
                    "您没有留联系方式，没有人会联系您，所以不用写。",
                    "You left no contact, so nobody will call you; there is nothing to say here."
                )
            );
        }
        var dialect = Refusals.Clean(command.Dialect);
        var wrong = Refusal.All(
            command is { Hearing: false, FromHour: null, UntilHour: null, SameOfficer: false } && dialect.Length == 0
                ? Refusal.Of(
                    "needs-none",
                    "请至少选一项；不需要了，请用“收回”。",
                    "Choose one at least; to end it, withdraw it.",
                    "Which"
                )
                : null,
            dialect.Length > LongestDialect ? Refusals.TooLong(nameof(command.Dialect), LongestDialect) : null,
            command is { FromHour: null, UntilHour: null }
            || (command is { FromHour: >= 0 and <= 23, UntilHour: <= 24 } && command.UntilHour > command.FromHour)
                ? null
                : Refusal.Of(
                    "needs-hours",
                    "请写几点到几点，例如 9 到 11。",
                    "Write from which hour until which, such as 9 to 11.",
                    nameof(command.FromHour)
                ),
            command.Months is >= 1 and <= MostMonths
                ? null
                : Refusal.Of(
                    "needs-months",
                    "请选择用到什么时候，最长一年。",
                    "Choose for how long, a year at most.",
                    nameof(command.Months)
                )
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new Needs(
                    command.Hearing,
                    dialect.Length == 0 ? null : dialect,
                    command.FromHour,
                    command.UntilHour,
                    command.SameOfficer,
                    today.AddMonths(command.Months!.Value)
                ),
                null
            );
    }

    /// <summary>Whether needs are shown to who deals with a matter: while something can still be done about it, to their last day.</summary>
    public static bool ShownBeside(Stage stage, Needs needs, DateOnly today) =>
        stage is not (Stage.Closed or Stage.Settled) && today <= needs.Until;
}
