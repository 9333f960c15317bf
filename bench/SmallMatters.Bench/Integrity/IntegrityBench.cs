using SmallMatters.Bench.Harness;
using SmallMatters.Patterns.Integrity;

namespace SmallMatters.Bench.Integrity;

/// <summary>What the checks of records find of what is planted in simulated jurisdictions, and how often they speak for nothing.</summary>
internal static class IntegrityBench
{
    public static int Run(Arguments arguments)
    {
        var jurisdictions = arguments.Number("--jurisdictions", 2000);
        var result = RecordSimulation.Run(jurisdictions);
        Console.WriteLine($"{jurisdictions} jurisdictions of 40 units, one quarter each; limit {RecordChecks.Limit}");
        foreach (var (plant, power) in result.Power)
        {
            Console.WriteLine(
                $"{plant, -13} found {power.Share:P1} of {power.Planted}; {power.ShareLarge:P1} of {power.PlantedLarge} with 100 verdicts or more"
            );
        }
        foreach (var (check, (tested, wrong)) in result.Honest)
        {
            Console.WriteLine($"{check, -16} false alarms {wrong} in {tested} tests: {1000.0 * wrong / tested:F2} in a thousand");
        }
        return 0;
    }
}
