using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>Minutes with what has become of their lines, which is read from the matters and promises and typed by nobody.</summary>
/// <param name="Meeting">The meeting; its minutes are public.</param>
/// <param name="Stages">Where the matters stand that its lines became.</param>
/// <param name="Open">Of these, the numbers of those that everybody may look up.</param>
/// <param name="Jurisdiction">Names.</param>
/// <param name="Today">The local day.</param>
public sealed record MinutesShown(
    Meeting Meeting,
    IReadOnlyDictionary<long, Stage> Stages,
    IReadOnlySet<long> Open,
    Jurisdiction Jurisdiction,
    DateOnly Today
)
{
    /// <summary>Reads what became of the lines.</summary>
    public static async Task<MinutesShown> OfAsync(
        Db db,
        Meeting meeting,
        Jurisdiction jurisdiction,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var numbers = meeting.About.ToList();
        var matters = await JointLists.MattersAsync(db, meeting.About, cancel);
        var publicSpace = jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code).ToList();
        var open = await PublicMatters
            .Of(db, publicSpace)
            .Where(m => numbers.Contains(m.Number))
            .Select(m => m.Number)
            .ToListAsync(cancel);
        return new MinutesShown(
            meeting,
            matters.ToDictionary(m => m.Number, m => m.Stage),
            open.ToHashSet(),
            jurisdiction,
            today
        );
    }
}
