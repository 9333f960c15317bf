using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Say that a promise was kept, and how.</summary>
public sealed record KeepPromise(Guid Promise, string How);

/// <summary>A promise was kept, in time or late.</summary>
public sealed record PromiseKept(
    Guid Promise,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText How,
    bool Late
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f.Change(Promise, p => p with { State = Late ? PromiseState.KeptLate : PromiseState.Kept }));
}

/// <summary>Decides on keeping promises.</summary>
public static class KeepPromiseRule
{
    /// <summary>
    /// The unit that promised says so, or the owner; follow-on promises also after closing. Of an outside partner's promise the
    /// owner says so once it has seen to it, and the day on which the partner said that it was done decides whether it was late.
    /// </summary>
    /// <param name="matter">The matter.</param>
    /// <param name="command">Which promise, and how it was kept.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="today">The local day.</param>
    /// <param name="calendar">Knows the local day of an instant; null where no promise is a partner's.</param>
    public static Decision Decide(
        Matter matter,
        KeepPromise command,
        Actor.Staff by,
        DateOnly today,
        WorkingCalendar? calendar = null
    )
    {
        if (PromiseOf.Open(matter, command.Promise, by) is ({ } why, _))
        {
            return why;
        }
        var promise = matter.File.Promises.First(p => p.Id == command.Promise);
        var (how, noHow) = Refusals.Words(command.How, nameof(command.How), 1000, "请写明怎样兑现的。", "Say how it was kept.");
        var kept = calendar is not null && SaidDone(matter, promise) is { } at ? calendar.DayOf(at) : today;
        return noHow is not null ? noHow : new PromiseKept(command.Promise, matter.File.Words(how!), kept > promise.DueOn);
    }

    /// <summary>When an outside partner said that what it promised is done, UTC; null when it has not, or nobody outside promised.</summary>
    public static DateTimeOffset? SaidDone(Matter matter, Promise promise) =>
        promise.State == PromiseState.Open
        && matter.File.Parts.FirstOrDefault(p => p.Id == promise.Part)
            is { Outside: true, State: PartState.Ended, Outcome: PartOutcome.Done } part
            ? matter
                .File.Clocks.Where(c => c.Purpose == ClockFor.Part && c.Subject == part.Id)
                .Select(c => c.Clock.State)
                .OfType<ClockState.Met>()
                .Select(met => (DateTimeOffset?)met.At)
                .LastOrDefault()
            : null;
}

/// <summary>Finding and changing promises.</summary>
internal static class PromiseOf
{
    public static MatterFile Change(this MatterFile file, Guid id, Func<Promise, Promise> change) =>
        file with
        {
            Promises = [.. file.Promises.Select(p => p.Id == id ? change(p) : p)],
        };

    public static (Refusal? Why, Promise? Promise) Open(Matter matter, Guid id, Actor.Staff by)
    {
        var promise = matter.File.Promises.FirstOrDefault(p => p.Id == id && p.State == PromiseState.Open);
        if (promise is null)
        {
            return (Refusal.Of("promise-not-open", "这项承诺已经了结。", "This promise is no longer open."), null);
        }
        return May.DealsWithMatters(by) && (promise.Unit == by.Unit || matter.File.Owner == by.Unit)
            ? (null, promise)
            : (Refusals.NotYourUnits, null);
    }
}
