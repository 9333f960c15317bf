using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Writing;

/// <summary>The rows of one change. They are written together or not at all.</summary>
internal sealed class WriteSet
{
    /// <summary>Rows to insert, parents before children.</summary>
    public List<object> Inserts { get; } = [];

    /// <summary>Rows to replace, and the version that they must still have (null for rows without one).</summary>
    public List<(object Row, int? Version)> Updates { get; } = [];

    /// <summary>
    /// Matters that the change rests on beside its own, and the version that they must still have: they are not changed, and
    /// nobody may have changed them.
    /// </summary>
    public List<(MatterId Matter, int Version)> RestsOn { get; } = [];

    /// <summary>What to put into the search index; null words take the matter out of it.</summary>
    public (MatterId Matter, IReadOnlyCollection<string>? Grams)? Search { get; set; }

    /// <summary>People whose photos and waiting notices lose their content with this change.</summary>
    public List<ParticipantId> ErasedPeople { get; } = [];

    /// <summary>The last fact that this change appends: what to look for when the fate of a commit is unknown.</summary>
    public (MatterId Matter, int Seq, byte[] Hash)? Appends { get; set; }
}

/// <summary>What became of a change.</summary>
internal enum WriteResult
{
    /// <summary>Committed.</summary>
    Written,

    /// <summary>Somebody else changed the row first; nothing was written.</summary>
    Conflict,

    /// <summary>A key was taken already (the same submission, or the same reference); nothing was written.</summary>
    Duplicate,
}
