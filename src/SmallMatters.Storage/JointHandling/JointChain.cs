using SmallMatters.Domain.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.JointHandling;

/// <summary>The hash chain of a joint file's facts.</summary>
internal static class JointChain
{
    /// <summary>The row of a new fact, chained to the one before.</summary>
    /// <param name="file">Key of the file.</param>
    /// <param name="before">The hash of the fact before; null for the first.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="by">Who acted; null for a job or somebody without an account.</param>
    /// <param name="now">UTC, in whole milliseconds.</param>
    public static JointFactRow ToRow(Guid file, byte[]? before, int seq, JointFact fact, StaffScope? by, DateTimeOffset now)
    {
        var (type, body) = (PlainFacts<JointFact>.NameOf(fact), PlainFacts<JointFact>.Write(fact));
        return new JointFactRow
        {
            FileId = file,
            Seq = seq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = type,
            Body = body,
            Hash = Chain.Next(before, new ChainedFact(file, seq, now, ActorOf(by?.Id.Value), by?.Unit, type, body)),
        };
    }

    /// <summary>Number of the first fact whose hash does not follow from it and the one before, or null when all hold.</summary>
    public static int? FirstBroken(IEnumerable<JointFactRow> facts) =>
        Chain.FirstBroken(
            facts.Select(f => (new ChainedFact(f.FileId, f.Seq, f.At, ActorOf(f.Staff), f.Unit, f.Type, f.Body), f.Hash))
        );

    private static string ActorOf(Guid? staff) => staff?.ToString("N") ?? "";
}
