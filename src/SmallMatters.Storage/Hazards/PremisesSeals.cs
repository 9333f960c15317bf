using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Hazards;

/// <summary>Contacts of premises as ciphertext under the premises' own key, which ends when these leave the register.</summary>
internal sealed class PremisesSeals(KeyRing ring)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Seals a version of the contacts; the premises are given a key with their first.</summary>
    public PremisesContactRow Seal(PremisesEntryRow premises, int seq, PremisesContacts contacts)
    {
        using var key = KeyOf(premises);
        return new PremisesContactRow
        {
            PremisesId = premises.Id,
            Seq = seq,
            Words = key.Seal(JsonSerializer.Serialize(contacts, Options)),
        };
    }

    /// <summary>The contacts that hold; nobody where there is no version or no key.</summary>
    public PremisesContacts Open(PremisesEntryRow premises, PremisesContactRow? version)
    {
        if (version is null || premises.Key is not { } wrapped)
        {
            return PremisesContacts.None;
        }
        using var key = ring.Unwrap(wrapped, premises.Id);
        return JsonSerializer.Deserialize<PremisesContacts>(key.Unseal(version.Words))!;
    }

    private PersonKey KeyOf(PremisesEntryRow premises)
    {
        if (premises.Key is { } wrapped)
        {
            return ring.Unwrap(wrapped, premises.Id);
        }
        var (key, made) = ring.NewPersonKey(premises.Id);
        premises.Key = made;
        return key;
    }
}
