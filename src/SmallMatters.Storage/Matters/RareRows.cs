using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Matters;

/// <summary>Rows that few matters have, one for a matter: a disagreement about whose it is, and its lawful route.</summary>
internal static class RareRows
{
    /// <summary>Adds what changed in them.</summary>
    public static void Add(WriteSet change, MatterRows rows, Matter state, PersonKeys keys)
    {
        var id = rows.Matter.Id;
        if (state.File.Disagreement is { } now && rows.Disagreement is null)
        {
            change.Inserts.Add(new DisagreementRow { MatterId = id, Body = FactCodec.Write(now, keys) });
        }
        else if (rows.Disagreement is { } before && !Same(before.Body, state.File.Disagreement, keys))
        {
            before.Body = state.File.Disagreement is { } other ? FactCodec.Write(other, keys) : null;
            change.Updates.Add((before, null));
        }
        if (state.File.Route is { } route)
        {
            if (rows.Route is null)
            {
                change.Inserts.Add(new PetitionRouteRow { MatterId = id, Body = FactCodec.Write(route, keys) });
            }
            else if (FactCodec.Plain(FactCodec.Read<PetitionRoute>(rows.Route.Body, keys)) != FactCodec.Plain(route))
            {
                rows.Route.Body = FactCodec.Write(route, keys);
                change.Updates.Add((rows.Route, null));
            }
        }
    }

    private static bool Same(string? body, Disagreement? now, PersonKeys keys) =>
        body is null || now is null
            ? body is null && now is null
            : FactCodec.Plain(FactCodec.Read<Disagreement>(body, keys)) == FactCodec.Plain(now);
}
