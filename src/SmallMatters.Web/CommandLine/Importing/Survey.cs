using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Importing;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>A first look through the file: how many rows it has, and which areas, units and categories it names.</summary>
internal sealed class Survey
{
    private readonly ImportMapping _mapping;
    private readonly SortedDictionary<string, Category> _categories = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Unit> _units = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Area> _areas = new(StringComparer.Ordinal);

    private Survey(ImportMapping mapping) => _mapping = mapping;

    /// <summary>How many rows the file has.</summary>
    public int Rows { get; private set; }

    /// <summary>Tells which area holds a position; null without a file of areas.</summary>
    public AreaLocator<string>? Locator { get; private set; }

    /// <summary>Columns that the mapping names and the file does not have.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Looks through the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapping">What its columns mean.</param>
    /// <param name="shapes">Shapes of the areas, or null.</param>
    public static Survey Of(string path, ImportMapping mapping, IReadOnlyList<GeoFeature>? shapes)
    {
        var survey = new Survey(mapping);
        survey.AddShapes(shapes);
        using var file = ImportFile.Open(path);
        string?[] named =
        [
            mapping.Key,
            mapping.Raised,
            mapping.Due,
            mapping.Closed,
            mapping.OnTime?.Column,
            mapping.Title,
            .. mapping.Text,
            mapping.Reply,
            mapping.Address,
            mapping.Latitude,
            mapping.Longitude,
            mapping.Category.Column,
            mapping.Category.Group,
            mapping.Unit.Column,
            mapping.Unit.Parent,
            mapping.Area.Column,
            mapping.Outcome.Column,
        ];
        survey.Missing = [.. named.OfType<string>().Where(c => !file.Columns.Contains(c)).Distinct()];
        while (file.Next())
        {
            survey.Rows++;
            if (!file.IsBroken)
            {
                survey.Add(file);
            }
        }
        return survey;
    }

    /// <summary>What the jurisdiction needs. Without <paramref name="whole"/> only categories, and these if the mapping says so.</summary>
    public ImportedSettings Settings(bool whole) =>
        new(
            _mapping.Jurisdiction.Code,
            new Bilingual(_mapping.Jurisdiction.Zh, _mapping.Jurisdiction.En),
            whole ? [.. _areas.Values] : [],
            whole ? [.. _mapping.Units.Select(ToUnit), .. _units.Values] : [],
            _mapping.Category.Unknown == ImportMapping.UnknownCategory.Create || whole ? [.. _categories.Values] : []
        );

    private string Top => _mapping.CodeOf((_mapping.Units.FirstOrDefault(u => u.Fallback) ?? _mapping.Units[0]).Code);

    private void AddShapes(IReadOnlyList<GeoFeature>? shapes)
    {
        AddArea(_mapping.Area.Otherwise, null);
        if (shapes is null)
        {
            return;
        }
        foreach (var shape in shapes)
        {
            if (
                shape.Geometry is Geometry.OfPolygon polygon
                && shape.Properties.TryGetValue(_mapping.Area.ShapeName ?? "name", out var name)
                && name.GetString() is { Length: > 0 } said
            )
            {
                AddArea(said, polygon.Polygon);
            }
        }
        Locator = new AreaLocator<string>(_areas.Values.Where(a => a.Shape is not null).Select(a => (a.Code, a.Shape!)));
    }

    private void AddArea(string name, Polygon? shape) =>
        _areas.TryAdd(_mapping.CodeOf(name), new Area(_mapping.CodeOf(name), new Bilingual(name, name), Top, shape));

    private void Add(ImportFile row)
    {
        var unit = Filled(row[_mapping.Unit.Column], _mapping.Unit.Otherwise);
        var parent = row[_mapping.Unit.Parent];
        if (parent.Length > 0 && parent != unit)
        {
            _units.TryAdd(_mapping.CodeOf(parent), new Unit(_mapping.CodeOf(parent), new Bilingual(parent, parent), Top));
        }
        var code = _mapping.CodeOf(unit);
        if (_mapping.Units.All(u => _mapping.CodeOf(u.Code) != code))
        {
            _units.TryAdd(
                code,
                new Unit(
                    code,
                    new Bilingual(unit, unit),
                    parent.Length > 0 && _mapping.CodeOf(parent) != code ? _mapping.CodeOf(parent) : Top
                )
            );
        }
        if (row[_mapping.Area.Column] is { Length: > 0 } area)
        {
            AddArea(area, null);
        }
        var category = Filled(row[_mapping.Category.Column], _mapping.Category.Otherwise);
        if (_mapping.Category.Values?.ContainsKey(category) != true)
        {
            var group = Filled(row[_mapping.Category.Group], _mapping.Jurisdiction.Zh);
            _categories.TryAdd(
                _mapping.CodeOf(category),
                new Category(
                    _mapping.CodeOf(category),
                    new Bilingual(category, category),
                    new Bilingual(group, group),
                    new Bilingual("来自导入的资料", "From an imported file"),
                    _mapping.Category.ClockRule,
                    _mapping.Category.PublicSpace,
                    _mapping.Category.Kind,
                    Offered: false
                )
            );
        }
    }

    private Unit ToUnit(ImportMapping.NamedCode u) =>
        new(_mapping.CodeOf(u.Code), new Bilingual(u.Zh, u.En), u.Fallback || u.Reviews ? null : Top, u.Reviews, u.Fallback);

    private static string Filled(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}
