using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Keys;

/// <summary>The keys of everybody who takes part in one matter. An erased person has none: their words read as null.</summary>
public sealed class PersonKeys : IDisposable
{
    private readonly Dictionary<ParticipantId, PersonKey> _keys = [];

    /// <summary>Adds a person's key.</summary>
    public void Add(ParticipantId person, PersonKey key) => _keys[person] = key;

    /// <summary>The key, or null once erased.</summary>
    public PersonKey? Of(ParticipantId person) => _keys.GetValueOrDefault(person);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
