using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A part of the staff's inbox.</summary>
public enum InboxTab
{
    /// <summary>我承办的: open, and the reader deals with it.</summary>
    Mine,

    /// <summary>本单位: open with the unit.</summary>
    Unit,

    /// <summary>待接手: open with the unit, and nobody has taken it.</summary>
    NotTaken,

    /// <summary>已超期: open with the unit, past a due time.</summary>
    Overdue,

    /// <summary>请我单位接手: the unit is asked to take it over.</summary>
    Asked,

    /// <summary>逐级上报到我单位: overdue elsewhere and gone up to the unit.</summary>
    Escalated,

    /// <summary>待评价: closed by the unit, and the resident has not judged yet.</summary>
    AwaitingVerdict,

    /// <summary>复查: the unit decides on reopening or an internal review.</summary>
    Reviews,
}

/// <summary>What the reader wants to see of a part of the inbox. Every condition is optional.</summary>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Kind">What the resident wants.</param>
/// <param name="Question">Where the latest question to the resident stands.</param>
/// <param name="RaisedBefore">Only what was raised before this instant, UTC.</param>
public sealed record InboxFilter(
    string? Category = null,
    string? Area = null,
    Kind? Kind = null,
    QuestionState? Question = null,
    DateTimeOffset? RaisedBefore = null
)
{
    /// <summary>No condition.</summary>
    public static InboxFilter None { get; } = new();
}

/// <summary>A place in the order of the inbox, to read on from.</summary>
/// <param name="DueAt">The due time of the row at the edge; null in a part that is ordered by key alone.</param>
/// <param name="Id">Its key.</param>
public readonly record struct InboxMark(DateTimeOffset? DueAt, MatterId Id);

/// <summary>One entry of the inbox.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="HandlerName">Name of who deals with it, or null.</param>
[ProjectionFor(Audience.Handler)]
public sealed record InboxEntry(
    [property: Shows(PersonalItem.Words, PersonalItem.Place, PersonalItem.Door, PersonalItem.Position)] UnitMatter Matter,
    [property: Shows(PersonalItem.StaffAccount)] string? HandlerName
);

/// <summary>One page of the inbox, in its order.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="HasEarlier">Whether there are rows before them.</param>
/// <param name="HasLater">Whether there are rows after them.</param>
public sealed record InboxPage(IReadOnlyList<InboxEntry> Rows, bool HasEarlier, bool HasLater)
{
    /// <summary>The mark of the first row.</summary>
    public InboxMark First => MarkOf(Rows[0].Matter);

    /// <summary>The mark of the last row.</summary>
    public InboxMark Last => MarkOf(Rows[^1].Matter);

    private static InboxMark MarkOf(UnitMatter matter) => new(matter.DueAt, matter.Id);
}

/// <summary>
/// The inbox of one unit: what is open, the most urgent first. Everything is read through an index in its own order, so that
/// a page costs the same with a thousand matters and with a million; counts stop at <see cref="CountTo"/>.
/// </summary>
public static class Inbox
{
    /// <summary>Counts go this far and no further: "99+".</summary>
    public const int CountTo = 100;

