namespace SmallMatters.Domain.Cards;

/// <summary>
/// How a rule would have done on the jurisdiction's own history, looked at forward in time: at each step it knew only what
/// had happened by then.
/// </summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Version">Its version.</param>
/// <param name="From">First instant at which it looked, UTC.</param>
/// <param name="To">Last instant, UTC.</param>
/// <param name="Looks">How often it looked.</param>
/// <param name="Right">Alarms after which what they warned of came.</param>
/// <param name="False">Alarms after which it did not.</param>
/// <param name="Pending">Alarms whose time is not over at the end of history; in no rate.</param>
/// <param name="LeadDays">Median days from a right alarm to what it warned of; null without one.</param>
/// <param name="Low">Lower end of the 95 % interval of the share of right alarms, 0 … 1.</param>
/// <param name="High">Upper end.</param>
/// <param name="MeasuredAt">When history was replayed, UTC.</param>
public sealed record RuleFigures(
    string Rule,
    int Version,
    DateTimeOffset From,
    DateTimeOffset To,
    int Looks,
    int Right,
    int False,
    int Pending,
    double? LeadDays,
    double Low,
    double High,
    DateTimeOffset MeasuredAt
)
{
    private const double DaysInMonth = 365.25 / 12;

    /// <summary>All alarms.</summary>
    public int Alarms => Right + False + Pending;

    /// <summary>Right over those judged; null without a judged alarm.</summary>
    public double? Precision => Right + False == 0 ? null : (double)Right / (Right + False);

    /// <summary>False alarms for each month that was replayed.</summary>
    public double FalseAMonth => (To - From).TotalDays is > 0 and var days ? False / days * DaysInMonth : 0;
}
