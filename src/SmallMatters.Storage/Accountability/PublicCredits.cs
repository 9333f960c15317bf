using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Accountability;

/// <summary>Credit as everybody may see it: the unit, the line and who copied it; no account of what happened, no matter, no name.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Title">What was done, in one line, as two people let it stand.</param>
/// <param name="Ground">Why.</param>
/// <param name="CopiedBy">Codes of the units that copied its practice.</param>
/// <param name="Since">When it was proposed, UTC.</param>
[ProjectionFor(Audience.Public)]
[ShowsNothingPersonal(nameof(Unit), nameof(Title), nameof(CopiedBy))]
public sealed record PublicCredit(string Unit, string Title, Ground Ground, IReadOnlyList<string> CopiedBy, DateTimeOffset Since);

/// <summary>The credit of an area for its public page. Accountability is never among it.</summary>
public static class PublicCredits
{
    private const int Most = 10;
    private const int Looked = 50;

    /// <summary>The latest final credit of an area.</summary>
    public static async Task<IReadOnlyList<PublicCredit>> OfAreaAsync(Db db, string area, CancellationToken cancel = default)
    {
        var firsts = await (
            from file in db.Set<JointFileRow>().AsNoTracking()
            join fact in db.Set<JointFactRow>() on file.Id equals fact.FileId
            where
                file.Kind == nameof(Reckoning)
                && file.IsOver
                && file.Area == area
                && file.Standing == nameof(ReckoningStage.Final)
                && fact.Seq == 1
            orderby file.BeganAt descending, file.Id
            select new { fact.Type, fact.Body }
        )
            .Take(Looked)
            .ToListAsync(cancel);
        return
        [
            .. firsts
                .Select(first => ((ReckoningProposed)PlainFacts<JointFact>.Read(first.Type, first.Body)).File)
                .Where(file => GroundText.For(file.Ground).Sort == ReckoningSort.Credit)
                .Select(file => new PublicCredit(file.Unit, file.Title, file.Ground, file.CopiedBy, file.ProposedAt))
                .Take(Most),
        ];
    }
}
