using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.JointHandling;

/// <summary>Where what units do together does not hold.</summary>
/// <param name="Id">Key of the joint file or the inspection.</param>
/// <param name="Line">Its line in lists; null for an inspection.</param>
/// <param name="Seq">The fact.</param>
/// <param name="What">What is wrong, in English, for an operator.</param>
public sealed record BrokenJoint(Guid Id, string? Line, int Seq, string What);

/// <summary>What a verification of joint files came to.</summary>
/// <param name="Files">Joint files whose chain was computed again.</param>
/// <param name="Inspections">Inspections whose hash was computed again.</param>
/// <param name="Facts">Facts of the files.</param>
/// <param name="Broken">Each file or inspection that does not hold.</param>
public sealed record JointVerified(int Files, int Inspections, long Facts, IReadOnlyList<BrokenJoint> Broken);

/// <summary>
/// Computes the chains of convenings, orders, hard problems and findings again, and the hashes of inspections, and compares what
/// lists are read from with what the facts say. May run while people work: each page is read as of one instant.
/// </summary>
public sealed class JointVerification(IDbContextFactory<Db> databases)
{
    private const int Page = 500;

    /// <summary>Verifies everything.</summary>
    /// <param name="cancel">Cancels between two pages.</param>
    public async Task<JointVerified> RunAsync(CancellationToken cancel = default)
    {
        var broken = new List<BrokenJoint>();
        var (files, facts) = await FilesAsync(broken, cancel);
        return new JointVerified(files, await InspectionsAsync(broken, cancel), facts, broken);
    }

    private async Task<(int Files, long Facts)> FilesAsync(List<BrokenJoint> broken, CancellationToken cancel)
    {
        var (files, facts, after) = (0, 0L, Guid.Empty);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await using var instant = await Verification.SnapshotAsync(db, cancel);
            var page = await db.Set<JointFileRow>()
                .AsNoTracking()
                .Where(f => f.Id > after)
                .OrderBy(f => f.Id)
                .Take(Page)
                .ToListAsync(cancel);
            if (page.Count == 0)
            {
                return (files, facts);
            }
            var (first, last) = (page[0].Id, page[^1].Id);
            var history = (
                await db.Set<JointFactRow>()
                    .AsNoTracking()
                    .Where(f => f.FileId >= first && f.FileId <= last)
                    .OrderBy(f => f.FileId)
                    .ThenBy(f => f.Seq)
                    .ToListAsync(cancel)
            ).ToLookup(f => f.FileId);
            var findings = await db.Set<FindingRow>()
                .AsNoTracking()
                .Where(f => f.FileId >= first && f.FileId <= last)
                .ToDictionaryAsync(f => f.FileId, cancel);
            foreach (var head in page)
            {
                var of = history[head.Id].ToList();
                if (Check(head, of, findings.GetValueOrDefault(head.Id)) is var (seq, what))
                {
                    broken.Add(new BrokenJoint(head.Id, head.Title, seq, what));
                }
                facts += of.Count;
            }
            files += page.Count;
            after = last;
        }
    }

    private async Task<int> InspectionsAsync(List<BrokenJoint> broken, CancellationToken cancel)
    {
        var (inspections, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var page = await db.Set<InspectionRow>()
                .AsNoTracking()
                .Where(i => i.Id > after)
                .OrderBy(i => i.Id)
                .Take(Page)
                .ToListAsync(cancel);
            if (page.Count == 0)
            {
                return inspections;
            }
            broken.AddRange(
                page.Where(i => !i.Link.AsSpan().SequenceEqual(InspectionBook.LinkOf(i)))
                    .Select(i => new BrokenJoint(i.Id, null, 1, "the inspection was changed"))
            );
            inspections += page.Count;
            after = page[^1].Id;
        }
    }

    private static (int Seq, string What)? Check(JointFileRow head, List<JointFactRow> facts, FindingRow? finding)
    {
        if (JointChain.FirstBroken(facts) is { } broken)
        {
            return (broken, "a fact is missing or was changed");
        }
        if (facts.Count != head.HeadSeq)
        {
            return (Math.Min(facts.Count, head.HeadSeq) + 1, "the facts and the row disagree on their number");
        }
        try
        {
            var state = facts
                .Select(f => PlainFacts<JointFact>.Read(f.Type, f.Body))
                .Aggregate((JointFile?)null, (before, fact) => fact.Apply(before))!;
            return
                (state.GetType().Name, state.Line, state.Lead, state.At, state.Standing, state.IsOver)
                    == (head.Kind, head.Title, head.Unit, head.Area, head.Standing, head.IsOver)
                && (state as Finding)?.Stage == finding?.Stage
                && (state as Finding)?.File.Premises == finding?.PremisesId
                ? null
                : (head.HeadSeq, "the row and the facts disagree on where it stands");
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or FormatException)
        {
            return (head.HeadSeq, $"it cannot be read back: {damage.Message}");
        }
    }
}
