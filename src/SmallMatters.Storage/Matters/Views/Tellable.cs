using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// Matters that staff who did not deal with them may read in order to learn from them or to look at the work: never how a member of staff
/// behaved, no dispute, no minor case, nothing of sealed or erased people, and nothing in which a threat was recorded.
/// </summary>
internal static class Tellable
{
    /// <summary>Those of the database, as they stand now.</summary>
    public static IQueryable<MatterRow> Of(Db db) =>
        db.Set<MatterRow>()
            .Where(m =>
                m.UnitConcerned == null
                && m.Kind != Kind.Conduct
                && m.Kind != Kind.Dispute
                && m.Kind != Kind.MinorCase
                && !db.Set<ParticipantRow>().Any(p => p.MatterId == m.Id && (p.Sealed || p.Erased))
                && !db.Set<DisputeRow>().Any(d => d.MatterId == m.Id)
                && !db.Set<HistoryRow>().Any(h => h.MatterId == m.Id && h.Type == nameof(ThreatRecorded))
            );
}
