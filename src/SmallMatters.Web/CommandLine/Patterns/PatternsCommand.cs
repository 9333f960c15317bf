using System.CommandLine;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>The verbs <c>patterns knox|nearrepeat|scan|kde|aoristic|outbreak|hotissues|evaluate</c>: CSV in; table, JSON or picture out.</summary>
public static class PatternsCommand
{
    /// <summary>The command with its verbs. They return 0, or 1 with the reason on standard error.</summary>
    public static Command Create() =>
        new("patterns", "时空规律 / Patterns in place and time; never of people")
        {
            InteractionVerbs.Knox(),
            InteractionVerbs.NearRepeat(),
            ScanVerb.Create(),
            PlaceVerbs.Density(),
            PlaceVerbs.Evaluate(),
            TimeVerbs.Aoristic(),
            TimeVerbs.Outbreak(),
            HotIssuesVerb.Create(),
        };
}
