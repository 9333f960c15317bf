namespace SmallMatters.Domain.Participation;

/// <summary>Something that happened to a priority. Appended, never edited.</summary>
public abstract record PriorityFact
{
    /// <summary>The priority after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract Priority Apply(Priority? before);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(Priority? before) =>
        new($"{GetType().Name} does not fit a priority that is {before?.Stage.ToString() ?? "not there"}");
}

/// <summary>It was proposed.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that answers it.</param>
/// <param name="On">Local day.</param>
/// <param name="Held">Whether somebody looks before it is public.</param>
/// <param name="By">The account of a unit; null for a resident.</param>
public sealed record PriorityProposed(string Area, string Unit, DateOnly On, bool Held, Guid? By) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is null
            ? new Priority(Area, Unit, On, Held ? PriorityStage.Held : PriorityStage.Open) { ProposedBy = By }
            : throw DoesNotFit(before);
}

/// <summary>Somebody looked, and it may be public.</summary>
public sealed record PriorityShown : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Held } ? before with { Stage = PriorityStage.Open } : throw DoesNotFit(before);
}

/// <summary>It was hidden.</summary>
/// <param name="Because">Why.</param>
/// <param name="Unit">Code of the unit that hid it.</param>
/// <param name="On">Local day.</param>
public sealed record PriorityHidden(HideReason Because, string Unit, DateOnly On) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Held or PriorityStage.Open }
            ? before with
            {
                Stage = PriorityStage.Hidden,
                Because = Because,
                HiddenBy = Unit,
                HiddenOn = On,
                Prepared = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>Who proposed it wants another unit to look.</summary>
public sealed record PriorityAppealed : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Hidden, Appealed: false }
            ? before with
            {
                Appealed = true,
                AppealWaits = true,
            }
            : throw DoesNotFit(before);
}

/// <summary>A reviewer of another unit decided.</summary>
/// <param name="Shown">Whether it is public again.</param>
/// <param name="On">Local day.</param>
public sealed record PriorityAppealDecided(bool Shown, DateOnly On) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is not { Stage: PriorityStage.Hidden, AppealWaits: true } ? throw DoesNotFit(before)
        : Shown
            ? before with
            {
                Stage = PriorityStage.Open,
                AppealWaits = false,
                Because = null,
                HiddenBy = null,
                HiddenOn = null,
            }
        : before with { AppealWaits = false, HiddenOn = On };
}

/// <summary>Another unit answers it from now on.</summary>
public sealed record PriorityPassed(string To) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Held or PriorityStage.Open }
            ? before with
            {
                Unit = To,
                Prepared = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>Who proposed it took it back.</summary>
public sealed record PriorityWithdrawn : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Held or PriorityStage.Open or PriorityStage.Hidden }
            ? before with
            {
                Stage = PriorityStage.Withdrawn,
                AppealWaits = false,
                Prepared = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>Words of the unit wait for a second person.</summary>
public sealed record PriorityPrepared(PriorityStep Step) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Stage: PriorityStage.Open or PriorityStage.Adopted, Prepared: null }
            ? before with
            {
                Prepared = Step,
            }
            : throw DoesNotFit(before);
}

/// <summary>The second person did not release them.</summary>
public sealed record PriorityGivenBack : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { Prepared: not null } ? before with { Prepared = null } : throw DoesNotFit(before);
}

/// <summary>A second person released what was prepared.</summary>
/// <param name="Step">What.</param>
/// <param name="On">Local day.</param>
public sealed record PriorityReleased(PriorityStep Step, DateOnly On) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before)
    {
        if (before is not { Prepared: not null })
        {
            throw DoesNotFit(before);
        }
        var after = before with { Prepared = null };
        return (Step.Move, before.Stage) switch
        {
            (PriorityMove.Adopt, PriorityStage.Open) => after with { Stage = PriorityStage.Adopted, Reason = Step.Words },
            (PriorityMove.Decline, PriorityStage.Open) => after with { Stage = PriorityStage.Declined, Reason = Step.Words },
            (PriorityMove.Finish, PriorityStage.Adopted) => after with { Stage = PriorityStage.Done, Result = Step.Words },
            (PriorityMove.Act, PriorityStage.Adopted) => after with
            {
                Actions = before.Actions.Add(
                    new PriorityAction(before.Actions.Length + 1, Step.Words, Step.Unit!, Step.Post!.Value, Step.DueOn!.Value)
                ),
            },
            (PriorityMove.EndAct, PriorityStage.Adopted) => after with
            {
                Actions =
                [
                    .. before.Actions.Select(a =>
                        a.Number != Step.Number ? a
                        : a.EndedOn is null ? a with { EndedOn = On, Done = Step.Done!.Value, Result = Step.Words }
                        : throw DoesNotFit(before)
                    ),
                ],
            },
            _ => throw DoesNotFit(before),
        };
    }
}

/// <summary>The marks of who supported it went with its end, and what they came to is kept.</summary>
/// <param name="Marks">How many marks went.</param>
/// <param name="ByPhone">Supports by telephone number.</param>
/// <param name="ByEmail">Supports by mail address.</param>
public sealed record PrioritySupportsCounted(int Marks, int ByPhone, int ByEmail) : PriorityFact
{
    /// <inheritdoc/>
    public override Priority Apply(Priority? before) =>
        before is { HasEnded: true } or { Stage: PriorityStage.Hidden, AppealWaits: false } ? before : throw DoesNotFit(before);
}
