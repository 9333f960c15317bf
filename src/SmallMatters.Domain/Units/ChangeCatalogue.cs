using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Units;

/// <summary>A change of the dispatch catalogue, with why. Facts are appended and never edited.</summary>
/// <param name="Why">Why, for everybody who reads the catalogue. Names nobody.</param>
public abstract record DispatchFact(string Why)
{
    /// <summary>The catalogue after this change.</summary>
    public abstract DispatchCatalogue Apply(DispatchCatalogue catalogue);
}

/// <summary>A line was added. An older one for the same category and area ends the day before.</summary>
public sealed record LineAdded(DispatchLine Line, string Why) : DispatchFact(Why)
{
    /// <inheritdoc/>
    public override DispatchCatalogue Apply(DispatchCatalogue catalogue) =>
        catalogue with
        {
            Lines =
            [
                .. catalogue.Lines.Select(l =>
                    (l.Category, l.Area) == (Line.Category, Line.Area) && l.ValidTo is null
                        ? l with
                        {
                            ValidTo = Line.ValidFrom.AddDays(-1),
                        }
                        : l
                ),
                Line,
            ],
        };
}

/// <summary>A line ended.</summary>
public sealed record LineEnded(int Number, DateOnly LastDay, string Why) : DispatchFact(Why)
{
    /// <inheritdoc/>
    public override DispatchCatalogue Apply(DispatchCatalogue catalogue) =>
        catalogue with
        {
            Lines = [.. catalogue.Lines.Select(l => l.Number == Number ? l with { ValidTo = LastDay } : l)],
        };
}

/// <summary>A reason for handing over was added.</summary>
public sealed record ReasonAdded(DispatchReason Reason, string Why) : DispatchFact(Why)
{
    /// <inheritdoc/>
    public override DispatchCatalogue Apply(DispatchCatalogue catalogue) =>
        catalogue with
        {
            Reasons = catalogue.Reasons.Add(Reason),
        };
}

/// <summary>A reason is no longer named; hand-overs that named it stay readable.</summary>
public sealed record ReasonEnded(string Code, DateOnly On, string Why) : DispatchFact(Why)
{
    /// <inheritdoc/>
    public override DispatchCatalogue Apply(DispatchCatalogue catalogue) =>
        catalogue with
        {
            Reasons = [.. catalogue.Reasons.Select(r => r.Code == Code ? r with { EndedOn = On } : r)],
        };
}

/// <summary>Something to change in the catalogue.</summary>
public abstract record CatalogueChange
{
    private CatalogueChange() { }

    /// <summary>Say whose a category in an area, or in all areas (null), is from today.</summary>
    public sealed record AddLine(string Category, string? Area, string Unit) : CatalogueChange;

    /// <summary>End a line with yesterday.</summary>
    public sealed record EndLine(int Number) : CatalogueChange;

    /// <summary>Add a reason for handing over.</summary>
    public sealed record AddReason(string Zh, string En) : CatalogueChange;

    /// <summary>Name a reason no longer.</summary>
    public sealed record EndReason(string Code) : CatalogueChange;
}

/// <summary>Decides on changes of the catalogue.</summary>
public static class ChangeCatalogueRule
{
    private const int LongestWhy = 500;
    private const int LongestReason = 100;

    /// <summary>The change as a fact, or why not. Every change says why.</summary>
    public static (DispatchFact? Fact, Refusal? Why) Decide(
        Jurisdiction jurisdiction,
        CatalogueChange change,
        string? why,
        DateOnly today
    )
    {
        var catalogue = jurisdiction.Catalogue;
        var because = (why ?? "").Trim();
        var unsaid =
            because.Length is 0 or > LongestWhy
                ? Refusal.Of("missing-why", "请写明为什么这样改，不超过 500 字。", "Say why, in 500 characters at most.", "Why")
            : PersonNumbers.In(because) ? PersonNumbers.Refused("Why")
            : null;
        if (Refusal.All([.. Wrong(jurisdiction, change, today), unsaid]) is { } wrong)
        {
            return (null, wrong);
        }
        return change switch
        {
            CatalogueChange.AddLine line => (
                new LineAdded(new DispatchLine(catalogue.Version + 1, line.Category, line.Area, line.Unit, today), because),
                null
            ),
            CatalogueChange.EndLine end => (new LineEnded(end.Number, today.AddDays(-1), because), null),
            CatalogueChange.AddReason reason => (
                new ReasonAdded(
                    new DispatchReason($"r{catalogue.Version + 1}", new Bilingual(reason.Zh.Trim(), reason.En.Trim())),
                    because
                ),
                null
            ),
            CatalogueChange.EndReason end => (new ReasonEnded(end.Code, today, because), null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IEnumerable<Refusal?> Wrong(Jurisdiction jurisdiction, CatalogueChange change, DateOnly today) =>
        change switch
        {
            CatalogueChange.AddLine line =>
            [
                jurisdiction.Categories.ContainsKey(line.Category)
                    ? null
                    : Refusal.Of("unknown-category", "请选择一个问题分类。", "Choose the category.", nameof(line.Category)),
                line.Area is { } area && !jurisdiction.Areas.ContainsKey(area)
                    ? Refusal.Of("unknown-area", "请选择片区。", "Choose the area.", nameof(line.Area))
                    : null,
                jurisdiction.Units.ContainsKey(line.Unit)
                    ? null
                    : Refusal.Of("unknown-next-owner", "请选择主办单位。", "Choose the owner.", nameof(line.Unit)),
            ],
            CatalogueChange.EndLine end =>
            [
                jurisdiction.Catalogue.Lines.Any(l => l.Number == end.Number && l.HoldsOn(today))
                    ? null
                    : Refusal.Of("no-such-line", "这一条已经停用。", "This line has ended already.", "Line"),
            ],
            CatalogueChange.AddReason reason =>
            [
                reason.Zh.Trim().Length is 0 or > LongestReason
                    ? Refusal.Of(
                        "missing-reason",
                        "请用中文写明理由，不超过 100 字。",
                        "Give the reason in Chinese, in 100 characters at most.",
                        nameof(reason.Zh)
                    )
                : PersonNumbers.In(reason.Zh) ? PersonNumbers.Refused(nameof(reason.Zh))
                : null,
                reason.En.Trim().Length is 0 or > LongestReason
                    ? Refusal.Of(
                        "missing-reason",
                        "请用英文写明理由，不超过 100 字。",
                        "Give the reason in English, in 100 characters at most.",
                        nameof(reason.En)
                    )
                : PersonNumbers.In(reason.En) ? PersonNumbers.Refused(nameof(reason.En))
                : null,
            ],
            CatalogueChange.EndReason end =>
            [
                jurisdiction.Catalogue.InUse.All(r => r.Code != end.Code)
                    ? Refusal.Of("no-such-reason", "这条理由已经停用。", "This reason has ended already.", "Reason")
                : jurisdiction.Catalogue.InUse.Count() == 1
                    ? Refusal.Of("last-reason", "至少要保留一条理由。", "At least one reason must stay in use.", "Reason")
                : null,
            ],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
