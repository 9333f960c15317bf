using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Liaisons;

/// <summary>Where a volunteer's role stands.</summary>
public enum LiaisonStage
{
    /// <summary>待本人同意: the unit has asked; the volunteer has not accepted the code of conduct.</summary>
    Offered,

    /// <summary>在任.</summary>
    Serving,

    /// <summary>暂停: wanted by either side, without a reason.</summary>
    StoodDown,

    /// <summary>已结束.</summary>
    Ended,
}

/// <summary>What a volunteer is trained in before and while they serve.</summary>
public enum LiaisonTraining
{
    /// <summary>报情况，不报人.</summary>
    SituationsNotPeople,

    /// <summary>自身安全，紧急情况打110.</summary>
    OwnSafety,

    /// <summary>保密和个人信息.</summary>
    Privacy,

    /// <summary>护学岗.</summary>
    SchoolGate,
}

/// <summary>Who ended the role. Neither side gives a reason.</summary>
public enum LiaisonExit
{
    /// <summary>The volunteer.</summary>
    Volunteer,

    /// <summary>The unit.</summary>
    Unit,

    /// <summary>The term was over, or the offer was not taken up.</summary>
    Term,
}

/// <summary>An item of training that was done.</summary>
/// <param name="Item">What.</param>
/// <param name="On">Local day.</param>
public sealed record TrainingDone(LiaisonTraining Item, DateOnly On);

/// <summary>
/// The role of a liaison volunteer (治安联络员). Its facts name nobody: name and telephone are sealed beside them and go when it ends. No
/// national rule orders the role; what it is here is this product's own (facts.md §5.7). It has no figure of what a volunteer reported.
/// </summary>
/// <param name="Unit">Code of the unit that appointed.</param>
/// <param name="Area">Area code.</param>
/// <param name="Since">Local day of the offer.</param>
/// <param name="Until">Last local day of the term.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record Liaison(string Unit, string Area, DateOnly Since, DateOnly Until, LiaisonStage Stage)
{
    /// <summary>Version of the code of conduct that the volunteer accepted; null before.</summary>
    public int? Conduct { get; init; }

    /// <summary>Whether the volunteer agreed to be named on the area's page.</summary>
    public bool Named { get; init; }

    /// <summary>Training that was done, in order.</summary>
    public ImmutableArray<TrainingDone> Trainings { get; init; } = [];

    /// <summary>Whether they report and stand at gates on a local day.</summary>
    public bool ServesOn(DateOnly day) => Stage == LiaisonStage.Serving && day <= Until;
}

/// <summary>Something that happened to a volunteer's role. Appended, never edited.</summary>
public abstract record LiaisonFact
{
    /// <summary>The role after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract Liaison Apply(Liaison? before);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(Liaison? before) =>
        new($"{GetType().Name} does not fit a role that is {before?.Stage.ToString() ?? "not there"}");
}

/// <summary>A unit's leader offered the role.</summary>
public sealed record LiaisonOffered(string Unit, string Area, DateOnly Since, DateOnly Until) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is null ? new Liaison(Unit, Area, Since, Until, LiaisonStage.Offered) : throw DoesNotFit(before);
}

/// <summary>The volunteer accepted the code of conduct and serves from now on.</summary>
/// <param name="Conduct">Version of the code.</param>
/// <param name="Named">Whether they agree to be named in public.</param>
public sealed record LiaisonAccepted(int Conduct, bool Named) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: LiaisonStage.Offered }
            ? before with
            {
                Stage = LiaisonStage.Serving,
                Conduct = Conduct,
                Named = Named,
            }
            : throw DoesNotFit(before);
}

/// <summary>The volunteer changed whether they are named in public.</summary>
public sealed record LiaisonNamed(bool Named) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: LiaisonStage.Serving or LiaisonStage.StoodDown }
            ? before with
            {
                Named = Named,
            }
            : throw DoesNotFit(before);
}

/// <summary>An item of training was done.</summary>
public sealed record LiaisonTrained(TrainingDone Done) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: not LiaisonStage.Ended }
            ? before with
            {
                Trainings = before.Trainings.Add(Done),
            }
            : throw DoesNotFit(before);
}

