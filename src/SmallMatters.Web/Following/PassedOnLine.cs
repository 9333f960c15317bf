using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Partners;

namespace SmallMatters.Web.Following;

/// <summary>
/// Something that was passed on to a unit, as the resident reads it: once, whether it was decided, put behind a link or put
/// behind the next link.
/// </summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Purposes">What for, each words once.</param>
/// <param name="Days">The local days on which it was passed on, the first first.</param>
/// <param name="Links">The passings-on by a link, which say where the links stand; none for a unit of the jurisdiction.</param>
public sealed record PassedOnLine(
    string Unit,
    IReadOnlyList<PartField> Fields,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<PassedOn> Links
)
{
    /// <summary>What for, in words; null once whoever wrote it was erased.</summary>
    public Bilingual? For =>
        Purposes.Count == 0 ? null : new($"（用途：{string.Join("；", Purposes)}）", $" (for: {string.Join("; ", Purposes)})");

    /// <summary>How often the partner has answered, and whether a link can still be used; null without one.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="said">An instant in words.</param>
    public Bilingual? Standing(DateTimeOffset now, Func<DateTimeOffset, string> said)
    {
        if (Links.Count == 0 || Links[^1] is not { Until: { } until, Link: { } last })
        {
            return null;
        }
        var answers = Links.Count(l => l.Link == PartnerLinkState.Used);
        if (answers == 0 || Links.Count == 1)
        {
            return PartnerWords.Said(last, until, now, new(said(until), said(until)));
        }
        var stands =
            last == PartnerLinkState.Used
                ? new Bilingual("链接不能再打开", "no link opens anything any more")
                : PartnerWords.Said(last, until, now, new(said(until), said(until)));
        var present = last == PartnerLinkState.Used ? "" : "现在的";
        return new(
            $"对方已用链接答复 {answers} 次，{present}{stands.Zh}",
            $"they answered by a link {answers} time(s); {stands.En}"
        );
    }

    /// <summary>The lines of a list of passings-on, in its order.</summary>
    public static IReadOnlyList<PassedOnLine> Of(IReadOnlyList<PassedOn> all, Func<DateTimeOffset, DateOnly> dayOf)
    {
        // What a partner may read stands behind its link; what a unit of the jurisdiction may read was passed on field by field.
        var linked = all.Where(p => p.Until is not null).Select(p => (p.Part, p.Unit)).ToHashSet();
        return
        [
            .. all.GroupBy(p => (p.Part, p.Unit, Fields: linked.Contains((p.Part, p.Unit)) ? "" : string.Join(',', p.Fields)))
                .Select(g => new PassedOnLine(
                    g.Key.Unit,
                    [.. g.SelectMany(p => p.Fields).Distinct().Order()],
                    [.. g.Select(p => p.Purpose).OfType<string>().Distinct()],
                    [.. g.Select(p => dayOf(p.At)).Distinct().Order()],
                    [.. g.Where(p => p.Until is not null)]
                )),
        ];
    }
}
