using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>Add information or photos. A comment moves no window and no clock.</summary>
/// <param name="Text">What there is to say.</param>
/// <param name="Photos">Photos that came with it.</param>
/// <param name="UpdateId">Key of the form it was sent with, by which the same one twice is known; null when it has none.</param>
public sealed record Add(
    string Text,
    [property: PersonalField(PersonalItem.Photos, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        ImmutableArray<Guid> Photos,
    string? UpdateId = null
);

/// <summary>Somebody who takes part added information.</summary>
public sealed record InformationAdded(
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text,
    [property: PersonalField(PersonalItem.Photos, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        ImmutableArray<Guid> Photos
) : Fact
{
    /// <summary>The key that the program or the form gave this addition, by which the same one twice is known; null when it has none.</summary>
    public string? UpdateId { get; init; }

    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}

/// <summary>Decides on additions.</summary>
public static class AddRule
{
    /// <summary>The longest addition.</summary>
    public const int LongestText = 4000;

    /// <summary>Everybody with a link adds, until the matter is settled.</summary>
    public static Decision Decide(Matter matter, Add command, Actor by)
    {
        if (matter is Matter.Settled)
        {
            return Refusals.NotOpen;
        }
        if (
            by is Actor.Person person
                ? ByLink.Part(matter, person) is not { Erased: false }
                : ByLink.MayAct(matter, by) is not null
        )
        {
            return Refusals.NotByThisLink;
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            LongestText,
            "请写下要补充的情况。",
            "Write what you want to add."
        );
        return noText is not null
            ? noText
            : new InformationAdded(ByLink.Words(matter, by, text!), command.Photos) { UpdateId = command.UpdateId };
    }
}