/// <summary>Either side wants a pause.</summary>
public sealed record LiaisonStoodDown : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: LiaisonStage.Serving } ? before with { Stage = LiaisonStage.StoodDown } : throw DoesNotFit(before);
}

/// <summary>The pause is over.</summary>
public sealed record LiaisonResumed : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: LiaisonStage.StoodDown } ? before with { Stage = LiaisonStage.Serving } : throw DoesNotFit(before);
}

/// <summary>The term was lengthened.</summary>
public sealed record LiaisonExtended(DateOnly Until) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: LiaisonStage.Serving or LiaisonStage.StoodDown }
            ? before with
            {
                Until = Until,
            }
            : throw DoesNotFit(before);
}

/// <summary>The volunteer was given a link; an earlier one ends.</summary>
public sealed record LiaisonLinkGiven : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: not LiaisonStage.Ended } ? before : throw DoesNotFit(before);
}

/// <summary>The role ended; name, telephone and link go with it.</summary>
public sealed record LiaisonEnded(LiaisonExit By) : LiaisonFact
{
    /// <inheritdoc/>
    public override Liaison Apply(Liaison? before) =>
        before is { Stage: not LiaisonStage.Ended }
            ? before with
            {
                Stage = LiaisonStage.Ended,
                Named = false,
            }
            : throw DoesNotFit(before);
}

/// <summary>What came of a decision.</summary>
public sealed record LiaisonDecision(LiaisonFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator LiaisonDecision(LiaisonFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator LiaisonDecision(Refusal why) => new(null, why);
}

/// <summary>The role in words.</summary>
public static class LiaisonWords
{
    /// <summary>The stage as people call it.</summary>
    public static Bilingual Said(this LiaisonStage stage) =>
        stage switch
        {
            LiaisonStage.Offered => new("待本人同意", "Waits for the volunteer"),
            LiaisonStage.Serving => new("在任", "Serving"),
            LiaisonStage.StoodDown => new("暂停", "Paused"),
            LiaisonStage.Ended => new("已结束", "Ended"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The item as people call it.</summary>
    public static Bilingual Said(this LiaisonTraining item) =>
        item switch
        {
            LiaisonTraining.SituationsNotPeople => new("报情况，不报人", "Situations and not people"),
            LiaisonTraining.OwnSafety => new("自身安全，紧急情况打110", "One's own safety; 110 in an emergency"),
            LiaisonTraining.Privacy => new("保密和个人信息", "Confidence and personal data"),
            LiaisonTraining.SchoolGate => new("护学岗", "School gates"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What happened, in words.</summary>
    public static Bilingual Said(this LiaisonFact fact) =>
        fact switch
        {
            LiaisonOffered => new("邀请担任联络员", "The role was offered"),
            LiaisonAccepted accepted => new(
                $"本人同意行为守则第 {accepted.Conduct} 版",
                $"The volunteer accepted version {accepted.Conduct} of the code of conduct"
            ),
            LiaisonNamed { Named: true } => new("本人同意公开姓名", "The volunteer agreed to be named"),
            LiaisonNamed => new("本人不公开姓名", "The volunteer is not named"),
            LiaisonTrained trained => new(
                $"培训：{trained.Done.Item.Said().Zh}，{trained.Done.On:yyyy-MM-dd}",
                $"Training: {trained.Done.Item.Said().En}, {trained.Done.On:yyyy-MM-dd}"
            ),
            LiaisonStoodDown => new("暂停", "Paused"),
            LiaisonResumed => new("恢复", "Resumed"),
            LiaisonExtended extended => new(
                $"任期延到 {extended.Until:yyyy-MM-dd}",
                $"The term was lengthened until {extended.Until:yyyy-MM-dd}"
            ),
            LiaisonLinkGiven => new("发了新链接", "A new link was given"),
            LiaisonEnded => new("结束，姓名和电话已删除", "It ended; name and telephone are gone"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
