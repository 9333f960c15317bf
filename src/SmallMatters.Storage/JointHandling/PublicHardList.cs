using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Supervision;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.JointHandling;

/// <summary>
/// A hard problem as everybody may see it: no title, no words and no matter. The post is what a supervisor wrote: the form says
/// that everybody reads it, and refuses numbers of persons and the leader's own name.
/// </summary>
/// <param name="Category">Category code.</param>
/// <param name="Post">The leader's post.</param>
/// <param name="Unit">Code of the leading unit.</param>
/// <param name="Since">When it was listed, UTC.</param>
public sealed record PublicHardProblem(string Category, string Post, string Unit, DateTimeOffset Since);

/// <summary>The hard list of an area for its public page.</summary>
public static class PublicHardList
{
    private const int Most = 50;

    /// <summary>The problems that are not solved yet, the oldest first.</summary>
    public static async Task<IReadOnlyList<PublicHardProblem>> OfAreaAsync(Db db, string area, CancellationToken cancel = default)
    {
        var firsts = await (
            from file in db.Set<JointFileRow>().AsNoTracking()
            join fact in db.Set<JointFactRow>() on file.Id equals fact.FileId
            where file.Kind == nameof(HardProblem) && !file.IsOver && file.Area == area && fact.Seq == 1
            orderby file.BeganAt, file.Id
            select new { fact.Type, fact.Body }
        )
            .Take(Most)
            .ToListAsync(cancel);
        return firsts.ConvertAll(first =>
        {
            var listed = ((HardProblemListed)PlainFacts<JointFact>.Read(first.Type, first.Body)).File;
            return new PublicHardProblem(listed.Category, listed.Post, listed.Unit, listed.ListedAt);
        });
    }
}
