using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;

namespace SmallMatters.Domain.Units;

/// <summary>
/// A jurisdiction (辖区) as it is configured now: its areas, units, categories, routing rules, clock rules and calendar. An
/// immutable snapshot that decisions are made with.
/// </summary>
public sealed class Jurisdiction
{
    private readonly Dictionary<string, Unit> _units;
    private readonly Dictionary<string, Area> _areas;
    private readonly Dictionary<string, Category> _categories;
    private readonly ILookup<string, RoutingRule> _routes;

    /// <summary>A snapshot. Codes must be unique; a rule that names an unknown code throws, since only a bug lets it in.</summary>
    public Jurisdiction(
        string code,
        Bilingual name,
        IEnumerable<Area> areas,
        IEnumerable<Unit> units,
        IEnumerable<Category> categories,
        IEnumerable<RoutingRule> routes,
        ClockRuleBook clockRules,
        WorkingCalendar calendar,
        DispatchCatalogue? catalogue = null
    )
    {
        Code = code;
        Name = name;
        _areas = areas.ToDictionary(a => a.Code);
        _units = units.ToDictionary(u => u.Code);
        _categories = categories.ToDictionary(c => c.Code);
        _routes = routes.OrderBy(r => r.Id).ToLookup(r => r.Category);
        ClockRules = clockRules;
        Calendar = calendar;
        Catalogue = catalogue ?? DispatchCatalogue.BuiltIn;
    }

    /// <summary>Code of the jurisdiction, as in Open311's <c>jurisdiction_id</c>.</summary>
    public string Code { get; }

    /// <summary>Its name.</summary>
    public Bilingual Name { get; }

    /// <summary>The clock rules, effective-dated.</summary>
    public ClockRuleBook ClockRules { get; }

    /// <summary>The working calendar and time zone.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The dispatch catalogue.</summary>
    public DispatchCatalogue Catalogue { get; }

    /// <summary>The outside partners. They are asked for parts and own nothing, so that they are not among <see cref="Units"/>.</summary>
    public PartnerRegister Partners { get; init; } = PartnerRegister.Empty;

    /// <summary>Codes of the partners whose own systems are told when something happens to a part of theirs.</summary>
    public ImmutableHashSet<string> Told { get; init; } = [];

    /// <summary>The same jurisdiction with other areas and units.</summary>
    public Jurisdiction With(IEnumerable<Area> areas, IEnumerable<Unit> units) =>
        new(Code, Name, areas, units, _categories.Values, _routes.SelectMany(rules => rules), ClockRules, Calendar, Catalogue)
        {
            Partners = Partners,
            Told = Told,
        };

    /// <summary>The name of a unit or of an outside partner; its code where it is no longer configured.</summary>
    public Bilingual NameOf(string code) =>
        _units.TryGetValue(code, out var unit) ? unit.Name : Partners.Find(code)?.Name ?? new Bilingual(code, code);

    /// <summary>The name of an area; its code where it is no longer configured.</summary>
    public Bilingual AreaNameOf(string code) => _areas.TryGetValue(code, out var area) ? area.Name : new Bilingual(code, code);

    /// <summary>All areas, by code.</summary>
    public IReadOnlyDictionary<string, Area> Areas => _areas;

    /// <summary>All units, by code.</summary>
    public IReadOnlyDictionary<string, Unit> Units => _units;

    /// <summary>All categories, by code.</summary>
    public IReadOnlyDictionary<string, Category> Categories => _categories;

    /// <summary>
    /// The unit that owns a new matter: that of the dispatch catalogue's line, else of the first routing rule in force for the category and the area (a rule for the area
    /// wins over one for all areas), else the area's intake desk.
    /// </summary>
    /// <returns>The unit's code and what made it so.</returns>
    public (string Unit, string Because) OwnerFor(string category, string area, DateOnly on)
    {
        if (Catalogue.LineFor(category, area, on) is { } line)
        {
            return (line.Unit, $"catalogue:{line.Number}");
        }
        var inForce = _routes[category].Where(r => r.ValidFrom <= on && (r.ValidTo is null || on <= r.ValidTo));
        var rule = inForce.FirstOrDefault(r => r.Area == area) ?? inForce.FirstOrDefault(r => r.Area is null);
        return rule is null ? (_areas[area].IntakeUnit, "intake") : (rule.Unit, $"rule:{rule.Id}");
    }

    /// <summary>The routing rule of a number, in force or not; null when it is configured no more.</summary>
    public RoutingRule? Route(int id) => _routes.SelectMany(rules => rules).FirstOrDefault(rule => rule.Id == id);

    /// <summary>
    /// The unit that reviews another unit's work: the first reviewer unit, by code, that is neither the unit itself nor
    /// above or below it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The jurisdiction has no such unit; its configuration is checked for that at the start.</exception>
    public string ReviewerFor(string unit) =>
        FindReviewer(unit) ?? throw new InvalidOperationException($"no unit may review the work of {unit}");

    /// <summary>As <see cref="ReviewerFor"/>; null when there is none, as for the only unit that reviews.</summary>
    public string? FindReviewer(string unit) => FindReviewer([unit]);

    /// <summary>The unit that reviews what several units did: none of them, nor above or below any; null when there is none.</summary>
    public string? FindReviewer(IReadOnlyCollection<string> units) =>
        _units
            .Values.Where(u => u.Reviews && units.All(of => !Above(of).Contains(u.Code) && !Above(u.Code).Contains(of)))
            .OrderBy(u => u.Code, StringComparer.Ordinal)
            .Select(u => u.Code)
            .FirstOrDefault();

