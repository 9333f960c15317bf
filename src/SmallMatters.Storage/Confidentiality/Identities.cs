using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>Putting a sealed identity into its own store, and taking it out of the facts that would hold it.</summary>
internal static class Identities
{
    /// <summary>The fact as it is kept: who is sealed leaves neither name nor contact in the matter's history.</summary>
    public static Raised Without(Raised raised) => raised.File.Raiser.Sealed ? raised with { Contact = Contact.None } : raised;

    /// <summary>The same for who joins.</summary>
    public static Joined Without(Joined joined) => joined.Participant.Sealed ? joined with { Contact = Contact.None } : joined;

    /// <summary>The row of a sealed identity, under a key of its own.</summary>
    public static SealedIdentityRow ToRow(IdentityRing ring, ParticipantId person, MatterId matter, Contact contact)
    {
        var (key, wrapped) = ring.NewKey(person.Value);
        using (key)
        {
            return new SealedIdentityRow
            {
                Person = person,
                MatterId = matter,
                KeyId = ring.Id,
                Key = wrapped,
                Name = Sealed(contact.Name),
                Phone = Sealed(contact.Phone),
                Email = Sealed(contact.Email),
            };
            string? Sealed(PersonalText? words) => words?.Text is { } text ? key.Seal(text) : null;
        }
    }

    /// <summary>The identity in clear; nothing of who was erased, or whose identity key is another one than this process has.</summary>
    public static ContactShown Open(IdentityRing ring, SealedIdentityRow row)
    {
        if (row.Key is null || row.KeyId != ring.Id)
        {
            return new ContactShown(null, null, null);
        }
        using var key = ring.Unwrap(row.Key, row.Person.Value);
        return new ContactShown(Opened(row.Name), Opened(row.Phone), Opened(row.Email));
        string? Opened(string? words) => words is null ? null : key.Unseal(words);
    }

    /// <summary>For the person by their own link: what is kept of them.</summary>
    public static async Task<ContactShown?> OwnAsync(Db db, IdentityRing ring, ParticipantId person, CancellationToken cancel) =>
        await db.Set<SealedIdentityRow>().AsNoTracking().FirstOrDefaultAsync(i => i.Person == person, cancel) is { } row
            ? Open(ring, row)
            : null;

    /// <summary>For the carriers of messages: the ways to those who are sealed, so that they are told like everybody else.</summary>
    public static async Task<Dictionary<ParticipantId, SealedIdentityRow>> ForCarriersAsync(
        Db db,
        IReadOnlyCollection<ParticipantId> people,
        CancellationToken cancel
    )
    {
        var rows = await db.Set<SealedIdentityRow>().AsNoTracking().Where(i => people.Contains(i.Person)).ToListAsync(cancel);
        return rows.ToDictionary(i => i.Person);
    }
}
