using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Problems;

/// <summary>Name a problem (scan).</summary>
public sealed record OpenProblem(string Title, string Why, string Area, string Category, ProblemPlace? Place, Guid? Card);

/// <summary>A problem was named.</summary>
public sealed record ProblemOpened(ProblemFile File) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is null ? new Problem(File, ProblemStage.Scanned, null, [], null) : throw DoesNotFit(problem);
}

/// <summary>Decides on naming problems.</summary>
public static class OpenProblemRule
{
    /// <summary>Most characters of the title.</summary>
    public const int LongestTitle = 120;

    /// <summary>Whoever names it leads: the unit acted for.</summary>
    public static ProblemDecision Decide(
        OpenProblem command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!May.DealsWithMatters(by))
        {
            return Refusals.NotYourUnits;
        }
        var (title, noTitle) = Refusals.WorkWords(
            command.Title,
            nameof(command.Title),
            LongestTitle,
            "请用一句话写明是什么问题。",
            "Say in one line what the problem is."
        );
        if (noTitle is not null)
        {
            return noTitle;
        }
        if (!jurisdiction.Areas.ContainsKey(command.Area))
        {
            return Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area.");
        }
        if (
            PatternCategory.KindOf(command.Category) is null
            && (!jurisdiction.Categories.TryGetValue(command.Category, out var category) || category.Kind == Kind.Conduct)
        )
        {
            return Refusals.Missing(nameof(command.Category), "请选择问题分类。", "Choose the category.");
        }
        var (why, noWhy) = Refusals.WorkWords(
            command.Why,
            nameof(command.Why),
            ProblemMay.LongestWords,
            "请写明为什么把这些诉求看作一个问题。",
            "Say why these matters are one problem."
        );
        return noWhy is not null
            ? noWhy
            : new ProblemOpened(
                new ProblemFile(id, title!, why!, by.Unit, command.Area, command.Category, command.Place, command.Card, now)
            );
    }
}
