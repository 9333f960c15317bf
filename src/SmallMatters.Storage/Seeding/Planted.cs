namespace SmallMatters.Storage.Seeding;

/// <summary>
/// What is planted in a made-up jurisdiction so that it is known what its figures have to find: a unit that residents like better, one
/// that they like less, one that asks for good marks, one whose residents answer less and less, and a problem that was solved.
/// Everything else is as ever, so that whatever else is called out is a false alarm.
/// </summary>
/// <param name="Better">Code of the unit of which 92 residents in a hundred say "solved" and not 76.</param>
/// <param name="Worse">Code of the unit of which 50 say so.</param>
/// <param name="Begging">Code of the unit whose residents say in 15 of a hundred verdicts that they were asked for a good mark.</param>
/// <param name="Falling">Code of the unit whose response falls from 46 in a hundred to 18.</param>
/// <param name="Solved">Code of the category that seven in ten do not raise any more from <paramref name="SolvedAt"/> on.</param>
/// <param name="Start">When the simulated time begins, UTC.</param>
/// <param name="End">When it ends.</param>
/// <param name="SolvedAt">When the problem was solved: after two thirds of the time.</param>
internal sealed record Planted(
    string Better,
    string Worse,
    string Begging,
    string Falling,
    string Solved,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset SolvedAt
)
{
    internal const double UsualResponse = 0.46;

    /// <summary>Codes of the areas in which the problem was solved.</summary>
    public IReadOnlySet<string> Areas { get; private init; } = new HashSet<string>();

    private const double LastResponse = 0.18;

    /// <summary>The plants of a jurisdiction: each in a neighbourhood of its own, as far as there are so many.</summary>
    /// <param name="matters">For how many matters the jurisdiction is made.</param>
    /// <param name="start">When the simulated time begins, UTC.</param>
    /// <param name="end">When it ends.</param>
    public static Planted For(int matters, DateTimeOffset start, DateTimeOffset end)
    {
        var place = MadeUpPlace.For(matters);
        var codes = place.Units.Select(u => u.Code).ToHashSet();
        string Of(int neighbourhood, string unit) =>
            codes.Contains($"s{neighbourhood}-{unit}") ? $"s{neighbourhood}-{unit}" : unit;
        var prefix = codes.Contains("s6-works") ? "s6-" : "qh-";
        return new Planted(
            Of(2, "works"),
            Of(3, "housing"),
            Of(4, "city"),
            Of(5, "sanitation"),
            "rubbish",
            start,
            end,
            start + ((end - start) * 2 / 3)
        )
        {
            Areas = place
                .Areas.Select(a => a.Code)
                .Where(a => a.StartsWith(prefix, StringComparison.Ordinal))
                .Take(prefix == "qh-" ? 2 : int.MaxValue)
                .ToHashSet(),
        };
    }

    /// <summary>How likely the resident of a matter that was closed by a unit answers.</summary>
    internal double Response(string unit, DateTimeOffset closedAt) =>
        unit == Falling ? UsualResponse - ((UsualResponse - LastResponse) * ((closedAt - Start) / (End - Start))) : UsualResponse;

    /// <summary>Whether a happening is one of those that the solution prevents, as far as its place and its time go.</summary>
    internal bool Prevents(string category, string area, DateTimeOffset at) =>
        at >= SolvedAt && category == Solved && Areas.Contains(area);
}
