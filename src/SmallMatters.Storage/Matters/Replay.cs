using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// Builds a matter again from nothing but its history and compares it with its rows: a row that was changed without a fact
/// shows, although every link of the chain holds.
/// </summary>
internal static class Replay
{
    // A column may hold an instant more coarsely than the fact does.
    private static readonly TimeSpan Coarse = TimeSpan.FromMilliseconds(1);

    /// <summary>The state after the last fact.</summary>
    /// <exception cref="InvalidOperationException">The facts do not follow from one another.</exception>
    public static (Raised First, Matter Now) Of(IEnumerable<HistoryRow> facts, PersonKeys keys)
    {
        Raised? first = null;
        Matter? matter = null;
        foreach (var row in facts)
        {
            var fact = FactCodec.ReadFact(row.Type, row.Body, keys);
            if (matter is not null)
            {
                matter = fact.Apply(matter);
            }
            else
            {
                first = fact as Raised ?? throw new InvalidOperationException($"a history cannot begin with {row.Type}");
                matter = first.Begin();
            }
        }
        return matter is null ? throw new InvalidOperationException("a history without a fact") : (first!, matter);
    }

    /// <summary>The first thing in which the rows differ from what the facts say, or null.</summary>
    public static string? Difference(Raised first, Matter replayed, MatterRows rows, PersonKeys keys)
    {
        var stored = MatterMapping.ToState(rows, keys);
        if (stored.GetType() != replayed.GetType())
        {
            return "the stage";
        }
        foreach (var (name, a, b) in Parts(replayed).Zip(Parts(stored), (a, b) => (a.Name, a.Json, b.Json)))
        {
            if (a != b)
            {
                return name;
            }
        }
        return Column(first, replayed, rows, keys);
    }

    private static IEnumerable<(string Name, string Json)> Parts(Matter matter)
    {
        var file = matter.File;
        yield return ("people", FactCodec.Plain(file.Participants.OrderBy(p => p.Id.Value)));
        yield return ("clocks", FactCodec.Plain(file.Clocks.OrderBy(c => c.Id)));
        yield return ("promises", FactCodec.Plain(file.Promises.OrderBy(p => p.Id)));
        yield return ("questions", FactCodec.Plain(file.Questions.OrderBy(q => q.Id)));
        yield return ("parts", FactCodec.Plain(file.Parts.OrderBy(p => p.Id)));
        yield return ("requests about own data", FactCodec.Plain(file.Rights.OrderBy(r => r.Id)));
        yield return ("openings of identities", FactCodec.Plain(file.Openings.OrderBy(o => o.Id)));
        var bare = matter.With(f =>
            f with
            {
                Participants = [file.Raiser],
                Clocks = [],
                Promises = [],
                Questions = [],
                Parts = [],
                Rights = [],
                Openings = [],
            }
        );
        yield return ("the matter itself", FactCodec.Plain((object)bare));
    }

    /// <summary>What lists, counts and the sweep read must be what the state says.</summary>
    private static string? Column(Raised first, Matter state, MatterRows rows, PersonKeys keys)
    {
        var is_ = rows.Matter;
        var should = new MatterRow
        {
            Category = is_.Category,
            Area = is_.Area,
            OwnerUnit = is_.OwnerUnit,
            AccountableUnit = is_.AccountableUnit,
            AssignedBy = is_.AssignedBy,
        };
        MatterMapping.Put(state, should, keys);
        if (!state.File.Raiser.Erased)
        {
            MatterMapping.PutWhere(first.Where?.Value, should);
            (should.Title, should.Description) = (first.Title?.Text, first.Description.Text);
        }
        (string Name, bool Same)[] columns =
        [
            ("accountable unit", is_.AccountableUnit == should.AccountableUnit),
            ("asked unit", is_.AskedUnit == should.AskedUnit),
            ("due instant", Same(is_.DueAt, should.DueAt)),
            ("promised day", is_.PromisedOn == should.PromisedOn && is_.Provisional == should.Provisional),
            ("latest question", is_.LastQuestion == should.LastQuestion),
            ("number of people", is_.Affected == should.Affected),
            ("outcome", is_.OutcomeCode == should.OutcomeCode),
            (
                "verdict",
                (is_.VerdictInformed, is_.VerdictFair, is_.VerdictPromiseKept, is_.VerdictSolved)
                    == (should.VerdictInformed, should.VerdictFair, should.VerdictPromiseKept, should.VerdictSolved)
            ),
            ("title", is_.Title == should.Title),
            ("description", is_.Description == should.Description),
            ("place", (is_.PlaceText, is_.PlaceKey, is_.Cell) == (should.PlaceText, should.PlaceKey, should.Cell)),
            (
                "unit of a part",
                state.File.Parts.All(p =>
                    rows.Parts.Find(r => r.Id == p.Id) is { } row
                    && (row.Unit, row.Owner, row.State, row.EscalatedTo) == (p.Unit, state.File.Owner, p.State, p.EscalatedTo)
                )
            ),
            (
                "unit of a request about own data",
                state.File.Rights.All(r =>
                    rows.Rights.Find(row => row.Id == r.Id) is { } row
                    && (row.Unit, row.State, row.EscalatedTo) == (state.File.Owner, r.State, r.EscalatedTo)
                )
            ),
            (
                "instant at which a clock is looked at",
                state.File.Clocks.All(c => Same(rows.Clocks.Find(r => r.Id == c.Id)?.NextLookAt, c.Clock.NextLookAt))
            ),
        ];
        return columns.FirstOrDefault(c => !c.Same).Name;
    }

    private static bool Same(DateTimeOffset? a, DateTimeOffset? b) =>
        a is null || b is null ? a == b : (a.Value - b.Value).Duration() <= Coarse;
}
