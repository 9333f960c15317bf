using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Join a matter that is also one's own, to be told like who raised it.</summary>
/// <param name="Id">Key of the new participant.</param>
/// <param name="Contact">How to tell them.</param>
/// <param name="Tongue">In which language.</param>
/// <param name="Words">What it is like for them, if they want to say.</param>
public sealed record Join(ParticipantId Id, Contact Contact, Tongue Tongue, string? Words);

/// <summary>Somebody joined.</summary>
public sealed record Joined(
    Participant Participant,
    Contact Contact,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Participants = f.Participants.Add(Participant) });
}

/// <summary>Decides on joining.</summary>
public static class JoinRule
{
    /// <summary>Anybody joins an open matter about public things; conduct and the like are nobody else's.</summary>
    public static Decision Decide(Matter matter, Join command)
    {
        if (matter is not Matter.Open)
        {
            return Refusals.NotOpen;
        }
        if (matter.File.Kind == Kind.Conduct)
        {
            return Refusals.NotByThisLink;
        }
        var words = Refusals.Clean(command.Words);
        return words.Length > 2000
            ? Refusals.TooLong(nameof(command.Words), 2000)
            : new Joined(
                new Participant(command.Id, ParticipantRole.Joined, command.Tongue, command.Contact.Reachable)
                {
                    // Who joins a report of a thing that seals its reporter is as much at risk.
                    Sealed = matter.File.Raiser.Sealed,
                },
                command.Contact,
                words.Length == 0 ? null : new PersonalText(command.Id, words)
            );
    }
}
