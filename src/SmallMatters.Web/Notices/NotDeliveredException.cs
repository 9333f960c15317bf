namespace SmallMatters.Web.Notices;

/// <summary>A carrier did not take a notice. The message names no person and no words: it is kept and shown to staff.</summary>
public sealed class NotDeliveredException(string message, bool forGood, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same attempt must fail again, so that it is not made.</summary>
    public bool ForGood { get; } = forGood;
}
