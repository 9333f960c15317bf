using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Matters;

/// <summary>What every page of the staff needs: who works here, the jurisdiction, the database, the one way to change a matter.</summary>
public sealed class Desk(
    IHttpContextAccessor request,
    Db db,
    MatterBook book,
    MatterReader reader,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    Speech speech
)
{
    public Db Db => db;

    public MatterBook Book => book;

    public Speech Speech => speech;

    public StaffScope Scope => request.HttpContext!.GetStaff();

    public DateTimeOffset Now => time.GetUtcNow();

    public ValueTask<Jurisdiction> JurisdictionAsync(CancellationToken cancel = default) => jurisdictions.CurrentAsync(cancel);

    /// <summary>What the reader sees of a matter; see <see cref="MatterReader.ForStaffAsync"/>.</summary>
    public Task<(UnitMatterPage? Page, OtherUnitMatter? Other)> ReadAsync(
        Reference reference,
        CancellationToken cancel = default
    ) => reader.ForStaffAsync(db, reference, Scope, cancel);

    /// <summary>Words for the facts of a matter, with the names of everybody of the staff that they mention.</summary>
    public async Task<FactWords> WordsAsync(UnitMatterPage page, Jurisdiction jurisdiction, CancellationToken cancel = default)
    {
        var people = page
            .Timeline.SelectMany(e => new[] { e.Handler, e.Fact == nameof(Assigned) ? e.Subject : null })
            .Append(page.Matter.File.Handler?.Value)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var names = people.Count == 0 ? [] : await Colleagues.NamesAsync(db, people, cancel);
        return new FactWords(speech, jurisdiction, names);
    }
}
