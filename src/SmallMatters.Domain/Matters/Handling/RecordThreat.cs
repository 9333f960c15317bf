using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>What was threatened. It says nothing of who threatened.</summary>
public enum ThreatTo
{
    /// <summary>Somebody's life or body.</summary>
    Person,

    /// <summary>Somebody's things or home.</summary>
    Property,

    /// <summary>The life of the one who said it.</summary>
    Self,
}

/// <summary>Write down that a threat was made in the course of the matter.</summary>
/// <param name="To">What was threatened; null when nothing was chosen.</param>
/// <param name="Text">What was said or done, and when.</param>
/// <param name="Told110">Whether 110 has been told; null when nothing was chosen.</param>
public sealed record RecordThreat(ThreatTo? To, string Text, bool? Told110)
{
    /// <summary>The longest text.</summary>
    public const int LongestText = 1000;
}

/// <summary>
/// A threat was made in the course of the matter. It changes no stage and no clock; it is about the matter and never about a
/// person, and only the units that deal with the matter see it.
/// </summary>
public sealed record ThreatRecorded(
    ThreatTo To,
    [property: PersonalField(PersonalItem.Threat, FieldPurpose.Safety, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text,
    bool Told110
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}

/// <summary>Decides on recording threats.</summary>
public static class RecordThreatRule
{
    /// <summary>A threat, by the staff of the owner or of the unit that decides, as long as the matter is not settled.</summary>
    public static Decision Decide(Matter matter, RecordThreat command, Actor.Staff by)
    {
        if (May.OfOwnerOrAccountable(matter, by) is { } why)
        {
            return why;
        }
        if (matter is Matter.Settled)
        {
            return Refusal.Of(
                "threat-on-settled-matter",
                "这件诉求已经了结。有新的威胁，请登记一件新的诉求；有危险先打 110。",
                "This matter is settled. Raise a new one about a new threat; in danger call 110 first."
            );
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            RecordThreat.LongestText,
            "请写下说了什么、做了什么、什么时候。",
            "Write what was said or done, and when."
        );
        var wrong = Refusal.All(
            command.To is { } to && Enum.IsDefined(to)
                ? null
                : Refusal.Of("threat-to-what", "请选择受到威胁的是什么。", "Choose what was threatened.", nameof(command.To)),
            noText,
            command.Told110 is null
                ? Refusal.Of(
                    "threat-told-110",
                    "请选择是否已经报 110。",
                    "Say whether 110 has been told.",
                    nameof(command.Told110)
                )
                : null
        );
        return wrong is not null
            ? wrong
            : new ThreatRecorded(command.To!.Value, matter.File.Words(text!), command.Told110!.Value);
    }
}
