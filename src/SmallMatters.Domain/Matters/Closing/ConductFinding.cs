namespace SmallMatters.Domain.Matters;

/// <summary>What a review of conduct found. A matter of conduct closes with one.</summary>
public enum ConductFinding
{
    /// <summary>属实.</summary>
    Upheld,

    /// <summary>部分属实.</summary>
    PartlyUpheld,

    /// <summary>不属实.</summary>
    NotUpheld,

    /// <summary>查不清: neither side could be shown to be right, which is said to both.</summary>
    CannotBeTold,
}
