using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>On which day of an obligation its parties are told of it.</summary>
public enum TermReminder
{
    /// <summary>到期前一天: both sides.</summary>
    DayBefore,

    /// <summary>到期当天: who owes it.</summary>
    OnTheDay,

    /// <summary>过了日子: whom it is owed to, with what can be done next.</summary>
    Late,
}

/// <summary>What was told of an obligation. A day that was moved is told of anew.</summary>
/// <param name="Obligation">The obligation.</param>
/// <param name="DueOn">Its last local day when it was told.</param>
/// <param name="Reminder">On which day.</param>
public sealed record TermTold(Guid Obligation, DateOnly DueOn, TermReminder Reminder);

/// <summary>The parties were reminded of an obligation.</summary>
/// <param name="Told">Of which, and on which day.</param>
/// <param name="Owes">The party that owes it.</param>
/// <param name="Parties">The parties that it concerned; who left no way to be reached got no message.</param>
public sealed record PartiesReminded(TermTold Told, ParticipantId Owes, ImmutableArray<ParticipantId> Parties) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { Told = f.Told.Add(Told) });
}

/// <summary>
/// Decides of which obligations the parties are reminded. Only while they are owed: not before the agreement is in effect, not once
/// performance was written down, not after the end; and not while somebody may be in danger, when a person has to look first.
/// </summary>
public static class RemindOfTermsRule
{
    /// <summary>Messages go out from this local hour on, and no more from <see cref="LastHour"/> on: nobody is woken up.</summary>
    public const int FirstHour = 8;

    /// <summary>The local hour from which on they wait for the next morning.</summary>
    public const int LastHour = 20;

    /// <summary>What is to be told now; null when there is nothing. What was missed is left out: nobody reads "tomorrow" on the day.</summary>
    public static DisputeDecision? Tick(Dispute dispute, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var hour = TimeZoneInfo.ConvertTime(now, jurisdiction.Calendar.Zone).Hour;
        if (hour is < FirstHour or >= LastHour)
        {
            return null;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var facts = Owed(dispute)
            .Select(term => (Term: term, Reminder: On(term, today)))
            .Where(x => x.Reminder is { } reminder && Left(dispute, x.Term).Contains(reminder))
            .Select(x => Of(dispute, x.Term, x.Reminder!.Value))
            .ToImmutableArray();
        return facts.IsEmpty ? (DisputeDecision?)null : new DisputeDecision([.. facts], null);
    }

    /// <summary>The next local day on which something is to be told; null where nothing waits.</summary>
    public static DateOnly? NextOn(Dispute dispute) =>
        Owed(dispute).SelectMany(term => Left(dispute, term).Select(reminder => (DateOnly?)DayOf(term, reminder))).Min();

    private static IEnumerable<Obligation> Owed(Dispute dispute) =>
        dispute is Dispute.Agreed { File.Unsafe: false } agreed ? agreed.Agreement.Terms.Where(t => t.PerformedOn is null) : [];

    // After what was told last: a reminder that was missed is not made up for.
    private static IEnumerable<TermReminder> Left(Dispute dispute, Obligation term)
    {
        var told = dispute
            .File.Told.Where(t => t.Obligation == term.Id && t.DueOn == term.DueOn)
            .Select(t => t.Reminder)
            .ToList();
        return Enum.GetValues<TermReminder>().Where(r => told.All(t => t < r));
    }

    private static DateOnly DayOf(Obligation term, TermReminder reminder) =>
        reminder switch
        {
            TermReminder.DayBefore => term.DueOn.AddDays(-1),
            TermReminder.OnTheDay => term.DueOn,
            _ => term.DueOn.AddDays(1),
        };

    private static TermReminder? On(Obligation term, DateOnly today) =>
        today > term.DueOn ? TermReminder.Late
        : today == term.DueOn ? TermReminder.OnTheDay
        : today == term.DueOn.AddDays(-1) ? TermReminder.DayBefore
        : null;

    private static PartiesReminded Of(Dispute dispute, Obligation term, TermReminder reminder) =>
        new(
            new TermTold(term.Id, term.DueOn, reminder),
            term.By,
            [
                .. dispute
                    .File.Present.Select(p => p.Id)
                    .Where(p =>
                        reminder switch
                        {
                            TermReminder.OnTheDay => p == term.By,
                            TermReminder.Late => p != term.By,
                            _ => true,
                        }
                    ),
            ]
        );
}
