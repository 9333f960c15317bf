using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Seeding;

/// <summary>
/// A made-up jurisdiction of any size: the fictional neighbourhood once, or several times side by side under other names, so
/// that units, areas and estates grow with the number of matters.
/// </summary>
internal sealed class MadeUpPlace
{
    private const double EastStep = 0.031;
    private const double NorthStep = 0.026;
    private static readonly (string Zh, string En)[] Names =
    [
        ("青禾", "Qinghe"),
        ("云溪", "Yunxi"),
        ("松岭", "Songling"),
        ("望湖", "Wanghu"),
        ("南麓", "Nanlu"),
        ("长埭", "Changdai"),
        ("白鹭", "Bailu"),
        ("杏林", "Xinglin"),
        ("临渡", "Lindu"),
        ("枫桥", "Fengqiao"),
        ("雁滩", "Yantan"),
        ("泉井", "Quanjing"),
        ("棠下", "Tangxia"),
        ("芦塘", "Lutang"),
        ("观澜", "Guanlan"),
        ("石板", "Shiban"),
    ];

    private MadeUpPlace(DemoFiles files, int subdistricts)
    {
        Files = files;
        var areas = ImmutableArray.CreateBuilder<Area>();
        var units = ImmutableArray.CreateBuilder<Unit>();
        var routes = ImmutableArray.CreateBuilder<RoutingRule>();
        var estates = ImmutableArray.CreateBuilder<Estate>();
        var staff = ImmutableArray.CreateBuilder<DemoPost>();
        var perRow = (int)Math.Ceiling(Math.Sqrt(subdistricts));
        for (var n = 0; n < subdistricts; n++)
        {
            var (east, north) = ((n % perRow) * EastStep, (n / perRow) * NorthStep);
            string Coded(string code) => n == 0 ? code : $"s{n + 1}-{code}";
            Bilingual Named(string zh, string en) =>
                n == 0 ? new(zh, en)
                : zh.Contains("青禾", StringComparison.Ordinal)
                    ? new(
                        zh.Replace("青禾", Names[n].Zh, StringComparison.Ordinal),
                        en.Replace("Qinghe", Names[n].En, StringComparison.Ordinal)
                    )
                : new($"{Names[n].Zh}{zh}", $"{Names[n].En} {en}");
            // The reviewers are the district's, once for all.
            bool Shared(UnitFile u) => u.Reviews;
            foreach (var u in files.Jurisdiction.Units.Where(u => n == 0 || !Shared(u)))
            {
                var name = Named(u.Zh, u.En);
                units.Add(
                    new Unit(Coded(u.Code), name, u.Parent is null ? null : Coded(u.Parent), u.Reviews, u.Fallback && n == 0)
                    {
                        Mediates = u.Mediates ?? [],
                    }
                );
            }
            foreach (var a in files.Jurisdiction.Areas)
            {
                areas.Add(new Area(Coded(a.Code), Named(a.Zh, a.En), Coded(a.Intake), Moved(files.Shapes[a.Code], north, east)));
            }
            foreach (var r in files.Jurisdiction.Routes)
            {
                // The first neighbourhood's rules hold everywhere, and each other one has its own units.
                if (n == 0)
                {
                    routes.Add(new RoutingRule(r.Id, r.Category, null, r.Unit, r.ValidFrom));
                    continue;
                }
                foreach (var a in files.Jurisdiction.Areas)
                {
                    routes.Add(new RoutingRule(routes.Count + 1000, r.Category, Coded(a.Code), Coded(r.Unit), r.ValidFrom));
                }
            }
            estates.AddRange(
                files.Estates.Select(e =>
                    e with
                    {
                        Name = Named(e.Name, e.Name).Zh,
                        Area = Coded(e.Area),
                        Latitude = e.Latitude + north,
                        Longitude = e.Longitude + east,
                    }
                )
            );
            var reviewers = files.Jurisdiction.Units.Where(Shared).Select(u => u.Code).ToHashSet();
            staff.AddRange(
                files
                    .Staff.Where(p => n == 0 || !reviewers.Contains(p.Unit))
                    .Select(p => n == 0 ? p : p with { UserName = $"{p.UserName}{n + 1}", Unit = Coded(p.Unit) })
            );
        }
        (Areas, Units, Routes, Estates, Staff) = (
            areas.ToImmutable(),
            units.ToImmutable(),
            routes.ToImmutable(),
            estates.ToImmutable(),
            staff.ToImmutable()
        );
        Code = files.Jurisdiction.Code;
        Name = subdistricts == 1 ? files.Jurisdiction.Name : new Bilingual("青禾片（示例）", "Qinghe and neighbours (made up)");
    }

    public string Code { get; }
    public Bilingual Name { get; }
    public DemoFiles Files { get; }
    public ImmutableArray<Area> Areas { get; }
    public ImmutableArray<Unit> Units { get; }
    public ImmutableArray<RoutingRule> Routes { get; }
    public ImmutableArray<Estate> Estates { get; }
    public ImmutableArray<DemoPost> Staff { get; }

    /// <summary>A jurisdiction in which that many matters are believable: about 60,000 for each neighbourhood.</summary>
    public static MadeUpPlace For(int matters) =>
        new(DemoFiles.Load(), Math.Clamp((int)Math.Ceiling(matters / 60_000.0), 1, Names.Length));

    private static Polygon Moved(Polygon shape, double north, double east) =>
        new([
            .. shape.Parts.Select(p => new PolygonPart(
                Moved(p.Outline, north, east),
                [.. p.Holes.Select(h => Moved(h, north, east))]
            )),
        ]);

    private static Ring Moved(Ring ring, double north, double east) =>
        Ring.TryCreate(
            ring.Corners.Select(c => Position.At(Math.Round(c.Latitude + north, 6), Math.Round(c.Longitude + east, 6))),
            out var moved,
            out var fault
        )
            ? moved
            : throw new InvalidOperationException($"a moved ring is none: {fault}");
}
