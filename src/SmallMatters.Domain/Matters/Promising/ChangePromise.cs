using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Move the day of a promise, or give it up (no new day), with a reason that the resident is told.</summary>
public sealed record ChangePromise(Guid Promise, DateOnly? NewDay, string Reason);

/// <summary>A promise was changed with a reason (承诺变更). The old day stays readable.</summary>
public sealed record PromiseChanged(
    Guid Promise,
    DateOnly Before,
    DateOnly? After,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.Change(
                Promise,
                p =>
                    After is { } day
                        ? p with
                        {
                            DueOn = day,
                            Changes = p.Changes + 1,
                        }
                        : p with
                        {
                            State = PromiseState.GivenUp,
                            Changes = p.Changes + 1,
                        }
            )
        );
}

/// <summary>Decides on changing promises.</summary>
public static class ChangePromiseRule
{
    /// <summary>A changed promise, or why not.</summary>
    public static Decision Decide(Matter matter, ChangePromise command, Actor.Staff by, DateOnly today)
    {
        var (why, promise) = PromiseOf.Open(matter, command.Promise, by);
        if (why is not null)
        {
            return why;
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明变更原因，居民会看到。",
            "Give the reason; the resident will read it."
        );
        var badDay =
            command.NewDay is not { } day ? null
            : PromiseDay.Check(day, today) is { } bad ? bad with { Field = nameof(command.NewDay) }
            : day == promise!.DueOn
                ? Refusal.Of(
                    "promise-day-unchanged",
                    "新日期与原日期相同。",
                    "The new day is the same as before.",
                    nameof(command.NewDay)
                )
            : null;
        return Refusal.All(badDay, noReason) is { } wrong
            ? wrong
            : new PromiseChanged(command.Promise, promise!.DueOn, command.NewDay, matter.File.Words(reason!));
    }
}
