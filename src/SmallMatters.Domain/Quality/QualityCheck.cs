using System.Collections.Immutable;

namespace SmallMatters.Domain.Quality;

/// <summary>What is said to one question about an answer.</summary>
public enum QualityMark
{
    /// <summary>是.</summary>
    Yes,

    /// <summary>否.</summary>
    No,

    /// <summary>不适用.</summary>
    NotApplicable,
}

/// <summary>What was said to one question.</summary>
/// <param name="Question">Its code.</param>
/// <param name="Said">What was said.</param>
public sealed record QualityAnswer(string Question, QualityMark Said);

/// <summary>
/// A quality check (质量抽查): one closing that was drawn, and what somebody who did not deal with it said of the answer that the
/// resident got. It holds codes and no words.
/// </summary>
/// <param name="OpenUntil">The last local day on which it may be read.</param>
public abstract record QualityCheck(DateOnly OpenUntil)
{
    private QualityCheck(DateOnly until, bool _)
        : this(until) { }

    /// <summary>To be read.</summary>
    public sealed record Waiting(DateOnly OpenUntil) : QualityCheck(OpenUntil, true);

    /// <summary>Read.</summary>
    /// <param name="OpenUntil">See the base.</param>
    /// <param name="Sheet">Version of the questions.</param>
    /// <param name="Answers">What was said to each, in their order.</param>
    public sealed record Read(DateOnly OpenUntil, int Sheet, ImmutableArray<QualityAnswer> Answers)
        : QualityCheck(OpenUntil, true)
    {
        /// <summary>Codes of the questions to which "no" was said.</summary>
        public IEnumerable<string> Lacking => Answers.Where(a => a.Said == QualityMark.No).Select(a => a.Question);

        /// <summary>Whether nothing is lacking.</summary>
        public bool Holds => !Lacking.Any();
    }

    /// <summary>Nobody read it in time, or nobody is neutral.</summary>
    public sealed record NotRead(DateOnly OpenUntil) : QualityCheck(OpenUntil, true);

    /// <summary>Since the draw the matter has become one that is not read: its people were sealed or erased, a dispute or a threat came up.</summary>
    public sealed record LeftOut(DateOnly OpenUntil) : QualityCheck(OpenUntil, true);

    /// <summary>The state without its data, for lists.</summary>
    public QualityStage Stage =>
        this switch
        {
            Waiting => QualityStage.Waiting,
            Read => QualityStage.Read,
            NotRead => QualityStage.NotRead,
            LeftOut => QualityStage.LeftOut,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A state of a check without its data.</summary>
public enum QualityStage
{
    /// <summary>待看.</summary>
    Waiting,

    /// <summary>已看.</summary>
    Read,

    /// <summary>没有看.</summary>
    NotRead,

    /// <summary>不再看.</summary>
    LeftOut,
}

/// <summary>Something that happened to a check.</summary>
public abstract record QualityFact
{
    /// <summary>The check after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the history is damaged.</exception>
    public abstract QualityCheck Apply(QualityCheck? check);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(QualityCheck? check) =>
        new($"{GetType().Name} does not fit a check that is {check?.Stage.ToString() ?? "not there"}");
}

/// <summary>The closing was drawn.</summary>
/// <param name="OpenUntil">The last local day for it.</param>
public sealed record QualityDue(DateOnly OpenUntil) : QualityFact
{
    /// <inheritdoc/>
    public override QualityCheck Apply(QualityCheck? check) =>
        check is null ? new QualityCheck.Waiting(OpenUntil) : throw DoesNotFit(check);
}

/// <summary>Somebody read it and said what they found.</summary>
/// <param name="Sheet">Version of the questions.</param>
/// <param name="Answers">What was said to each.</param>
public sealed record QualityRead(int Sheet, ImmutableArray<QualityAnswer> Answers) : QualityFact
{
    /// <inheritdoc/>
    public override QualityCheck Apply(QualityCheck? check) =>
        check is QualityCheck.Waiting { OpenUntil: var until }
            ? new QualityCheck.Read(until, Sheet, Answers)
            : throw DoesNotFit(check);
}

/// <summary>The time for it is over, or nobody is neutral.</summary>
public sealed record QualityLapsed : QualityFact
{
    /// <inheritdoc/>
    public override QualityCheck Apply(QualityCheck? check) =>
        check is QualityCheck.Waiting { OpenUntil: var until } ? new QualityCheck.NotRead(until) : throw DoesNotFit(check);
}

/// <summary>The matter is not read any more.</summary>
public sealed record QualityLeftOut : QualityFact
{
    /// <inheritdoc/>
    public override QualityCheck Apply(QualityCheck? check) =>
        check is QualityCheck.Waiting { OpenUntil: var until } ? new QualityCheck.LeftOut(until) : throw DoesNotFit(check);
}
