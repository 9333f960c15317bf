using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Write down who acts for a party.</summary>
/// <param name="Party">For which party.</param>
/// <param name="Name">How to address them.</param>
/// <param name="Phone">A phone number, or null.</param>
/// <param name="Authority">What they may do; null when nothing was chosen.</param>
/// <param name="Shown">What the handler has seen of it; null when nothing was chosen.</param>
public sealed record NameRepresentative(
    ParticipantId Party,
    string? Name,
    string? Phone,
    Authority? Authority,
    AuthorityShown? Shown
);

/// <summary>Somebody acts for a party by a link of their own.</summary>
public sealed record RepresentativeNamed(ParticipantId Party, Representative Representative, Contact Contact) : DisputeFact
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
                            p.Id == Party ? p with { Representatives = p.Representatives.Add(Representative) } : p
                        ),
                    ],
                }
            );
}

/// <summary>Decides on writing down who acts for a party.</summary>
public static class NameRepresentativeRule
{
    /// <summary>Most who act for one party (compare 信访工作条例第20条, five for a petition).</summary>
    public const int MostElected = 5;

    /// <summary>An election is for many, a letter for one party; each shows what it rests on.</summary>
    public static DisputeDecision Decide(Dispute dispute, NameRepresentative command, ParticipantId id, Actor.Staff by)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.Present.FirstOrDefault(p => p.Id == command.Party) is not { } party)
        {
            return DisputeMay.NotByThisLink;
        }
        if (command.Authority is not { } authority || !Enum.IsDefined(authority))
        {
            return Refusals.Missing(nameof(command.Authority), "请选择授权范围。", "Choose what they may do.");
        }
        if ((authority == Authority.Elected) != (party.Kind == PartyKind.Many))
        {
            return Refusal.Of(
                "authority-does-not-fit",
                party.Kind == PartyKind.Many ? "多人一方由推选的代表参加。" : "只有多人一方才推选代表。",
                party.Kind == PartyKind.Many
                    ? "Many are represented by those whom they elected."
                    : "Only many elect who speaks for them.",
                nameof(command.Authority)
            );
        }
        if (command.Shown is not { } shown || (authority == Authority.Elected) != (shown == AuthorityShown.Election))
        {
            return Refusal.Of(
                "missing-shown",
                "请选择您看过的证明：委托书、法定身份证明或者推选记录。",
                "Choose what you have seen: the letter, the proof of who acts by law, or the record of the election.",
                nameof(command.Shown)
            );
        }
        if (party.Representatives.Length >= MostElected)
        {
            return Refusal.Of(
                "too-many-representatives",
                $"一方最多 {MostElected} 名代表。",
                $"A party has at most {MostElected} representatives."
            );
        }
        var (name, missing) = Refusals.Words(
            command.Name,
            nameof(command.Name),
            NamePartyRule.LongestName,
            "请写明怎样称呼。",
            "Say how to address them."
        );
        if (missing is not null)
        {
            return missing;
        }
        var (phone, unreadable) = NamePartyRule.PhoneIn(command.Phone, id);
        return unreadable is not null
            ? unreadable
            : new RepresentativeNamed(
                party.Id,
                new Representative(id, authority, shown),
                new Contact(new PersonalText(id, name), phone, null)
            );
    }
}
