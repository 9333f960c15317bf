using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Supervision;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.JointHandling;

/// <summary>
/// A hard problem as everybody may see it: no title, no words and no matter. The post is one of a list, since
/// nobody looks at it before it stands in public.
/// </summary>
/// <param name="Category">Category code.</param>
/// <param name="Post">The leader's post; null for one listed while posts were written freely.</param>
/// <param name="Unit">Code of the leading unit.</param>
/// <param name="Since">When it was listed, UTC.</param>
public sealed record PublicHardProblem(string Category, LeaderPost? Post, string Unit, DateTimeOffset Since);

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
            return new PublicHardProblem(listed.Category, LeaderPosts.Of(listed.Post), listed.Unit, listed.ListedAt);
        });
    }
}
