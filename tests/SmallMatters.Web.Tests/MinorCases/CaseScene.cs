using System.Text.RegularExpressions;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

/// <summary>A case that was registered at the counter, with its officer, the head of the station, and the victim's own browser.</summary>
internal sealed partial class CaseScene
{
    private CaseScene(Office office, Clerk officer, Clerk head, string address) =>
        (Office, Officer, Head, Address, Victim) = (office, officer, head, address, office.Host.NewBrowser());

    public Office Office { get; }

    public Clerk Officer { get; }

    public Clerk Head { get; }

    /// <summary>The address of the case for staff.</summary>
    public string Address { get; }

    public Browser Victim { get; }

    public string Number => Address.Split('/')[^1];

    /// <summary>What is typed when nothing else is said.</summary>
    public static (string Name, string Value)[] Report(params (string Name, string Value)[] other)
    {
        (string Name, string Value)[] usual =
        [
            ("Form.Arrival", nameof(Arrival.Ours)),
            ("Form.Kind", nameof(CaseKind.Assault)),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Account", "楼下争吵，被推倒"),
            ("Form.Role", nameof(CaseRole.Both)),
            ("Form.Name", "周阿姨"),
        ];
        return [.. usual.Where(u => !other.Any(o => o.Name == u.Name)), .. other];
    }

    public static async Task<CaseScene> MakeAsync(TestHost host, params (string Name, string Value)[] report)
    {
        var office = new Office(host);
        var officer = await office.HireAsync(Neighbourhood.Station);
        var head = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        var done = await officer.Browser.SubmitAsync(await officer.Browser.GetAsync("/staff/cases/new"), Report(report));
        Assert.True(done.Mistakes.Count == 0, string.Join("; ", done.Mistakes));
        return new CaseScene(office, officer, head, done.Path);
    }

    /// <summary>Does something as the head of the station and says what was wrong with it.</summary>
    public Task<WebPage> ActAsync(string act, params (string Name, string Value)[] values) => ActAsync(Head, act, values);

    public async Task<WebPage> ActAsync(Clerk by, string act, params (string Name, string Value)[] values) =>
        await by.Browser.SubmitAsync(await by.Browser.GetAsync($"{Address}/{act}"), values);

    public async Task DoneAsync(string act, params (string Name, string Value)[] values)
    {
        var page = await ActAsync(act, values);
        Assert.True(page.Mistakes.Count == 0, $"{act}: {string.Join("; ", page.Mistakes)}");
    }

    public Task StepAsync(string step) => DoneAsync("step", ("Form.Step", step), ("Form.Officers", nameof(Officers.Two)));

    /// <summary>The act about the first person of the case.</summary>
    public async Task<string> AboutPersonAsync(string act)
    {
        var page = await Head.Browser.GetAsync(Address);
        return page
            .Document.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .First(h => h.StartsWith($"{Address}/{act}?", StringComparison.Ordinal))[(Address.Length + 1)..];
    }

    public async Task ToldAsync() => await DoneAsync(await AboutPersonAsync("tell"), ("Form.How", nameof(ToldHow.ByPhone)));

    /// <summary>The victim's own page, by the number and code that the receipt shows.</summary>
    public async Task<WebPage> AsVictimAsync()
    {
        var receipt = await Head.Browser.GetAsync($"{Address}/{await AboutPersonAsync("receipt")}");
        var code = CodeOnPaper().Match(receipt.Main).Value;
        return await Victim.SubmitAsync(await Victim.GetAsync("/case"), [("Number", Number), ("Code", code.ToLowerInvariant())]);
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex CodeOnPaper();
}
