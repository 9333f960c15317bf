using System.Collections.Immutable;

namespace SmallMatters.Domain.Encounters;

/// <summary>How often a line was marked.</summary>
/// <param name="Yes">是.</param>
/// <param name="No">否.</param>
/// <param name="NotSure">说不清.</param>
public sealed record EncounterMarks(int Yes, int No, int NotSure)
{
    /// <summary>Marks that say something: the denominator of the share of "no".</summary>
    public int Told => Yes + No;
}

/// <summary>The answers about one unit in a quarter.</summary>
/// <param name="Satisfied">满意.</param>
/// <param name="Basically">基本满意.</param>
/// <param name="Dissatisfied">不满意.</param>
/// <param name="Items">The lines of the checklist.</param>
public sealed record EncounterTally(
    int Satisfied,
    int Basically,
    int Dissatisfied,
    ImmutableDictionary<EncounterItem, EncounterMarks> Items
)
{
    /// <summary>How many answered.</summary>
    public int Answers => Satisfied + Basically + Dissatisfied;

    /// <summary>Of answers with how often each was given.</summary>
    public static EncounterTally Of(IReadOnlyCollection<(EncounterAnswer Answer, int Count)> answers)
    {
        int Count(Func<EncounterAnswer, bool> which) => answers.Where(a => which(a.Answer)).Sum(a => a.Count);
        EncounterMarks Marks(Func<EncounterAnswer, EncounterMark> item) =>
            new(
                Count(a => item(a) == EncounterMark.Yes),
                Count(a => item(a) == EncounterMark.No),
                Count(a => item(a) == EncounterMark.NotSure)
            );
        return new EncounterTally(
            Count(a => a.Overall == EncounterOverall.Satisfied),
            Count(a => a.Overall == EncounterOverall.Basically),
            Count(a => a.Overall == EncounterOverall.Dissatisfied),
            ImmutableDictionary<EncounterItem, EncounterMarks>
                .Empty.Add(EncounterItem.Identity, Marks(a => a.Identity))
                .Add(EncounterItem.Rights, Marks(a => a.Rights))
                .Add(EncounterItem.NextStep, Marks(a => a.NextStep))
                .Add(EncounterItem.OnTime, Marks(a => a.OnTime))
        );
    }
}
