using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Integrity;

/// <summary>Something wrong that is planted in a simulated unit.</summary>
public enum Plant
{
    /// <summary>Residents are begged for good marks: 15 % say so, elsewhere about 3 %.</summary>
    Begging,

    /// <summary>A fifth of the verdicts are written by the unit itself: one device, one text, at once.</summary>
    Stuffing,

    /// <summary>Unwelcome matters are closed as withdrawn or merged: 30 %, elsewhere about 10 %.</summary>
    CherryPicking,

    /// <summary>What is not done is closed when the month ends: 35 % in its last three days, elsewhere about 12 %.</summary>
    MonthEndRush,

    /// <summary>Each month's rate is made up, within half a point of the one wanted.</summary>
    MadeUpRates,
}

/// <summary>How often checks find what was planted, and how often they speak where nothing was.</summary>
/// <param name="Planted">Units with the plant.</param>
/// <param name="Found">Of them, found by a check that is meant for it.</param>
/// <param name="PlantedLarge">Of the units with it, those with a hundred verdicts or more in the quarter.</param>
/// <param name="FoundLarge">Of these, found.</param>
public readonly record struct RecordPower(int Planted, int Found, int PlantedLarge, int FoundLarge)
{
    /// <summary>The share that is found.</summary>
    public double Share => (double)Found / Planted;

    /// <summary>The share that is found among units with a hundred verdicts or more.</summary>
    public double ShareLarge => (double)FoundLarge / PlantedLarge;

    /// <summary>One more unit with the plant.</summary>
    internal RecordPower With(bool large, bool found) =>
        new(Planted + 1, Found + (found ? 1 : 0), PlantedLarge + (large ? 1 : 0), FoundLarge + (large && found ? 1 : 0));
}

/// <summary>What a simulation came to.</summary>
/// <param name="Power">For each plant.</param>
/// <param name="Honest">For each check, how many units in which nothing was planted were tested and how many of them it named.</param>
public sealed record RecordSimulationResult(
    IReadOnlyDictionary<Plant, RecordPower> Power,
    IReadOnlyDictionary<RecordCheck, (int Tested, int FalseAlarms)> Honest
)
{
    /// <summary>False alarms among all tests of units in which nothing was planted.</summary>
    public double FalseAlarms => (double)Honest.Values.Sum(h => h.FalseAlarms) / Honest.Values.Sum(h => h.Tested);
}

/// <summary>
/// Simulated jurisdictions of forty units over a quarter, whose ordinary differences are drawn, with five units in each in which
/// something is wrong. It says what the checks can do and what not before anybody relies on them.
/// </summary>
public static class RecordSimulation
{
    private const int Units = 40;
    private const int Months = 12;
    private const int Large = 100;

    /// <summary>Runs it.</summary>
    /// <param name="jurisdictions">How many jurisdictions.</param>
    /// <param name="seed">The same seed makes the same result.</param>
    public static RecordSimulationResult Run(int jurisdictions, ulong seed = 1)
    {
        var power = Enum.GetValues<Plant>().ToDictionary(p => p, _ => default(RecordPower));
        var honest = Enum.GetValues<RecordCheck>().ToDictionary(check => check, _ => (Tested: 0, FalseAlarms: 0));
        for (var nth = 0; nth < jurisdictions; nth++)
        {
            var random = new SeededStream(seed, (ulong)nth);
            var plants = Enum.GetValues<Plant>();
            var units = Enumerable
                .Range(0, Units)
                .Select(i => Draw(random, $"{i:00}", i < plants.Length ? plants[i] : null))
                .ToList();
            var report = RecordChecks.Of(units);
            foreach (var plant in plants)
            {
                var unit = units[(int)plant];
                var found = report.Findings.Any(f => f.Unit == unit.Unit && Meant(plant).Contains(f.Check));
                power[plant] = power[plant].With(unit.Answered >= Large, found);
            }
            var others = RecordChecks.Of([.. units.Skip(plants.Length)]);
            foreach (var (check, tested) in others.TestedIn)
            {
                var before = honest[check];
                honest[check] = (before.Tested + tested, before.FalseAlarms + others.Findings.Count(f => f.Check == check));
            }
        }
        return new RecordSimulationResult(power, honest);
    }

    /// <summary>The checks that are meant to find a plant.</summary>
    public static IReadOnlyList<RecordCheck> Meant(Plant plant) =>
        plant switch
        {
            Plant.Begging => [RecordCheck.AskedForGoodMark],
            Plant.Stuffing => [RecordCheck.OneDevice, RecordCheck.OneText, RecordCheck.Quick],
            Plant.CherryPicking => [RecordCheck.LeftOut],
            Plant.MonthEndRush => [RecordCheck.MonthEnd],
            Plant.MadeUpRates => [RecordCheck.TooSmooth],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static UnitRecords Draw(SeededStream random, string unit, Plant? plant)
    {
        // A month's closings of a unit: half have between 40 and 110.
        var month = (int)Math.Clamp(Math.Exp(4.2 + (0.75 * random.NextNormal())), 15, 600);
        var closings = 3 * month;
        var leftOut = Binomial(random, closings, plant == Plant.CherryPicking ? 0.30 : Share(random, 0.10, 0.03));
        var response = Share(random, 0.35, 0.06);
        var answered = Binomial(random, closings - leftOut, response);
        var stuffed = plant == Plant.Stuffing ? answered / 4 : 0;
        var (device, text, quick) = (Share(random, 0.03, 0.015), Share(random, 0.03, 0.015), Share(random, 0.02, 0.01));
        var worded = Binomial(random, answered, 0.4);
        var yes = Share(random, 0.8, 0.05);
        return new UnitRecords(
            unit,
            closings,
            leftOut,
            Binomial(random, closings, plant == Plant.MonthEndRush ? 0.35 : Share(random, 0.12, 0.02)),
            answered + stuffed,
            Binomial(random, answered, quick) + stuffed,
            Binomial(random, answered, plant == Plant.Begging ? 0.15 : Share(random, 0.03, 0.015)),
            answered + stuffed,
            Binomial(random, answered, device) + stuffed,
            worded + stuffed,
            Binomial(random, worded, text) + stuffed
        )
        {
            Year = [.. Enumerable.Range(0, Months).Select(_ => OfMonth(random, (int)(month * response), yes, plant))],
        };
    }

    private static (int Yes, int Answered) OfMonth(SeededStream random, int about, double yes, Plant? plant)
    {
        var answered = random.NextPoisson(about);
        return plant == Plant.MadeUpRates
            ? ((int)Math.Round(answered * (yes + ((random.NextDouble() - 0.5) * 0.01))), answered)
            : (Binomial(random, answered, yes), answered);
    }

    private static double Share(SeededStream random, double mean, double deviation) =>
        Math.Clamp(mean + (deviation * random.NextNormal()), 0.001, 0.95);

    private static int Binomial(SeededStream random, int trials, double share)
    {
        var successes = 0;
        for (var i = 0; i < trials; i++)
        {
            successes += random.NextDouble() < share ? 1 : 0;
        }
        return successes;
    }
}
