using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>
/// Lives of matters, disputes and minor cases in which every personal field of a fact is written once, each with a word of its
/// own: <see cref="Sign"/> and the field's name. All matters belong to the desk of Willow.
/// </summary>
internal sealed partial class PlantedLives
{
    /// <summary>What every word begins with.</summary>
    public const string Sign = "暗记";

    /// <summary>What somebody declared to speak best; it is too short for the word of a field.</summary>
    public const string SpokenBest = "暗记泉州南安话";

    private readonly TestHost _host;
    private readonly Office _office;
    private readonly List<string> _refused = [];

    private PlantedLives(TestHost host, Office office) => (_host, _office) = (host, office);

    /// <summary>The matters' public numbers.</summary>
    public List<long> Matters { get; } = [];

    /// <summary>The links of those who raised them.</summary>
    public List<string> Links { get; } = [];

    /// <summary>The address of every part.</summary>
    public List<string> Parts { get; } = [];

    /// <summary>The rooms of parties of the disputes.</summary>
    public List<string> Rooms { get; } = [];

    /// <summary>The cases' addresses for their station, and the link of a victim.</summary>
    public List<string> Cases { get; } = [];

    /// <summary>The links of victims.</summary>
    public List<string> Victims { get; } = [];

    /// <summary>The word of a field.</summary>
    public static string Of(string field) => $"{Sign}{field}止";

    public static async Task<PlantedLives> MakeAsync(TestHost host, Office office)
    {
        var lives = new PlantedLives(host, office);
        Func<Task>[] all =
        [
            lives.WorkedOnAsync,
            lives.HandedOverAsync,
            lives.EndedOtherwiseAsync,
            lives.SealedAsync,
            lives.MediatedAsync,
            lives.EndangeredAsync,
            lives.HandedElsewhereAsync,
            lives.CasesAsync,
        ];
        foreach (var life in all)
        {
            try
            {
                await life();
            }
            catch (Exception broken)
                when (broken
                        is InvalidOperationException
                            or NullReferenceException
                            or InvalidCastException
                            or System.Reflection.TargetInvocationException
                )
            {
                // What stood in the way first is said with it.
                lives._refused.Add($"{life.Method.Name}: {broken}");
            }
        }
        Assert.True(lives._refused.Count == 0, string.Join('\n', lives._refused));
        return lives;
    }

    private async Task<RaiseResult.Raised> RaiseAsync(Func<Raise, Raise>? change = null, string words = "这几天夜里都很吵。")
    {
        var raised = await _office.RaiseAsync(words: words, change: change);
        Matters.Add(raised.Reference.Value);
        Links.Add(raised.Link);
        return raised;
    }

    private async Task DoAsync(
        RaiseResult.Raised raised,
        Actor by,
        string what,
        Func<Matter, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> decide
    )
    {
        if (await _host.Book.DecideAsync(raised.Id, by, decide) is not ChangeResult.Changed and var done)
        {
            _refused.Add($"{what}: {(done as ChangeResult.Refused)?.Why.Code ?? done.GetType().Name}");
        }
    }
}
