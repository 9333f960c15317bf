using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.CaseFollowing;

/// <summary>What the pages of a reporter or victim stand on.</summary>
public sealed class CaseServices(CaseReader reader, CaseDesk desk, JurisdictionSource source, Speech speech, TimeProvider time)
{
    public CaseReader Reader => reader;

    public CaseDesk Desk => desk;

    public JurisdictionSource Source => source;

    public Speech Speech => speech;

    public DateTimeOffset Now => time.GetUtcNow();
}
