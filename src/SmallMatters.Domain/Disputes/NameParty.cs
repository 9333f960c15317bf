using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Name a party.</summary>
/// <param name="Kind">Who it is; null when nothing was chosen.</param>
/// <param name="Name">How to address it.</param>
/// <param name="Phone">A phone number, or null.</param>
/// <param name="Tongue">The language to write in.</param>
/// <param name="Raiser">Who raised the matter, when this party is them.</param>
public sealed record NameParty(PartyKind? Kind, string? Name, string? Phone, Tongue Tongue, ParticipantId? Raiser);

/// <summary>A party was named and has a room of its own.</summary>
public sealed record PartyNamed(Party Party, Contact Contact) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Asking
            ? dispute.With(f => f with { Parties = f.Parties.Add(Party), Proposal = null })
            : throw DoesNotFit(dispute);
}

/// <summary>The data of a party, or of who acts for it, were erased: key, name and contact are gone and the link ends.</summary>
public sealed record PartyErased(ParticipantId Person) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f =>
                f with
                {
                    Parties =
                    [
                        .. f.Parties.Select(p =>
                            p.Id == Person
                                ? p with
                                {
                                    Erased = true,
                                    Representatives = [],
                                }
                                : p with
                                {
                                    Representatives = [.. p.Representatives.Where(r => r.Id != Person)],
                                }
                        ),
                    ],
                }
            );
}

/// <summary>Decides on naming parties.</summary>
public static class NamePartyRule
{
    /// <summary>Most parties of one dispute.</summary>
    public const int MostParties = 8;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>
    /// While wishes are asked for. A venue that was proposed is proposed anew, since a new party has to be asked as well.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, NameParty command, ParticipantId id, Actor.Staff by)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not Dispute.Asking)
        {
            return Refusal.Of(
                "parties-are-fixed",
                "调解已经开始，不能再增加当事人。需要增加的，先结束这次调解，再重新征求各方意愿。",
                "Mediation has started and no party can be added. End it first, and ask everybody anew."
            );
        }
        if (dispute.File.Present.Count() >= MostParties)
        {
            return Refusal.Of(
                "too-many-parties",
                $"一起纠纷最多 {MostParties} 方。利益相同的人可以作为一方，推选代表。",
                $"A dispute has at most {MostParties} parties. People with one interest may be one party and elect who speaks."
            );
        }
        if (command.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Refusals.Missing(nameof(command.Kind), "请选择是个人、单位还是多人一方。", "Choose who the party is.");
        }
        var (name, missing) = Refusals.Words(
            command.Name,
            nameof(command.Name),
            LongestName,
            "请写明怎样称呼。",
            "Say how to address them."
        );
        if (missing is not null)
        {
            return missing;
        }
        if (command.Raiser is { } raiser && dispute.File.Parties.Any(p => p.Raiser == raiser && !p.Erased))
        {
            return Refusal.Of(
                "raiser-is-a-party-already",
                "提出人已经是一方当事人。",
                "Whoever raised the matter is a party already.",
                nameof(command.Raiser)
            );
        }
        var (phone, unreadable) = PhoneIn(command.Phone, id);
        return unreadable is not null
            ? unreadable
            : new PartyNamed(
                new Party(id, kind, command.Tongue, command.Raiser),
                new Contact(new PersonalText(id, name), phone, null)
            );
    }

    internal static (PersonalText? Phone, Refusal? Why) PhoneIn(string? typed, ParticipantId of)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (null, null);
        }
        var digits = string.Concat(NarrowSigns.Of(typed).Where(c => char.IsAsciiDigit(c) || c == '+'));
        return digits.TrimStart('+').Length is >= 5 and <= 15 && digits.LastIndexOf('+') <= 0
            ? (new PersonalText(of, digits), null)
            : (null, Refusal.Of("phone-impossible", "这个电话号码不对，请核对。", "This is no phone number; check it.", "Phone"));
    }
}
