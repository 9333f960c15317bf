using System.Diagnostics.Metrics;

namespace SmallMatters.Storage;

/// <summary>
/// What the product measures about itself, under the meter <c>SmallMatters</c>, for whatever listens to the runtime's meters
/// (<c>dotnet-counters</c>, a collector's agent). It counts; it names nobody.
/// </summary>
public static class Measurements
{
    private static readonly Meter Meter = new("SmallMatters");

    private static readonly Counter<long> Submissions = Meter.CreateCounter<long>(
        "smallmatters.submissions",
        "{matter}",
        "Matters raised, by channel"
    );

    private static readonly Counter<long> Notices = Meter.CreateCounter<long>(
        "smallmatters.notices",
        "{notice}",
        "Tries to deliver a notice, by the way it went or by retry and dead"
    );

    private static readonly Counter<long> Looks = Meter.CreateCounter<long>(
        "smallmatters.clocks",
        "{clock}",
        "Clocks that the sweep has looked at"
    );

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "smallmatters.sweep.lag",
        "s",
        "How late the sweep came to the clock that had waited longest"
    );

    /// <summary>A matter was raised and stored.</summary>
    public static void Submitted(string channel) => Submissions.Add(1, new KeyValuePair<string, object?>("channel", channel));

    /// <summary>Notices were tried: sms, email, page, retry or dead.</summary>
    public static void NoticeTried(string how, int count = 1) =>
        Notices.Add(count, new KeyValuePair<string, object?>("how", how));

    /// <summary>Clocks were looked at.</summary>
    public static void Swept(int clocks, TimeSpan lag)
    {
        Looks.Add(clocks);
        Lag.Record(lag.TotalSeconds);
    }
}
