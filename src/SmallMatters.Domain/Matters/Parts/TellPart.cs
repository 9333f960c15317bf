using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>Write to the other side of a part: the owner to the unit, or the unit to the owner.</summary>
public sealed record TellPart(Guid Part, string Text);

/// <summary>One side of a part wrote to the other. The resident does not see it.</summary>
public sealed record PartTold(
    Guid Part,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}

/// <summary>Decides on messages about a part.</summary>
public static class TellPartRule
{
    /// <summary>Both sides write while the part is open.</summary>
    public static Decision Decide(Matter matter, TellPart command, Actor.Staff by)
    {
        var part = matter.File.Parts.FirstOrDefault(p => p.Id == command.Part);
        if (part is not { IsOpen: true })
        {
            return PartOf.NotOpen;
        }
        var isTheirs = part.Unit == by.Unit && part.State != PartState.Returned && May.DealsWithMatters(by);
        if (!isTheirs && May.OfOwner(matter, by) is not null)
        {
            return PartOf.NotYours;
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            Note.LongestText,
            "请写下要说的话。",
            "Write what you want to say."
        );
        return noText is not null ? noText : new PartTold(part.Id, matter.File.Words(text!));
    }
}