    /// <summary>The units whose work no unit may review (<see cref="ReviewerFor"/>).</summary>
    public IEnumerable<string> WithoutReviewer()
    {
        var reviewers = _units.Keys.Where(u => _units[u].Reviews).Select(u => (Code: u, Kin: Above(u))).ToList();
        foreach (var unit in _units.Keys.Order(StringComparer.Ordinal))
        {
            var above = Above(unit);
            if (reviewers.All(r => above.Contains(r.Code) || r.Kin.Contains(unit)))
            {
                yield return unit;
            }
        }
    }

    /// <summary>
    /// Who is told when nobody above is left: the unit marked so, else the one at the top (by code, the first without a
    /// unit above it). There always is one.
    /// </summary>
    public string Fallback =>
        (
            _units.Values.Where(u => u.Fallback).MinBy(u => u.Code, StringComparer.Ordinal)
            ?? _units.Values.Where(u => u.Parent is null).MinBy(u => u.Code, StringComparer.Ordinal)!
        ).Code;

    /// <summary>
    /// The unit and every unit above it, from the unit upwards. Above an outside partner is the unit that looks after it.
    /// </summary>
    public ImmutableArray<string> Above(string unit)
    {
        var chain = ImmutableArray.CreateBuilder<string>();
        for (var at = unit; at is not null && !chain.Contains(at); at = ParentOf(at))
        {
            chain.Add(at);
        }
        return chain.ToImmutable();
    }

    /// <summary>The unit and every unit below it.</summary>
    public ImmutableArray<string> Below(string unit) =>
        [.. _units.Keys.Where(u => Above(u).Contains(unit)).Order(StringComparer.Ordinal)];

    private string? ParentOf(string unit) =>
        _units.TryGetValue(unit, out var own) ? own.Parent
        : Partners.Find(unit) is { } partner ? partner.KeptBy
        : throw new KeyNotFoundException($"there is no unit {unit}");
}

/// <summary>An area (片区) of the jurisdiction.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Its name.</param>
/// <param name="IntakeUnit">Code of the unit that owns what nobody owns yet (受理台).</param>
/// <param name="Shape">Its polygon, or null where none is known.</param>
public sealed record Area(string Code, Bilingual Name, string IntakeUnit, Polygon? Shape);

/// <summary>A unit (单位) that owns matters.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Code of the unit above; null for the top.</param>
/// <param name="Reviews">Whether it reviews other units' work.</param>
/// <param name="Fallback">Who is told when nobody above is left: the jurisdiction's named fallback has true.</param>
public sealed record Unit(string Code, Bilingual Name, string? Parent, bool Reviews = false, bool Fallback = false)
{
    /// <summary>Its public contact, such as the number of its desk; never a person's. Null where none is known.</summary>
    public string? Contact { get; init; }

    /// <summary>Codes of the venues of mediation that the unit holds (调解渠道): only there a mediation is proposed and started.</summary>
    public ImmutableArray<string> Mediates { get; init; } = [];

    /// <summary>Two units are equal when all that they hold is, lists compared in order.</summary>
    public bool Equals(Unit? other) =>
        other is not null
        && (Code, Name, Parent, Reviews, Fallback, Contact)
            == (other.Code, other.Name, other.Parent, other.Reviews, other.Fallback, other.Contact)
        && Mediates.SequenceEqual(other.Mediates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Name, Parent, Reviews, Fallback, Contact);
}

/// <summary>A category (问题分类).</summary>
/// <param name="Code">Stable code; Open311's <c>service_code</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Group">A heading to list it under.</param>
/// <param name="Hint">One line that helps to choose it.</param>
/// <param name="ClockRule">Code of the clock rule by which it is dealt with.</param>
/// <param name="PublicSpace">Whether it is about public space, so that its position may be shown to everybody.</param>
/// <param name="Kind">The kind that a matter of it has unless the resident says otherwise.</param>
/// <param name="ThirdTimeN">After how many unresolved reports at one place anybody affected may start a joint review.</param>
/// <param name="Offered">Whether residents are offered it; an old one stays readable.</param>
public sealed record Category(
    string Code,
    Bilingual Name,
    Bilingual Group,
    Bilingual Hint,
    string ClockRule,
    bool PublicSpace,
    Kind Kind,
    int ThirdTimeN = 3,
    bool Offered = true
)
{
    /// <summary>More questions that Open311 clients and the resident's pages ask for this category.</summary>
    public ImmutableArray<CategoryQuestion> Questions { get; init; } = [];

    /// <summary>
    /// Whether whoever reports such a thing is sealed from the start, as reports of hazards at a workplace are: an employer must
    /// not learn who it was.
    /// </summary>
    public bool SealsIdentity { get; init; }
}

/// <summary>A question that belongs to a category; Open311's service attribute.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">The question.</param>
/// <param name="Datatype">One of Open311's: string, number, datetime, text, singlevaluelist, multivaluelist.</param>
/// <param name="Required">Whether it must be answered.</param>
/// <param name="Values">Choices of the list datatypes: key and name.</param>
public sealed record CategoryQuestion(
    string Code,
    Bilingual Text,
    string Datatype,
    bool Required,
    ImmutableArray<(string Key, Bilingual Name)> Values
);

/// <summary>Category × area × time → owner unit, effective-dated.</summary>
/// <param name="Id">Number of the rule, named on each assignment.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code, or null for all areas.</param>
/// <param name="Unit">The owner's code.</param>
/// <param name="ValidFrom">First day, local.</param>
/// <param name="ValidTo">Last day, or null.</param>
public sealed record RoutingRule(
    int Id,
    string Category,
    string? Area,
    string Unit,
    DateOnly ValidFrom,
    DateOnly? ValidTo = null
);
