using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;

namespace SmallMatters.Domain.Learning;

/// <summary>A closing whose matter somebody may follow from the resident's side.</summary>
/// <param name="Reference">The matter's reference, as a number.</param>
/// <param name="Nth">Which of its closings: 0 for the first.</param>
/// <param name="Handler">Whose it was.</param>
public sealed record SwapCandidate(long Reference, int Nth, StaffId Handler);

/// <summary>
/// Draws the one matter that a handler follows from the resident's side in a quarter (换位体验, SPEC §13): nobody chooses it, and the same
/// unit, quarter and handler draw the same from the same closings. It is drawn from what the unit closed in the quarter before.
/// </summary>
public static class SwapDraw
{
    /// <summary>The drawn one, never the handler's own; null where there is none.</summary>
    /// <param name="frame">What may be drawn.</param>
    /// <param name="unit">Code of the unit.</param>
    /// <param name="quarter">The quarter in which it is followed.</param>
    /// <param name="who">Who follows it.</param>
    public static SwapCandidate? From(IEnumerable<SwapCandidate> frame, string unit, Quarter quarter, StaffId who) =>
        frame
            .Where(c => c.Handler != who)
            .MinBy(c => CallsDrawn.RankOf($"{unit}|{quarter}|{who.Value:N}", $"{c.Reference}-{c.Nth}"), StringComparer.Ordinal);
}
