using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Ask to open a sealed identity.</summary>
public sealed record AskOpening(ParticipantId Person, OpeningReason? Reason, string? Words);

/// <summary>Somebody asked to open a sealed identity. The resident sees it.</summary>
public sealed record IdentityOpeningAsked(IdentityOpening Opening, MatterClock Decision) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f with { Openings = f.Openings.Add(Opening), Clocks = f.Clocks.Add(Decision) });
}

/// <summary>A second person decided whether it may be opened.</summary>
public sealed record IdentityOpeningDecided(
    Guid Opening,
    OpeningState As,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Openings = f.Openings.Changed(
                    Opening,
                    o => o with { State = As, ShowBy = As == OpeningState.Approved ? At + IdentityOpening.ShownWithin : null }
                ),
                Clocks = f.Clocks.Met(ClockFor.IdentityOpening, At, Opening),
            }
        );
}

/// <summary>A sealed identity was shown, once. The resident sees which unit and why.</summary>
public sealed record IdentityShown(Guid Opening, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f with { Openings = f.Openings.Changed(Opening, o => o with { State = OpeningState.Shown }) });
}

/// <summary>Decides on opening sealed identities.</summary>
public static class OpenIdentityRule
{
    /// <summary>Most characters of the reason.</summary>
    public const int LongestWords = 1000;

    /// <summary>
    /// Whoever deals with the matter, or reviews it, asks with a reason of the list and words. Where no second person is
    /// configured it is approved with the asking.
    /// </summary>
    public static Decision Ask(
        Matter matter,
        AskOpening command,
        Actor.Staff by,
        bool secondPerson,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (May.OfOwnerOrAccountable(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Participants.FirstOrDefault(p => p.Id == command.Person) is not { Sealed: true, Erased: false })
        {
            return Refusal.Of("identity-not-sealed", "这个人的身份没有封存。", "This person's identity is not sealed.");
        }
        if (matter.File.Openings.Any(o => o.Person == command.Person && o.By == by.Id && IsPending(matter.File, o, now)))
        {
            return Refusal.Of(
                "opening-pending",
                "您已经申请过，请等决定，或者先查看已经批准的一次。",
                "You have asked already: wait for the decision, or look at what was approved."
            );
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明为什么非看不可，居民会看到。",
            "Say why it cannot be done without; the resident reads it."
        );
        var reasonless = command.Reason is null
            ? Refusals.Missing(nameof(command.Reason), "请选择理由。", "Choose the reason.")
            : null;
        if (Refusal.All(reasonless, missing) is { } wrong)
        {
            return wrong;
        }
        var opening = new IdentityOpening(
            Guid.CreateVersion7(now),
            command.Person,
            by.Id,
            by.Unit,
            command.Reason!.Value,
            new PersonalText(command.Person, words!),
            now,
            OpeningState.Asked
        );
        var asked = new IdentityOpeningAsked(
            opening,
            ClockOf.Start(jurisdiction, "identity-opening", ClockFor.IdentityOpening, by.Unit, now, opening.Id)
        );
        return secondPerson
            ? asked
            : Decision.That([
                asked,
                new IdentityOpeningDecided(opening.Id, OpeningState.Approved, new PersonalText(command.Person, words!), now),
            ]);
    }

    /// <summary>A data-protection officer of another account decides, within the clock; after it the asking has lapsed.</summary>
    public static Decision Decide(
        Matter matter,
        Guid opening,
        OpeningState? answer,
        string? words,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.DataProtectionOfficer))
        {
            return Refusal.Of("not-your-role", "您现在的岗位不能做这一步。", "Your role does not allow this step.");
        }
        if (
            matter.File.Openings.FirstOrDefault(o => o.Id == opening) is not { State: OpeningState.Asked } asked
            || matter.File.Clocks.FirstOrDefault(c => c.Subject == opening)?.Clock.Deadline.DueAt is not { } until
        )
        {
            return Refusal.Of("opening-decided", "这个申请已经有结论了。", "This asking was decided already.");
        }
        if (now > until)
        {
            return Refusal.Of(
                "opening-lapsed",
                "申请已经过期，身份保持封存；确有需要的请重新申请。",
                "The asking has lapsed and the identity stays sealed; ask again if it is needed."
            );
        }
        if (asked.By == by.Id)
        {
            return Refusal.Of(
                "opening-own",
                "这是您自己申请的，要由另一个人决定。",
                "You asked for it; somebody else has to decide."
            );
        }
        var (text, missing) = Refusals.Words(words, "Words", LongestWords, "请写明理由。", "Say why.");
        var unanswered = answer is OpeningState.Approved or OpeningState.Refused
            ? null
            : Refusals.Missing("Answer", "请选择批准或不批准。", "Choose whether you approve.");
        return Refusal.All(unanswered, missing) is { } wrong
            ? wrong
            : new IdentityOpeningDecided(opening, answer!.Value, new PersonalText(asked.Person, text), now);
    }

    /// <summary>Who asked looks once, within the short time after the approval.</summary>
    public static Decision Show(Matter matter, Guid opening, Actor.Staff by, DateTimeOffset now) =>
        matter.File.Openings.FirstOrDefault(o => o.Id == opening) switch
        {
            { State: OpeningState.Approved, ShowBy: { } until } o when o.By == by.Id && now <= until => new IdentityShown(
                opening,
                now
            ),
            { } o when o.By != by.Id => Refusal.Of("opening-not-yours", "只有申请的人能看。", "Only whoever asked may look."),
            _ => Refusal.Of(
                "opening-over",
                "这次批准已经用过或者过期，不再显示。",
                "What was approved has been used or has run out, and is not shown again."
            ),
        };

    /// <summary>Whether an asking still waits for its decision or for being looked at.</summary>
    public static bool IsPending(MatterFile file, IdentityOpening opening, DateTimeOffset now) =>
        opening.State is OpeningState.Asked or OpeningState.Approved && !HasLapsed(file, opening, now);

    /// <summary>Whether its time ended before anybody decided, or before what was approved was looked at.</summary>
    public static bool HasLapsed(MatterFile file, IdentityOpening opening, DateTimeOffset now) =>
        HasLapsed(opening, file.Clocks.FirstOrDefault(c => c.Subject == opening.Id)?.Clock.Deadline.DueAt, now);

    /// <summary>The same with the end of the asking's clock, UTC; without a clock nobody can decide on it any more.</summary>
    public static bool HasLapsed(IdentityOpening opening, DateTimeOffset? until, DateTimeOffset now) =>
        opening.State switch
        {
            OpeningState.Asked => until is not { } end || now > end,
            OpeningState.Approved => now > opening.ShowBy,
            _ => false,
        };
}

/// <summary>Changing one of several.</summary>
internal static class Openings
{
    public static ImmutableArray<IdentityOpening> Changed(
        this ImmutableArray<IdentityOpening> openings,
        Guid id,
        Func<IdentityOpening, IdentityOpening> change
    ) => [.. openings.Select(o => o.Id == id ? change(o) : o)];
}
