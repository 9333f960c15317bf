using System.Collections.Immutable;

namespace SmallMatters.Domain.Surveys;

/// <summary>What a wave is about; fixed in the moment of its draw.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Unit">Code of the neutral unit that asks.</param>
/// <param name="Wording">Version of the questionnaire.</param>
/// <param name="Began">The local day of the draw.</param>
/// <param name="OpenUntil">The last local day on which answers are taken.</param>
/// <param name="Draw">Seed, hash of the frame, strata.</param>
public sealed record SurveyFile(int Number, string Unit, int Wording, DateOnly Began, DateOnly OpenUntil, SurveyDrawn Draw);

/// <summary>What became of the letters of an area when the wave was closed.</summary>
public sealed record SurveyAreaClosed(string Area, SurveyResponse Response);

/// <summary>A wave of the survey (安全感调查, 一次).</summary>
public abstract record SurveyWave(SurveyFile File)
{
    private SurveyWave(SurveyFile file, bool _)
        : this(file) { }

    /// <summary>Letters are out and answers are taken.</summary>
    public sealed record Open(SurveyFile File) : SurveyWave(File, true);

    /// <summary>Closed: the result is public, and letters and addresses are gone.</summary>
    public sealed record Closed(SurveyFile File, DateOnly On, ImmutableArray<SurveyAreaClosed> Areas) : SurveyWave(File, true)
    {
        /// <summary>How often each choice had been made; null for a wave closed before this was kept.</summary>
        public ImmutableArray<SurveyTally>? Made { get; init; }
    }
}

/// <summary>Something that happened to a wave.</summary>
public abstract record SurveyFact
{
    /// <summary>The wave after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the history is damaged.</exception>
    public abstract SurveyWave Apply(SurveyWave? wave);
}

/// <summary>The wave was drawn.</summary>
public sealed record SurveyOpened(SurveyFile File) : SurveyFact
{
    /// <inheritdoc/>
    public override SurveyWave Apply(SurveyWave? wave) =>
        wave is null ? new SurveyWave.Open(File) : throw new InvalidOperationException("A wave is drawn once");
}

/// <summary>The wave was closed.</summary>
/// <param name="On">The local day.</param>
/// <param name="Areas">What became of the letters, by area.</param>
public sealed record SurveyClosed(DateOnly On, ImmutableArray<SurveyAreaClosed> Areas) : SurveyFact
{
    /// <summary>How often each choice had been made, against which the answers are counted again; null in older facts.</summary>
    public ImmutableArray<SurveyTally>? Made { get; init; }

    /// <inheritdoc/>
    public override SurveyWave Apply(SurveyWave? wave) =>
        wave is SurveyWave.Open open
            ? new SurveyWave.Closed(open.File, On, Areas) { Made = Made }
            : throw new InvalidOperationException("Only an open wave is closed");
}
