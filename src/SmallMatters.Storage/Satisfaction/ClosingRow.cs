using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>
/// One closing of a matter and what its resident said of it. A matter that is dealt with again is closed again: the first "no"
/// stays counted, whatever the second verdict is. Without words, so that it outlives an erasure.
/// </summary>
[NotPersonal("codes of the jurisdiction", nameof(ClosingRow.Unit), nameof(ClosingRow.Area), nameof(ClosingRow.Category))]
internal sealed class ClosingRow
{
    public MatterId MatterId { get; init; }

    /// <summary>0 for the first closing, 1 for the one after the first reopening, and so on.</summary>
    public int Nth { get; init; }
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>The unit that closed it: its owner then.</summary>
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public required string Category { get; init; }
    public Kind Kind { get; init; }
    public Channel Channel { get; init; }
    public Origin Origin { get; init; }
    public OutcomeCode Outcome { get; init; }
    public ClosingStands Stands { get; init; }

    /// <summary>Whether the resident first heard from a person in time; null when nothing of it ended, or at a later closing.</summary>
    public bool? ContactInTime { get; init; }

    /// <summary>Whether this handling kept its time limit as lawfully lengthened; null when none ended with it.</summary>
    public bool? AnsweredInTime { get; init; }

    /// <summary>When the verdict was given; null without one.</summary>
    public DateTimeOffset? JudgedAt { get; init; }
    public YesPartlyNo? Informed { get; init; }
    public YesPartlyNo? Fair { get; init; }
    public YesPartlyNo? PromiseKept { get; init; }
    public YesPartlyNo? Solved { get; init; }

    /// <summary>"I was asked to give a good mark."</summary>
    public bool AskedForGoodMark { get; init; }

    /// <summary>
    /// Adds what a fact does to the closings of a matter: one that begins, or what became of the one that waited for its verdict.
    /// Later decisions on reopening change nothing of what was said.
    /// </summary>
    /// <param name="change">What is written.</param>
    /// <param name="before">The matter before the fact.</param>
    /// <param name="after">The matter after it.</param>
    /// <param name="at">When it happened, UTC.</param>
    public static void Add(WriteSet change, Matter before, Matter after, DateTimeOffset at)
    {
        if (
            after is Matter.Open
            || before is not (Matter.Open or Matter.Closed)
            || (before is Matter.Closed && after is Matter.Closed)
        )
        {
            return;
        }
        var row = Of(after, at);
        // A life that is written at once begins and ends a closing in the same change.
        var begun = change.Inserts.FindIndex(r => r is ClosingRow c && c.MatterId == row.MatterId && c.Nth == row.Nth);
        if (begun >= 0)
        {
            change.Inserts[begun] = row;
        }
        else if (before is Matter.Open)
        {
            change.Inserts.Add(row);
        }
        else
        {
            change.Updates.Add((row, null));
        }
    }

    private static ClosingRow Of(Matter matter, DateTimeOffset at)
    {
        var (closedAt, stands, verdict) = matter switch
        {
            Matter.Closed c => (c.ClosedAt, ClosingStands.Waiting, null),
            Matter.UnderReview r => (
                r.ClosedAt,
                r.Verdict is not { Mode: VerdictMode.Link } ? ClosingStands.NotJudged : ClosingStands.Judged,
                r.Verdict
            ),
            Matter.Settled { By: Settlement.Ended } s => (s.ClosedAt, ClosingStands.Ended, null),
            Matter.Settled s => (s.ClosedAt, s.Verdict is null ? ClosingStands.NotJudged : ClosingStands.Judged, s.Verdict),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        // What was answered on the telephone is counted by itself.
        verdict = verdict is { Mode: VerdictMode.Call } ? null : verdict;
        return new ClosingRow
        {
            MatterId = matter.File.Id,
            Nth = matter.File.Reopenings,
            ClosedAt = closedAt,
            Unit = matter.File.Owner,
            Area = matter.File.Area,
            Category = matter.File.Category,
            Kind = matter.File.Kind,
            Channel = matter.File.Channel,
            Origin = matter.File.Origin,
            Outcome = matter.CurrentOutcome!.Code,
            Stands = stands,
            ContactInTime = matter.File.Reopenings == 0 ? InTime(matter, ClockFor.FirstContact) : null,
            AnsweredInTime = InTime(matter, ClockFor.Handle),
            JudgedAt = verdict is null ? null : at,
            Informed = verdict?.Informed,
            Fair = verdict?.Fair,
            PromiseKept = verdict?.PromiseKept,
            Solved = verdict?.SolvedIt,
            AskedForGoodMark = verdict?.AskedForGoodMark ?? false,
        };
    }

    // The last one is that of this handling.
    private static bool? InTime(Matter matter, ClockFor purpose) =>
        matter.File.Clocks.Where(c => c.Purpose == purpose).Select(c => c.Clock.State).LastOrDefault()
            is ClockState.Met { Late: var late }
            ? !late
            : null;
}

internal sealed class ClosingMap : IEntityTypeConfiguration<ClosingRow>
{
    public void Configure(EntityTypeBuilder<ClosingRow> builder)
    {
        builder.ToTable("Closing");
        builder.HasKey(c => new { c.MatterId, c.Nth });
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(c => c.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(c => new
            {
                c.ClosedAt,
                c.Kind,
                c.Unit,
                c.Area,
                c.Category,
                c.Channel,
                c.Origin,
                c.Outcome,
                c.Stands,
                c.Solved,
                c.Informed,
                c.Fair,
                c.PromiseKept,
            })
            .HasDatabaseName("ix_closing_counted");
        builder.HasIndex(c => new { c.Unit, c.ClosedAt });
    }
}