    /// <summary>One page of a part.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="unit">Whose inbox; nothing is shown of a unit that the reader does not see.</param>
    /// <param name="tab">Which part.</param>
    /// <param name="filter">Conditions.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="mark">Where to read on from; null for the beginning.</param>
    /// <param name="backwards">Whether to read the rows before the mark instead of those after it.</param>
    /// <param name="take">How many rows at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<InboxPage> PageAsync(
        Db db,
        StaffScope scope,
        string unit,
        InboxTab tab,
        InboxFilter filter,
        DateTimeOffset now,
        InboxMark? mark,
        bool backwards,
        int take,
        CancellationToken cancel = default
    )
    {
        var rows = Filtered(Of(db, scope, unit, tab, now).AsNoTracking(), filter);
        var byKey = tab == InboxTab.AwaitingVerdict;
        if (mark is { } at)
        {
            rows = byKey ? FromKey(rows, at.Id, backwards) : FromDue(rows, at, backwards);
        }
        var ordered = (byKey, backwards) switch
        {
            (true, false) => rows.OrderByDescending(m => m.Id),
            (true, true) => rows.OrderBy(m => m.Id),
            (false, false) => rows.OrderBy(m => m.DueAt).ThenBy(m => m.Id),
            (false, true) => rows.OrderByDescending(m => m.DueAt).ThenByDescending(m => m.Id),
        };
        var read = await ordered
            .Take(take + 1)
            .Select(m => new
            {
                Row = m,
                Handler = db.Users.Where(u => u.Id == m.Handler).Select(u => u.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var found = read.ConvertAll(r => new InboxEntry(UnitMatters.Shown(r.Row), r.Handler));
        var more = found.Count > take;
        if (more)
        {
            found.RemoveAt(take);
        }
        if (backwards)
        {
            found.Reverse();
        }
        if (tab is InboxTab.Asked or InboxTab.Escalated)
        {
            // Who is only asked or told does not read where exactly it is; the matter's own page says what they may.
            found = found.ConvertAll(e =>
                scope.SeesIn(e.Matter.OwnerUnit, e.Matter.Area)
                    ? e
                    : e with
                    {
                        Matter = e.Matter with { PlaceText = null, Latitude = null, Longitude = null },
                    }
            );
        }
        return new InboxPage(found, backwards ? more : mark is not null, backwards ? mark is not null : more);
    }

    /// <summary>How many matters each part holds, none above <see cref="CountTo"/>; in one statement.</summary>
    public static Task<IReadOnlyDictionary<InboxTab, int>> CountsAsync(
        Db db,
        StaffScope scope,
        string unit,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => InboxCounts.ReadAsync(db, scope, unit, now, cancel);

    private static IQueryable<MatterRow> Of(Db db, StaffScope scope, string unit, InboxTab tab, DateTimeOffset now)
    {
        var seen = UnitMatters.Rows(db, scope);
        if (!scope.Sees.Contains(unit))
        {
            return seen.Where(_ => false);
        }
        var me = (Guid?)scope.Id.Value;
        if (tab != InboxTab.Mine && scope.Areas.TryGetValue(unit, out var only))
        {
            seen = only is [var area] ? seen.Where(m => m.Area == area) : seen.Where(m => only.Contains(m.Area));
        }
        var open = seen.Where(m => m.AccountableUnit == unit && m.Stage == Stage.Open && m.DueAt != null);
        return tab switch
        {
            InboxTab.Mine => seen.Where(m => m.Handler == me && m.Stage == Stage.Open && m.OwnerUnit == unit),
            InboxTab.Unit => open,
            InboxTab.NotTaken => open.Where(m => m.Handler == null),
            InboxTab.Overdue => open.Where(m => m.DueAt <= now),
            InboxTab.Asked => seen.Where(m => m.AskedUnit == unit),
            InboxTab.Escalated => seen.Where(m => m.EscalatedTo == unit && m.AccountableUnit != unit),
            InboxTab.AwaitingVerdict => seen.Where(m => m.OwnerUnit == unit && m.Stage == Stage.Closed),
            InboxTab.Reviews => seen.Where(m => m.AccountableUnit == unit && m.Stage == Stage.UnderReview && m.DueAt != null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IQueryable<MatterRow> Filtered(IQueryable<MatterRow> rows, InboxFilter filter)
    {
        if (filter.Category is { } category)
        {
            rows = rows.Where(m => m.Category == category);
        }
        if (filter.Area is { } area)
        {
            rows = rows.Where(m => m.Area == area);
        }
        if (filter.Kind is { } kind)
        {
            rows = rows.Where(m => m.Kind == kind);
        }
        if (filter.Question is { } question)
        {
            rows = rows.Where(m => m.LastQuestion == question);
        }
        if (filter.RaisedBefore is { } before)
        {
            rows = rows.Where(m => m.RaisedAt < before);
        }
        return rows;
    }

    // The first condition is the range that the index is read from; the second leaves out what was on the page before.
    private static IQueryable<MatterRow> FromDue(IQueryable<MatterRow> rows, InboxMark at, bool backwards) =>
        backwards
            ? rows.Where(m => m.DueAt <= at.DueAt && (m.DueAt != at.DueAt || m.Id < at.Id))
            : rows.Where(m => m.DueAt >= at.DueAt && (m.DueAt != at.DueAt || m.Id > at.Id));

    private static IQueryable<MatterRow> FromKey(IQueryable<MatterRow> rows, MatterId id, bool backwards) =>
        backwards ? rows.Where(m => m.Id > id) : rows.Where(m => m.Id < id);
}
