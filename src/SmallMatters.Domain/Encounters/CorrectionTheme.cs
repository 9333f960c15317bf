using SmallMatters.Domain.Language;
using SmallMatters.Domain.Supervision;

namespace SmallMatters.Domain.Encounters;

/// <summary>
/// A theme (评警主题): what many said of one unit in a quarter, named by a neutral unit, and the unit's correction promise (整改承诺). All of
/// it is of lists, since it stands in public at once.
/// </summary>
/// <param name="File">What it is about.</param>
public abstract record CorrectionTheme(ThemeFile File)
{
    private CorrectionTheme(ThemeFile file, bool _)
        : this(file) { }

    /// <summary>Named; the unit owes a promise.</summary>
    public sealed record Named(ThemeFile File) : CorrectionTheme(File, true);

    /// <summary>The unit promised.</summary>
    public sealed record Promised(ThemeFile File, CorrectionPromise Promise) : CorrectionTheme(File, true);

    /// <summary>The neutral unit looked, and it was kept.</summary>
    public sealed record Kept(ThemeFile File, CorrectionPromise Promise, DateOnly On) : CorrectionTheme(File, true);

    /// <summary>The state without its data.</summary>
    public ThemeStage Stage =>
        this switch
        {
            Named => ThemeStage.Named,
            Promised => ThemeStage.Promised,
            Kept => ThemeStage.Kept,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The promise, once there is one.</summary>
    public CorrectionPromise? TheirPromise => (this as Promised)?.Promise ?? (this as Kept)?.Promise;

    /// <summary>Whether the day of the promise, or that for making one, went by without it; stays so once it was kept late.</summary>
    public bool IsLate(DateOnly today) =>
        this switch
        {
            Named => today > File.PromiseBy,
            Promised p => today > p.Promise.DueOn,
            Kept k => k.On > k.Promise.DueOn,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A state of a theme without its data.</summary>
public enum ThemeStage
{
    /// <summary>待承诺.</summary>
    Named,

    /// <summary>整改中.</summary>
    Promised,

    /// <summary>已兑现.</summary>
    Kept,
}

/// <summary>What a theme is about.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Item">The line of the checklist.</param>
/// <param name="Quarter">Which quarter's answers, such as 2026Q3.</param>
/// <param name="No">How many said no.</param>
/// <param name="Told">Of how many who said yes or no.</param>
/// <param name="Neutral">Code of the unit that named it and looks whether it was kept.</param>
/// <param name="PromiseBy">The local day by which the unit promises.</param>
public sealed record ThemeFile(
    string Unit,
    EncounterItem Item,
    string Quarter,
    int No,
    int Told,
    string Neutral,
    DateOnly PromiseBy
);

/// <summary>What a unit does about a theme, by which post, by when.</summary>
/// <param name="Measure">What.</param>
/// <param name="Post">Which post answers for it.</param>
/// <param name="DueOn">The last local day.</param>
public sealed record CorrectionPromise(CorrectionMeasure Measure, LeaderPost Post, DateOnly DueOn);

/// <summary>What can be done about a theme.</summary>
public enum CorrectionMeasure
{
    /// <summary>亮证、挂牌.</summary>
    ShowCards,

    /// <summary>当面给权利告知单.</summary>
    HandOutRights,

    /// <summary>当面写明下一步和日期.</summary>
    WriteNextStep,

    /// <summary>错开时间、增加窗口.</summary>
    MoreTimes,

    /// <summary>全员学一遍、试一遍.</summary>
    Rehearse,
}

/// <summary>Something that happened to a theme.</summary>
public abstract record ThemeFact
{
    /// <summary>The theme after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the history is damaged.</exception>
    public abstract CorrectionTheme Apply(CorrectionTheme? theme);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(CorrectionTheme? theme) =>
        new($"{GetType().Name} does not fit a theme that is {theme?.Stage.ToString() ?? "not there"}");
}

/// <summary>A neutral unit named it.</summary>
public sealed record ThemeNamed(ThemeFile File) : ThemeFact
{
    /// <inheritdoc/>
    public override CorrectionTheme Apply(CorrectionTheme? theme) =>
        theme is null ? new CorrectionTheme.Named(File) : throw DoesNotFit(theme);
}

/// <summary>The unit promised a correction.</summary>
public sealed record CorrectionPromised(CorrectionPromise Promise) : ThemeFact
{
    /// <inheritdoc/>
    public override CorrectionTheme Apply(CorrectionTheme? theme) =>
        theme is CorrectionTheme.Named named ? new CorrectionTheme.Promised(named.File, Promise) : throw DoesNotFit(theme);
}

/// <summary>The neutral unit saw that it was kept.</summary>
/// <param name="On">The local day of looking.</param>
public sealed record CorrectionKept(DateOnly On) : ThemeFact
{
    /// <inheritdoc/>
    public override CorrectionTheme Apply(CorrectionTheme? theme) =>
        theme is CorrectionTheme.Promised promised
            ? new CorrectionTheme.Kept(promised.File, promised.Promise, On)
            : throw DoesNotFit(theme);
}

/// <summary>What came of a decision on a theme.</summary>
public sealed record ThemeDecision(ThemeFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator ThemeDecision(ThemeFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator ThemeDecision(Refusal why) => new(null, why);
}
