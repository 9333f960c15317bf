using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>Write a note for colleagues. The resident does not see it; the access receipts and an inspection may.</summary>
public sealed record Note(string Text)
{
    /// <summary>The longest note.</summary>
    public const int LongestText = 4000;
}

/// <summary>A note was written for colleagues.</summary>
public sealed record Noted(
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}

/// <summary>Decides on notes.</summary>
public static class NoteRule
{
    /// <summary>A note, in any state, by the owner's staff.</summary>
    public static Decision Decide(Matter matter, Note command, Actor.Staff by)
    {
        if (May.OfOwnerOrAccountable(matter, by) is { } why)
        {
            return why;
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            Note.LongestText,
            "请写下备注。",
            "Write the note."
        );
        return noText is not null ? noText : new Noted(matter.File.Words(text!));
    }
}
