using SmallMatters.Bench.Patterns;

switch (args)
{
    case ["patterns", .. var parts]:
        return PatternsBench.Run(parts);
    default:
        Console.Error.WriteLine("bench patterns [knox|knox-large|knox-growth|scan|kde|hotissues …]");
        return 2;
}
