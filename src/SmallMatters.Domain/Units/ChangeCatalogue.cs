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
        if (because.Length is 0 or > LongestWhy)
        {
            return (
                null,
                Refusal.Of("missing-why", "请写明为什么这样改，不超过 500 字。", "Say why, in 500 characters at most.", "Why")
            );
        }
        switch (change)
        {
            case CatalogueChange.AddLine line when !jurisdiction.Categories.ContainsKey(line.Category):
                return (
                    null,
                    Refusal.Of("unknown-category", "请选择一个问题分类。", "Choose the category.", nameof(line.Category))
                );
            case CatalogueChange.AddLine line when line.Area is { } area && !jurisdiction.Areas.ContainsKey(area):
                return (null, Refusal.Of("unknown-area", "请选择片区。", "Choose the area.", nameof(line.Area)));
            case CatalogueChange.AddLine line when !jurisdiction.Units.ContainsKey(line.Unit):
                return (null, Refusal.Of("unknown-next-owner", "请选择主办单位。", "Choose the owner.", nameof(line.Unit)));
            case CatalogueChange.AddLine line:
                return (
                    new LineAdded(new DispatchLine(catalogue.Version + 1, line.Category, line.Area, line.Unit, today), because),
                    null
                );
            case CatalogueChange.EndLine end:
                return catalogue.Lines.Any(l => l.Number == end.Number && l.HoldsOn(today))
                    ? (new LineEnded(end.Number, today.AddDays(-1), because), null)
                    : (null, Refusal.Of("no-such-line", "这一条已经停用。", "This line has ended already."));
            case CatalogueChange.AddReason { Zh: var zh, En: var en }
                when zh.Trim().Length is 0 or > LongestReason || en.Trim().Length is 0 or > LongestReason:
                return (
                    null,
                    Refusal.Of(
                        "missing-reason",
                        "请用中文和英文写明理由，各不超过 100 字。",
                        "Give the reason in Chinese and in English, in 100 characters at most.",
                        "Zh"
                    )
                );
            case CatalogueChange.AddReason reason:
                return (
                    new ReasonAdded(
                        new DispatchReason($"r{catalogue.Version + 1}", new Bilingual(reason.Zh.Trim(), reason.En.Trim())),
                        because
                    ),
                    null
                );
            case CatalogueChange.EndReason end when catalogue.InUse.All(r => r.Code != end.Code):
                return (null, Refusal.Of("no-such-reason", "这条理由已经停用。", "This reason has ended already."));
            case CatalogueChange.EndReason when catalogue.InUse.Count() == 1:
                return (null, Refusal.Of("last-reason", "至少要保留一条理由。", "At least one reason must stay in use."));
            case CatalogueChange.EndReason end:
                return (new ReasonEnded(end.Code, today, because), null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
