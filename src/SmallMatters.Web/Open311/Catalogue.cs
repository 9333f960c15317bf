using System.Runtime.CompilerServices;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>What the standard asks of a jurisdiction, worked out once for each of its snapshots.</summary>
internal sealed class Catalogue
{
    /// <summary>The attribute with which a client names the area itself.</summary>
    public const string AreaAttribute = "area";

    private static readonly ConditionalWeakTable<Jurisdiction, Catalogue> Known = [];

    private readonly AreaLocator<Area> _locator;
    private readonly bool _shaped;
    private readonly (string Name, Area Area)[] _byName;

    private Catalogue(Jurisdiction jurisdiction)
    {
        Jurisdiction = jurisdiction;
        PublicSpace = [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)];
        // Opinions on staff are never readable here and need a unit to be named; they are raised on the pages.
        Offered = jurisdiction
            .Categories.Values.Where(c => c.Offered && c.Kind != Kind.Conduct && RaiseRule.RightDoor(c.Kind) is null)
            .ToDictionary(c => c.Code);
        var shapes = jurisdiction.Areas.Values.Where(a => a.Shape is not null).Select(a => (a, a.Shape!)).ToList();
        _shaped = shapes.Count > 0;
        _locator = new AreaLocator<Area>(shapes);
        _byName =
        [
            .. jurisdiction
                .Areas.Values.SelectMany(a => new[] { (a.Name.Zh, a), (a.Name.En, a) })
                .OrderByDescending(n => n.Item1.Length),
        ];
    }

    public Jurisdiction Jurisdiction { get; }

    /// <summary>Codes of the categories whose position everybody may see.</summary>
    public string[] PublicSpace { get; }

    /// <summary>The categories that clients may raise.</summary>
    public IReadOnlyDictionary<string, Category> Offered { get; }

    public static Catalogue Of(Jurisdiction jurisdiction) => Known.GetValue(jurisdiction, j => new Catalogue(j));

    /// <summary>The area that holds the position. Where no shapes are known, the only area there is.</summary>
    public Area? AreaAt(Position position)
    {
        if (_shaped)
        {
            return _locator.TryLocate(position, out var area) ? area : null;
        }
        return Jurisdiction.Areas.Count == 1 ? Jurisdiction.Areas.Values.First() : null;
    }

    /// <summary>The area whose name stands in an address; the longest name wins. The only area there is needs no name.</summary>
    public Area? AreaNamedIn(string address)
    {
        foreach (var (name, area) in _byName)
        {
            if (address.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return area;
            }
        }
        return Jurisdiction.Areas.Count == 1 ? Jurisdiction.Areas.Values.First() : null;
    }

    public IEnumerable<Service> Services(Tongue tongue) =>
        Offered.Values.Select(c => new Service(
            c.Code,
            c.Name.In(tongue),
            c.Hint.In(tongue),
            c.Group.In(tongue),
            $"{c.Group.In(tongue)}, {c.Name.In(tongue)}"
        ));

    public ServiceDefinition? Definition(string code, Tongue tongue) =>
        Offered.TryGetValue(code, out var category)
            ? new ServiceDefinition(
                code,
                [.. category.Questions.Select((q, i) => Attribute(q, i + 1, tongue)), Area(category, tongue)]
            )
            : null;

    private ServiceAttribute Area(Category category, Tongue tongue) =>
        new(
            AreaAttribute,
            "singlevaluelist",
            false,
            null,
            category.Questions.Length + 1,
            new Bilingual(
                "所在片区。给出经纬度时不需要；也可以作为 address_id 提交。",
                "The area. Not needed with lat and long; may be sent as address_id as well."
            ).In(tongue),
            [.. Jurisdiction.Areas.Values.Select(a => new ServiceValue(a.Code, a.Name.In(tongue)))]
        );

    private static ServiceAttribute Attribute(CategoryQuestion question, int order, Tongue tongue) =>
        new(
            question.Code,
            question.Datatype,
            question.Required,
            null,
            order,
            question.Text.In(tongue),
            question.Datatype.EndsWith("valuelist", StringComparison.Ordinal)
                ? [.. question.Values.Select(v => new ServiceValue(v.Key, v.Name.In(tongue)))]
                : null
        );
}
