namespace SmallMatters.Domain.Satisfaction;

/// <summary>What became of a closing.</summary>
public enum ClosingStands
{
    /// <summary>待评价: its resident may still judge.</summary>
    Waiting,

    /// <summary>已评价.</summary>
    Judged,

    /// <summary>未评价: the window ended, or a review was asked for instead. Never counted as satisfied.</summary>
    NotJudged,

    /// <summary>Withdrawn or merged: there is no result of the unit's to judge.</summary>
    Ended,
}
